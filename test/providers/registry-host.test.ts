import assert from 'node:assert/strict'
import {test} from 'node:test'
import {isServiceHost, matchServiceHost, registryHost, serviceHost} from '../../src/providers/registry-host.ts'

const taken: Readonly<Record<string, readonly [string, {name: string; port: string}]>> = {
  'a host alone': ['quay.io', {name: 'quay.io', port: ''}],
  'a host with a port': ['registry.corp:5000', {name: 'registry.corp', port: '5000'}],
  'capital letters, which DNS does not tell apart': ['Quay.IO:443', {name: 'quay.io', port: '443'}],
  'an IPv6 address': ['[::1]', {name: '[::1]', port: ''}],
  'an IPv6 address with a port': ['[fd00::1]:5000', {name: '[fd00::1]', port: '5000'}],
  'something that is no port': ['quay.io:x', {name: 'quay.io:x', port: ''}],
  nothing: ['', {name: '', port: ''}],
}

for (const [name, [registry, expected]] of Object.entries(taken)) {
  test(`takes apart ${name}`, () => assert.deepEqual(registryHost(registry), expected))
}

test('a hosted service answers at the port of HTTPS and at no other', () => {
  assert.equal(serviceHost('quay.io'), 'quay.io')
  assert.equal(serviceHost('quay.io:443'), 'quay.io')
  assert.equal(serviceHost('quay.io:5000'), undefined)
  assert.ok(isServiceHost('Quay.io', ['quay.io']))
  assert.ok(!isServiceHost('notquay.io', ['quay.io']))
})

test('names the groups of a pattern that fits the whole host', () => {
  const pattern = /^(?<name>[a-z]+)\.example\.com$/
  assert.deepEqual(matchServiceHost('shop.example.com:443', pattern), {name: 'shop'})
  assert.equal(matchServiceHost('shop.example.com.evil.test', pattern), undefined)
})
