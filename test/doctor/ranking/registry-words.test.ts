import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {registrySays} from '../../../src/doctor/ranking/registry-words.ts'

describe('what registries say', () => {
  const sentences: Readonly<Record<string, readonly [words: string, cause: string | undefined]>> = {
    'ECR of a login that ended': [
      'denied: Your authorization token has expired. Reauthenticate and try again.',
      'token-expired',
    ],
    'Artifactory of a token that ended': ['401: Token failed verification: expired', 'token-expired'],
    'Docker Hub of a token that ended': ['unauthorized: personal access token is expired', 'token-expired'],
    'Docker Hub of a wrong password': ['unauthorized: incorrect username or password', 'bad-credentials'],
    'Docker Hub of a narrow token': ['unauthorized: access token has insufficient scopes', 'no-pull-permission'],
    'Docker Hub of too many pulls without a login': [
      'toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
      'rate-limited',
    ],
    'Docker Hub under export control': [
      'denied: Since Docker is a US company, we must comply with US export control regulations.',
      'geo-or-ip-blocked',
    ],
    'GHCR of a narrow token': [
      'denied: permission_denied: The token provided does not match expected scopes.',
      'no-pull-permission',
    ],
    'GHCR of a wrong token': [
      'unauthorized: unauthenticated: User cannot be authenticated with the token provided.',
      'bad-credentials',
    ],
    'GitLab of a wrong password': [
      'denied: HTTP Basic: Access denied. The provided password is incorrect',
      'bad-credentials',
    ],
    'ECR of a missing right': [
      'denied: User: arn:aws:sts::1:assumed-role/node/i is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:eu-west-1:1:repository/app',
      'no-pull-permission',
    ],
    'ECR of a missing repository': [
      "name unknown: The repository with name 'app' does not exist in the registry with id '123456789012'",
      'repository-not-found',
    ],
    'ECR of a missing tag': ['manifest unknown: Requested image not found', 'tag-not-found'],
    'Google of a missing right': [
      'denied: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/p" (or it may not exist)',
      'no-pull-permission',
    ],
    'Google of nobody': [
      'denied: Unauthenticated request. Unauthenticated requests do not have permission "artifactregistry.repositories.downloadArtifacts"',
      'no-credentials',
    ],
    'Azure’s firewall': ["denied: client with IP '192.0.2.1' is not allowed access.", 'geo-or-ip-blocked'],
    'Red Hat of nobody': [
      'unauthorized: Please login to the Red Hat Registry using your Customer Portal credentials.',
      'no-credentials',
    ],
    'Harbor of a missing right': [
      'unauthorized: unauthorized to access repository: shop/app, action: pull: unauthorized to access repository: shop/app, action: pull',
      'no-pull-permission',
    ],
    'Harbor of a missing artifact': ['unknown: artifact shop/app:1 not found', 'tag-not-found'],
    'Harbor of a missing signature': ['unknown: The image is not signed by cosign.', 'content-trust-policy'],
    'Harbor of weak points': [
      'unknown: current image with 3 vulnerabilities cannot be pulled due to configured policy',
      'content-trust-policy',
    ],
    'Artifactory of a missing right': [
      'unauthorized: The client does not have permission for manifest',
      'no-pull-permission',
    ],
    'Quay of a tag that ended, which is no token': [
      'manifest unknown: Tag 1.0 was deleted or has expired. To pull, revive via time machine',
      'tag-not-found',
    ],
    'Artifactory of a token that was taken back': ['unknown: Token failed verification: revoked', 'bad-credentials'],
    'Artifactory of a token that it does not know': [
      'unknown: Props Authentication Token not found',
      'bad-credentials',
    ],
    'Azure of a secret that ended': [
      "unauthorized: AADSTS7000222: The provided client secret keys for app '00aa' are expired.",
      'token-expired',
    ],
    'Azure of a secret that is wrong': [
      'unauthorized: AADSTS7000215: Invalid client secret provided.',
      'bad-credentials',
    ],
    'AWS of a session that ended': ['denied: The security token included in the request is expired', 'token-expired'],
    'AWS of a session that it no longer knows': [
      'denied: The security token included in the request is invalid',
      'token-expired',
    ],
    'Harbor of a robot that ended': ['unauthorized: robot account robot$ci has expired', 'token-expired'],
    'an account that was switched off': ['unauthorized: user ci is disabled', 'bad-credentials'],
    'libraries for tokens': ['unauthorized: token has invalid claims: token is expired', 'token-expired'],
    'libraries for tokens, in short': ['unauthorized: jwt expired', 'token-expired'],
    'IBM of too much traffic': [
      'denied: You have exceeded your pull traffic quota for the current month.',
      'rate-limited',
    ],
    'Cloudflare of too many requests': ['error code: 1015', 'rate-limited'],
    'Cloudflare of an address': ['error code: 1020', 'geo-or-ip-blocked'],
    'Huawei of nobody': ['denied: You may not login yet', 'no-credentials'],
    'Forgejo of nobody': ['unauthorized: reqPackageAccess', 'no-credentials'],
    'a registry that wants a login': ['unauthorized: Access to the resource requires authentication', 'no-credentials'],
    'a registry that got no login': ['unauthorized: no credentials provided', 'no-credentials'],
    'GitHub of a token that an organization did not approve': [
      'denied: Resource protected by organization SAML enforcement. You must grant your token access to this organization.',
      'no-pull-permission',
    ],
    'Oracle of a user without the right': [
      'denied: You do not have pull access to this repository',
      'no-pull-permission',
    ],
    'a registry that does not tell the absent from the forbidden': [
      "denied: the repository does not exist or you don't have access",
      undefined,
    ],
    'ECR of its own login elsewhere': [
      'denied: The authentication to the upstream registry failed. Verify the credentials.',
      undefined,
    ],
    'what the specification says and no product means': ['unauthorized: authentication required', undefined],
    'a repository whose name spells a sentence': [
      'denied: shop/token-has-expired/incorrect-username-or-password/not-signed',
      undefined,
    ],
  }
  for (const [sentence, [words, cause]] of Object.entries(sentences)) {
    test(sentence, () => assert.equal(registrySays(words)?.likely[0], cause))
  }
})
