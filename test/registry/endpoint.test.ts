import assert from 'node:assert/strict'
import test from 'node:test'
import {endpointOf, isLocalhost} from '../../src/registry/endpoint.ts'
import {type Vector, vectors} from './vectors.ts'

// Left out: a node's mirrors (`hosts`, `CRI endpoints`), which are not visible here, and what happens on the wire,
// which registry-client.test.ts shows.
const ofHosts = vectors('bearer-flow', 'httpFallback', 'containerd').filter(
  ({expect}) => 'firstScheme' in expect || 'host' in expect,
)
const ofCri = vectors('bearer-flow', 'httpFallback', 'containerd-cri').filter(({expect}) => 'scheme' in expect)

for (const vector of ofHosts) {
  test(`reaches a registry as containerd: ${vector.name}`, () => {
    const {host, scheme, fallsBackToHttp} = endpointOf(String(vector.input['registry']), optionsOf(vector))
    const {expect} = vector
    if ('host' in expect) assert.deepEqual({host, scheme}, {host: expect['host'], scheme: expect['scheme']})
    else assert.deepEqual([scheme, fallsBackToHttp], [expect['firstScheme'], expect['fallbackToHttp']])
  })
}

for (const {name, input, expect} of ofCri) {
  test(`knows this machine by its name: ${name}`, () => {
    assert.equal(isLocalhost(String(input['registry'])), expect['scheme'] === 'http')
  })
}

for (const {name, input, expect} of vectors('image-reference', 'containerdMatchLocalhost')) {
  test(`knows this machine as containerd: ${name}`, () => {
    assert.equal(isLocalhost(String(input['host'])), expect['match'])
  })
}

for (const [registry, isLocal] of [
  ['127.255.255.254:5000', true],
  ['[::1]', true],
  ['[0:0:0:0:0:0:0:1]:5000', true],
  ['[::ffff:127.0.0.1]:5000', true],
  ['[::ffff:10.0.0.1]:5000', false],
  ['[::2]:5000', false],
  ['localhost.example.com', false],
  ['mylocalhost:5000', false],
  ['127.0.0.1.example.com', false],
  ['LOCALHOST:5000', false],
] as const) {
  test(`${registry} is ${isLocal ? 'this machine' : 'another machine'}`, () => {
    assert.equal(isLocalhost(registry), isLocal)
  })
}

test('a certificate is checked everywhere but on this machine, and there too where a scheme is asked for', () => {
  const isChecked = (registry: string, options = {}) => !endpointOf(registry, options).skipsTlsVerify
  assert.ok(isChecked('registry.example.com'))
  assert.ok(isChecked('docker.io'))
  assert.ok(!isChecked('localhost:5000'))
  assert.ok(!isChecked('127.0.0.1'))
  assert.ok(isChecked('localhost:5000', {defaultScheme: 'https'}))
})

function optionsOf({input}: Vector): Parameters<typeof endpointOf>[1] {
  const {defaultScheme} = input
  const isNamed = defaultScheme === 'http' || defaultScheme === 'https'
  return {...(isNamed && {defaultScheme}), hasTlsSettings: input['tlsConfigured'] === true}
}
