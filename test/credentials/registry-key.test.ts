import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {isDockerHubName, keyMatches, keyringKey, locate} from '../../src/credentials/registry-key.ts'

describe('what a key of auths comes down to', () => {
  const keys: Readonly<Record<string, string>> = {
    'quay.io': 'quay.io',
    'https://quay.io': 'quay.io',
    'http://quay.io/': 'quay.io',
    'https://index.docker.io/v1/': 'index.docker.io',
    'https://index.docker.io/v1': 'index.docker.io/v1',
    'https://quay.io/v2/team': 'quay.io/team',
    'https://quay.io/v3/team': 'quay.io/v3/team',
    'quay.io/v1/v2/x': 'quay.io/v2/x',
    'quay.io/v1x/y': 'quay.io/v1x/y',
    'HTTPS://quay.io': 'HTTPS://quay.io',
    'oci://quay.io': 'oci://quay.io',
    'Quay.IO:443': 'Quay.IO:443',
    'user:pw@quay.io': 'quay.io',
    'quay.io/a%2Fb?q#f': 'quay.io/a/b',
    '2130706433': '2130706433',
    '': '',
    'https://https://quay.io': 'https://quay.io',
  }
  for (const [key, text] of Object.entries(keys)) {
    test(`"${key}"`, () => assert.deepEqual(keyringKey(key), {kind: 'key', text}))
  }

  const unreadable: Readonly<Record<string, string>> = {
    ' quay.io': 'invalid character " " in host name',
    'quay.io\n': 'net/url: invalid control character in URL',
    'quay.io:https': 'invalid port ":https" after host',
    'quay.io/%zz': 'invalid URL escape "%zz"',
    '[::1': "missing ']' in host",
  }
  for (const [key, fault] of Object.entries(unreadable)) {
    test(`${JSON.stringify(key)} is passed over`, () => assert.deepEqual(keyringKey(key), {kind: 'fault', fault}))
  }
})

describe('which repositories a key serves', () => {
  const matches: readonly (readonly [key: string, repository: string, serves: boolean, why: string])[] = [
    ['quay.io', 'quay.io/team/app', true, 'all of its host'],
    ['quay.io/core', 'quay.io/coreos/etcd', true, 'a path is a prefix of the text, not of its parts'],
    ['quay.io/core/', 'quay.io/core', false, 'a slash at the end must be there too'],
    ['quay.io', 'quay.io:443/app', false, '443 is a port like any other'],
    ['quay.io:443', 'quay.io/app', false, '443 is a port like any other'],
    ['quay.io:443', 'quay.io:443/app', true, 'ports are equal'],
    ['Quay.io', 'quay.io/app', false, 'letters are compared as they are'],
    ['*.example.com', 'a.example.com/app', true, 'a wildcard is one label'],
    ['*.example.com', 'a.b.example.com/app', false, 'a wildcard is one label only'],
    ['*.example.com', 'example.com/app', false, 'a wildcard is not nothing'],
    ['r*.example.com', 'registry.example.com/app', true, 'a wildcard may be part of a label'],
    ['*', 'localhost/app', true, 'a wildcard is any host of one label'],
    ['reg.local:*', 'reg.local:5000/app', false, 'no wildcard stands for a port'],
    ['127.0.0.1', '2130706433/app', false, 'numbers are no addresses'],
    ['[fd00::1]:5000', '[fd00::1]:5000/app', true, 'an address with a port'],
    ['[fd00::1]', '[fd00::1]/app', false, 'an address without a port is a set of characters'],
  ]
  for (const [key, repository, serves, why] of matches) {
    test(`${key} and ${repository}: ${why}`, () => assert.equal(keyMatches(key, repository), serves))
  }
})

test('the fallback to Docker Hub looks at the first part only', () => {
  const names = ['nginx', 'a/b', 'docker.io/a', 'index.docker.io/a', 'localhost/a', 'a.b/c', 'a:1/b', '/a', '']
  assert.deepEqual(names.filter(isDockerHubName), ['nginx', 'a/b', 'docker.io/a', 'index.docker.io/a', 'localhost/a'])
})

test('a place has its host by labels, its port and its path', () => {
  assert.deepEqual(locate('a.b:5000/c/d'), {labels: ['a', 'b'], port: '5000', path: '/c/d'})
  assert.deepEqual(locate('[::1]:5000'), {labels: ['::1'], port: '5000', path: ''})
  assert.equal(locate('a b'), undefined)
})

test('a key beyond ASCII is compared by its bytes, and told by its characters', () => {
  const key = keyringKey('büro.example/ü')
  assert.equal(key.kind === 'key' && key.text, 'bÃ¼ro.example/Ã¼')
  assert.deepEqual(key.kind === 'key' && locate(key.text), {labels: ['büro', 'example'], port: '', path: '/ü'})
})
