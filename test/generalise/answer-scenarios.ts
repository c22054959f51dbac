import {always, behindLogin, configJson, entry, forbids, hides, right} from './registries.ts'
import type {Scenario, Scenarios} from './scenario.ts'

const host = 'registry.example.test'
const image = `${host}/team/app:1.0`
const login = {regcred: configJson({[host]: entry(right)})}
const digest = `sha256:${'cd'.repeat(32)}`

/** What the registry says to somebody who is let in, or needs no login. */
export const answerScenarios: Scenarios = {
  'a tag that is not there': {
    truth: 'tag-not-found',
    also: ['repository-not-found'],
    image,
    registry: always({kind: 'absent', what: 'manifest'}),
  },
  'a tag that is not there, behind a login': {
    truth: 'tag-not-found',
    also: ['repository-not-found'],
    image,
    registry: (one) => (one ? {kind: 'absent', what: 'manifest'} : {kind: 'basic-401'}),
    secrets: login,
  },
  'the default tag that is not there': {
    truth: 'tag-not-found',
    also: ['repository-not-found'],
    image: `${host}/team/app`,
    registry: always({kind: 'absent', what: 'manifest'}),
  },
  'a digest that is not there': {
    truth: 'digest-not-found',
    image: `${host}/team/app@${digest}`,
    registry: always({kind: 'absent', what: 'manifest'}),
  },
  'a tag that is there beside a digest that is not': {
    truth: 'digest-not-found',
    image: `${host}/team/app:1.0@${digest}`,
    registry: always({kind: 'absent', what: 'manifest'}),
  },
  'a repository that is not there': {
    truth: 'repository-not-found',
    also: ['tag-not-found'],
    image,
    registry: always({kind: 'absent', what: 'repository'}),
  },
  'a repository that is not there, behind a login': {
    truth: 'repository-not-found',
    also: ['tag-not-found'],
    image,
    registry: (one) => (one ? {kind: 'absent', what: 'repository'} : {kind: 'basic-401'}),
    secrets: login,
  },
  'a misspelt official image': {
    truth: 'repository-not-found',
    also: ['repository-not-found-or-no-access'],
    image: 'ngnix:1.27',
    registry: always({kind: 'scope'}),
  },
  'an official image without this tag': {
    truth: 'tag-not-found',
    image: 'redis:99.9',
    registry: always({kind: 'absent', what: 'manifest'}),
  },
  'a login without the right, hidden': {
    truth: 'no-pull-permission',
    also: ['repository-not-found-or-no-access'],
    image,
    registry: hides,
    secrets: login,
  },
  'a login without the right, forbidden': {truth: 'no-pull-permission', image, registry: forbids, secrets: login},
  'a login of Docker Hub without the right': {
    truth: 'no-pull-permission',
    also: ['repository-not-found-or-no-access'],
    image: 'other/app:1.0',
    registry: hides,
    secrets: {regcred: configJson({'https://index.docker.io/v1/': entry(right)})},
  },
  'one login refused and one without the right': {
    truth: 'no-pull-permission',
    also: ['repository-not-found-or-no-access', 'bad-credentials'],
    image,
    registry: hides,
    secrets: {
      a: configJson({[`${host}/team`]: entry({username: 'old', password: 'x'})}),
      b: configJson({[host]: entry(right)}),
    },
  },
  'one login refused and one let in where the tag is missing': {
    truth: 'tag-not-found',
    also: ['repository-not-found'],
    image,
    registry: behindLogin({kind: 'absent', what: 'manifest'}),
    secrets: {
      a: configJson({[`${host}/team`]: entry({username: 'old', password: 'x'})}),
      b: configJson({[host]: entry(right)}),
    },
  },
  'a login that is right, and a full disk': {
    truth: 'disk-full',
    image,
    registry: behindLogin({kind: 'disk-full'}),
    secrets: login,
  },
  'a missing Secret, and a name that does not resolve': {
    truth: 'dns-failure',
    image,
    registry: always({kind: 'net', error: `dial tcp: lookup ${host} on 10.96.0.10:53: no such host`}),
    names: ['gone'],
  },
  'a missing Secret, and a missing tag': {
    truth: 'tag-not-found',
    also: ['repository-not-found'],
    image,
    names: ['gone'],
    registry: always({kind: 'absent', what: 'manifest'}),
  },
  'a Secret for another registry, and a missing tag': {
    truth: 'tag-not-found',
    also: ['repository-not-found'],
    image,
    secrets: {a: configJson({'ghcr.io': entry(right)})},
    registry: always({kind: 'absent', what: 'manifest'}),
  },
  'a Secret of the wrong type, and plain HTTP': {
    truth: 'http-on-https',
    image,
    registry: always({kind: 'net', error: 'http: server gave HTTP response to HTTPS client'}),
    secrets: {a: {type: 'Opaque', data: {'.dockerconfigjson': '{}'}}},
  },
  'too many pulls': status(
    'rate-limited',
    429,
    'toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
  ),
  'too many pulls, without words': status('rate-limited', 429),
  'a firewall of the registry': {
    isToldByBody: true,
    ...status(
      'geo-or-ip-blocked',
      403,
      "denied: client with IP '192.0.2.7' is not allowed access, refer https://aka.ms/acr/firewall to grant access",
    ),
  },
  'legal reasons': status('geo-or-ip-blocked', 451, 'denied: export control restrictions'),
  'a registry that fails': status('server-error', 500),
  'a gateway that fails': status('server-error', 502),
  'a registry that is busy': status('server-error', 503),
  'a gateway that is out of time': status('server-error', 504),
  'a token server that fails': {
    truth: 'server-error',
    image,
    registry: always({kind: 'token', status: 503, realm: 'https://auth.example.test/token'}),
  },
  'a token server that fails, with a login': {
    truth: 'server-error',
    image,
    secrets: login,
    registry: always({kind: 'token', status: 502, realm: 'https://auth.example.test/token'}),
  },
  'another platform': {truth: 'platform-mismatch', image, registry: always({kind: 'platform'})},
  'another platform, behind a login': {
    truth: 'platform-mismatch',
    image,
    secrets: login,
    registry: behindLogin({kind: 'platform'}),
  },
  'a manifest of old': {truth: 'manifest-schema', image, registry: always({kind: 'schema1'})},
  'a web page': {
    truth: 'not-a-registry',
    also: ['mirror-misconfigured', 'manifest-schema'],
    image,
    registry: always({kind: 'html'}),
  },
  'a layer that does not match': {truth: 'layer-corrupt', image, registry: always({kind: 'digest-mismatch'})},
  'a layer that is cut short': {
    truth: 'layer-corrupt',
    also: ['connection-reset'],
    image,
    registry: always({kind: 'cut-short'}),
  },
  'a layer that is gone': {truth: 'layer-corrupt', image, secrets: login, registry: behindLogin({kind: 'layer-gone'})},
  'a full disk': {truth: 'disk-full', image, registry: always({kind: 'disk-full'})},
}

function status(truth: Scenario['truth'], code: number, words?: string, also: Scenario['also'] = []): Scenario {
  return {truth, also, image, registry: always({kind: 'status', status: code, ...(words !== undefined && {words})})}
}
