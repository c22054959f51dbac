import {always, basic, configJson, entry} from './registries.ts'
import type {Scenarios} from './scenario.ts'

/** What the great registries and products answer, by their habits. */
export const productScenarios: Scenarios = {
  'an expired token of ECR': {
    truth: 'token-expired',
    also: ['no-pull-permission'],
    image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:1.0',
    secrets: {
      ecr: configJson({
        '123456789012.dkr.ecr.us-east-1.amazonaws.com': entry({username: 'AWS', password: ecrToken(1_700_000_000)}),
      }),
    },
    registry: always({
      kind: 'status',
      status: 403,
      words: 'denied: Your authorization token has expired. Reauthenticate and try again.',
    }),
  },
  'no login for ECR': {
    truth: 'no-credentials',
    also: ['credential-provider-failed'],
    image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:1.0',
    registry: basic,
  },
  'a policy of ECR': {
    truth: 'no-pull-permission',
    also: ['repository-not-found'],
    image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:1.0',
    registry: always({
      kind: 'status',
      status: 403,
      words:
        'denied: User: arn:aws:sts::210987654321:assumed-role/node/i-0ab is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:us-east-1:123456789012:repository/team/app because no resource-based policy allows the ecr:BatchGetImage action',
    }),
  },
  'no login for GHCR': {
    truth: 'no-credentials',
    also: ['repository-not-found-or-no-access'],
    image: 'ghcr.io/acme/app:1.0',
    registry: always({kind: 'token', status: 403, realm: 'https://ghcr.io/token'}),
  },
  'a login that GHCR refuses': {
    truth: 'bad-credentials',
    also: ['no-pull-permission', 'token-expired', 'no-credentials'],
    image: 'ghcr.io/acme/app:1.0',
    secrets: {
      ghcr: configJson({'ghcr.io': entry({username: 'x', password: 'ghp_0000000000000000000000000000000000000'})}),
    },
    registry: always({kind: 'token', status: 403, realm: 'https://ghcr.io/token', words: 'denied: denied'}),
  },
  'a login that ACR refuses': {
    truth: 'bad-credentials',
    also: ['token-expired'],
    image: 'acme.azurecr.io/app:1.0',
    secrets: {acr: configJson({'acme.azurecr.io': entry({username: 'acme', password: 'x'})})},
    registry: always({
      kind: 'token',
      status: 401,
      realm: 'https://acme.azurecr.io/oauth2/token',
      words: 'unauthorized: authentication required, visit https://aka.ms/acr/authorization for more information.',
    }),
  },
  'no login for ACR': {
    truth: 'no-credentials',
    also: ['credential-provider-failed'],
    image: 'acme.azurecr.io/app:1.0',
    registry: always({
      kind: 'token',
      status: 401,
      realm: 'https://acme.azurecr.io/oauth2/token',
      words: 'unauthorized: authentication required, visit https://aka.ms/acr/authorization for more information.',
    }),
  },
  'no login for Quay': {
    truth: 'no-credentials',
    also: ['repository-not-found-or-no-access', 'repository-not-found'],
    image: 'quay.io/acme/app:1.0',
    registry: always({
      kind: 'status',
      status: 401,
      words: 'unauthorized: access to the requested resource is not authorized',
    }),
  },
  'a login that Quay refuses': {
    truth: 'bad-credentials',
    image: 'quay.io/acme/app:1.0',
    secrets: {quay: configJson({'quay.io': entry({username: 'acme+robot', password: 'x'})})},
    registry: always({
      kind: 'token',
      status: 401,
      realm: 'https://quay.io/v2/auth',
      words: 'unauthorized: Could not find robot with username: acme+robot and supplied password.',
    }),
  },
  'no right at Google': {
    truth: 'no-pull-permission',
    also: ['repository-not-found'],
    image: 'europe-docker.pkg.dev/acme/prod/app:1.0',
    secrets: {gar: configJson({'europe-docker.pkg.dev': entry({username: '_json_key', password: '{}'})})},
    registry: always({
      kind: 'status',
      status: 403,
      words:
        'denied: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/acme/locations/europe/repositories/prod" (or it may not exist)',
    }),
  },
  'no login for GitLab': {
    truth: 'no-credentials',
    also: ['no-pull-permission', 'repository-not-found-or-no-access'],
    image: 'registry.gitlab.com/acme/app:1.0',
    registry: always({
      kind: 'token',
      status: 403,
      realm: 'https://gitlab.com/jwt/auth',
      words: 'denied: access forbidden',
    }),
  },
  'a login that GitLab refuses': {
    truth: 'bad-credentials',
    also: ['token-expired', 'no-pull-permission'],
    image: 'registry.gitlab.com/acme/app:1.0',
    secrets: {
      gitlab: configJson({'registry.gitlab.com': entry({username: 'deploy', password: 'gldt-xxxxxxxxxxxxxxxxxxxx'})}),
    },
    registry: always({
      kind: 'token',
      status: 403,
      realm: 'https://gitlab.com/jwt/auth',
      words: 'denied: access forbidden',
    }),
  },
  'no right at Harbor': {
    isToldByBody: true,
    truth: 'no-pull-permission',
    also: ['repository-not-found-or-no-access'],
    image: 'harbor.example.test/prod/app:1.0',
    secrets: {harbor: configJson({'harbor.example.test': entry({username: 'robot$ci', password: 'x'})})},
    registry: always({
      kind: 'status',
      status: 401,
      words:
        'unauthorized: unauthorized to access repository: prod/app, action: pull: unauthorized to access repository: prod/app, action: pull',
    }),
  },
  'a scan that Harbor asks for': {
    truth: 'content-trust-policy',
    image: 'harbor.example.test/prod/app:1.0',
    registry: always({
      kind: 'status',
      status: 412,
      words:
        'unknown: current image with 12 vulnerabilities cannot be pulled due to configured policy in \'Prevent images with vulnerability severity of "High" or higher from running.\' To continue with pull, please contact your project administrator to exempt matched vulnerabilities through configuring the CVE allowlist.',
    }),
  },
}

/** The form of ECR's password: base64 of JSON with the end in seconds. */
function ecrToken(expiration: number): string {
  return Buffer.from(JSON.stringify({payload: 'x', datakey: 'y', version: '2', type: 'DATA_KEY', expiration})).toString(
    'base64',
  )
}
