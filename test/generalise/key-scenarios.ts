import type {Registry} from './kubelet.ts'
import {basic, bearer, configJson, dockerHub, entry, right} from './registries.ts'
import type {Scenarios} from './scenario.ts'

const host = 'registry.example.test:5443'
const image = `${host}/private/app:1.0`

/** A right login under each form of key (`BasicDockerKeyring.Add` and `URLsMatch` in keyring.go). */
export const keyScenarios: Scenarios = {
  ...keyed('healthy', image, basic, [
    host,
    `https://${host}`,
    `http://${host}`,
    `${host}/`,
    `https://${host}/`,
    `${host}/v1/`,
    `https://${host}/v1/`,
    `https://${host}/v2/`,
    `${host}/private`,
    `${host}/priv`,
    `${host}/private/`,
    `${host}/private/app`,
    `${host}/v2/private`,
    '*.example.test:5443',
    'registry.*.test:5443',
    'reg*.example.test:5443',
    '*.example.test:5443/private',
  ]),
  ...keyed('secret-key-mismatch', image, basic, [
    'registry.example.test',
    'registry.example.test:443',
    'https://registry.example.test',
    'registry.example.test/private',
    'Registry.Example.Test:5443',
    'other.example.test:5443',
    '*.test:5443',
    '*.example.test',
    '*.*.example.test:5443',
    `${host}/other`,
    `${host}/private/app:1.0`,
    `${host}/private/app/`,
    `${host}/Private`,
    `https://${host}/v1`,
    `https://${host}/v2`,
    `${host}/v2`,
    `ftp://${host}`,
    `docker://${host}`,
    `HTTPS://${host}`,
    ` ${host}`,
    'localhost:5443',
    '10.0.0.5:5443',
    'example.test:5443',
    'https://index.docker.io/v1/',
    'ghcr.io',
  ]),
  ...keyed('secret-key-mismatch', 'registry.example.test/private/app:1.0', bearer, [
    'registry.example.test:443',
    'https://registry.example.test:443/v2/',
    'registry.example.test:5443',
    '*.registry.example.test',
    'registry',
  ]),
  ...keyed('healthy', 'acme/private:1.0', dockerHub, [
    'https://index.docker.io/v1/',
    'https://index.docker.io/v2/',
    'http://index.docker.io/v1/',
    'index.docker.io',
    'index.docker.io/v1/',
    'docker.io',
    'https://docker.io',
    'docker.io/acme',
    '*.io',
  ]),
  ...keyed('secret-key-mismatch', 'docker.io/acme/private:1.0', dockerHub, [
    'https://index.docker.io/v1',
    'https://index.docker.io/v2',
    'index.docker.io/acme',
    'registry-1.docker.io',
    'https://registry-1.docker.io/v2/',
    'hub.docker.com',
    'https://hub.docker.com',
    'registry.hub.docker.com',
    'auth.docker.io',
    'docker.com',
    'https://docker.io/v1',
    'docker.io/other',
  ]),
}

function keyed(
  truth: 'healthy' | 'secret-key-mismatch',
  wanted: string,
  registry: Registry,
  keys: readonly string[],
): Scenarios {
  return Object.fromEntries(
    keys.map((key) => [
      `the key "${key}" for ${wanted}`,
      {truth, image: wanted, registry, secrets: {regcred: configJson({[key]: entry(right)})}},
    ]),
  )
}
