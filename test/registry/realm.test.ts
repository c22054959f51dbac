import assert from 'node:assert/strict'
import test from 'node:test'
import {checkDestination, checkRealm} from '../../src/registry/realm.ts'

const https = new URL('https://registry.example.com/v2/')
const plain = new URL('http://registry.corp:5000/v2/')

const allowed: readonly (readonly [string, string, URL])[] = [
  ['HTTPS anywhere in public', 'https://auth.example.com/token', https],
  ['HTTPS at another port of the registry', 'https://registry.example.com:8443/token', https],
  ["the registry's own host in plain HTTP, where plain HTTP is spoken", 'http://registry.corp:5000/token', plain],
  ['a host whose name is not ASCII', 'https://\u6a5f.example.com/token', https],
  ["a private registry's private token server", 'https://10.0.0.2/token', new URL('https://10.0.0.1/v2/')],
  ["a local registry's local token server", 'https://127.0.0.1:5001/token', new URL('http://localhost:5000/v2/')],
]

for (const [sentence, realm, asked] of allowed) {
  test(`a login may go to ${sentence}`, () => {
    assert.deepEqual(checkRealm(realm, asked, 'login'), {kind: 'allowed', url: new URL(realm)})
  })
}

const refused: readonly (readonly [string, string | undefined, URL])[] = [
  ['plain HTTP', 'http://auth.example.com/token', https],
  ['plain HTTP at the host of a registry that speaks HTTPS', 'http://registry.example.com/token', https],
  ['plain HTTP at another port, where plain HTTP is spoken', 'http://registry.corp:5001/token', plain],
  ["a cloud's metadata service", 'https://169.254.169.254/latest', https],
  ["a cloud's metadata service written as IPv6", 'https://[::ffff:a9fe:a9fe]/latest', https],
  ["a cloud's metadata service written as one number", 'https://2852039166/latest', https],
  ["a cloud's metadata service by name", 'https://metadata.google.internal/x', https],
  ['a file', 'file:///etc/passwd', https],
  ['a path', '/token', https],
  ['a URL with one slash', 'https:/auth.example.com/token', https],
  ['a URL with backslashes', String.raw`https:\\auth.example.com\token`, https],
  ['a URL that is one of two hosts, by who reads it', String.raw`https://evil.example.com\@auth.example.com/`, https],
  ['a URL with a blank before it', ' https://auth.example.com/token', https],
  ['a URL with a line break in it', 'https://auth.exam\nple.com/token', https],
  ['a URL with a port that is none', 'https://auth.example.com:port/token', https],
  ['a URL without a host', 'https:///token', https],
  ['no realm', undefined, https],
  ['an empty realm', '', https],
]

for (const [sentence, realm, asked] of refused) {
  test(`a login may not go to ${sentence}`, () => {
    assert.equal(checkRealm(realm, asked, 'login').kind, 'refused')
  })
}

test('nobody may ask in plain HTTP, for there is nothing to lose', () => {
  assert.equal(checkRealm('http://auth.example.com/token', https, 'nothing').kind, 'allowed')
})

test('nobody may not ask a metadata service either', () => {
  assert.equal(checkRealm('http://169.254.169.254/', https, 'nothing').kind, 'refused')
})

for (const realm of ['https://192.168.1.1/token', 'https://127.0.0.1/token', 'https://localhost/token']) {
  test(`a public registry that points to ${realm} is warned of`, () => {
    const destination = checkRealm(realm, https, 'login')
    assert.ok(destination.kind === 'allowed' && destination.warning?.includes(new URL(realm).host))
  })
}

test('user name and password in a realm are not used', () => {
  assert.deepEqual(checkRealm('https://u:p@auth.example.com/token#x', https, 'login'), {
    kind: 'allowed',
    url: new URL('https://auth.example.com/token'),
  })
})

test('a redirect to a metadata service is refused in the words of a redirect', () => {
  assert.deepEqual(checkDestination(new URL('http://169.254.169.254/?token=x'), https, 'redirect'), {
    kind: 'refused',
    reason: 'the redirect "http://169.254.169.254/?token=REDACTED" is a link-local or metadata address',
  })
})
