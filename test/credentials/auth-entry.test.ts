import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {decodeAuth, encodeAuth, type ReadEntry, readAuthEntry} from '../../src/credentials/auth-entry.ts'
import {parseGoJson} from '../../src/credentials/go-json.ts'
import type {AuthEntry} from '../../src/credentials/pull-secret.ts'
import {Sensitive} from '../../src/credentials/sensitive.ts'

describe('an auth field', () => {
  const texts: Readonly<Record<string, readonly [auth: string, expected: string]>> = {
    'with padding': ['Zm9vOmJhcg==', 'foo|bar'],
    'without padding': ['Zm9vOmJhcg', 'foo|bar'],
    'with half its padding': ['Zm9vOmJhcg=', 'illegal base64 data at input byte 11'],
    'with a line break behind the padding': ['Zm9vOmJhcg==\n', 'foo|bar'],
    'with a line break and no padding': ['Zm9vOmJhcg\n', 'foo|bar'],
    'with a blank behind it': ['Zm9vOmJhcg== ', 'illegal base64 data at input byte 12'],
    'with a no-break space behind it': ['Zm9vOmJhcg==\u00a0', 'illegal base64 data at input byte 12'],
    'with a byte order mark behind it': ['Zm9vOmJhcg==\ufeff', 'illegal base64 data at input byte 10'],
    'parted at its first colon': ['dTpwOnE6cg==', 'u|p:q:r'],
    'without a user name': ['OnA=', '|p'],
    'without a password': ['dTo=', 'u|'],
    'of a colon alone': ['Og==', '|'],
    'with the line end of echo inside': ['dTpwCg==', 'u|p\n'],
    'that is not base64': ['u:p', 'illegal base64 data at input byte 1'],
    'in the URL alphabet': ['dTo_Pz8-', 'illegal base64 data at input byte 3'],
    'without a colon': ['cGFudHM=', 'unable to parse auth field, must be formatted as base64(username:password)'],
    'of blanks, which is not empty': [
      '\n',
      'unable to parse auth field, must be formatted as base64(username:password)',
    ],
    'with bytes that are no UTF-8': ['dTr/', 'u|\ufffd'],
  }
  for (const [name, [auth, expected]] of Object.entries(texts)) {
    test(name, () => {
      const decoded = decodeAuth(auth)
      assert.equal(
        decoded.kind === 'login' ? `${decoded.username}|${decoded.password.reveal()}` : decoded.fault,
        expected,
      )
    })
  }

  test('comes back from its own writing', () => {
    const decoded = decodeAuth(encodeAuth('jürgen', new Sensitive('pä:ss€🐳')))
    assert.equal(decoded.kind === 'login' && decoded.username, 'jürgen')
    assert.equal(decoded.kind === 'login' && decoded.password.reveal(), 'pä:ss€🐳')
  })
})

describe('an entry', () => {
  const entries: Readonly<Record<string, readonly [json: string, expected: Readonly<Record<string, unknown>>]>> = {
    'of user name and password': ['{"username":"u","password":"p"}', {username: 'u', password: 'p'}],
    'in capitals': ['{"USERNAME":"u","Password":"p"}', {username: 'u', password: 'p'}],
    'that is empty is there': ['{}', {username: '', password: ''}],
    'that is null is there': ['null', {username: '', password: ''}],
    'with an e-mail address': ['{"auth":"dTpw","email":"e@x.y"}', {username: 'u', password: 'p', email: 'e@x.y'}],
    'with an empty auth keeps user name and password': [
      '{"username":"u","password":"p","auth":""}',
      {username: 'u', password: 'p'},
    ],
    'whose auth says the same': ['{"username":"u","password":"p","auth":"dTpw"}', {username: 'u', password: 'p'}],
    'whose auth says something else': [
      '{"username":"x","password":"y","auth":"dTpw"}',
      {username: 'u', password: 'p', overridden: {username: 'x', password: 'y'}},
    ],
    'whose password alone differs from auth': [
      '{"password":"y","auth":"dTpw"}',
      {username: 'u', password: 'p', overridden: {username: '', password: 'y'}},
    ],
    'whose auth empties the password': [
      '{"password":"y","auth":"dTo="}',
      {username: 'u', password: '', overridden: {username: '', password: 'y'}},
    ],
    'with a name twice: the last counts, null does not': [
      '{"username":"a","username":"u","username":null,"password":"p"}',
      {username: 'u', password: 'p'},
    ],
    'with tokens that the kubelet does not read': [
      '{"identitytoken":"t","RegistryToken":"r","serveraddress":"","x":null}',
      {username: '', password: '', ignoredFields: ['identitytoken', 'RegistryToken']},
    ],
    'that holds entries itself': [
      '{"ghcr.io":{"auth":"dTpw"}}',
      {username: '', password: '', ignoredFields: ['ghcr.io']},
    ],
  }
  for (const [name, [json, expected]] of Object.entries(entries)) {
    test(name, () => {
      const read = readEntry(json)
      assert.deepEqual(read.kind === 'entry' && revealed(read.entry), {key: 'k', ignoredFields: [], ...expected})
    })
  }

  test('of another kind than an object is a mismatch', () => {
    assert.deepEqual(readEntry('"dTpw"'), {
      kind: 'mismatch',
      mismatch: {found: 'string', path: [], wanted: 'credentialprovider.dockerConfigEntryWithAuth'},
    })
  })

  test('with a field of the wrong kind names the first, and its auth is not looked at', () => {
    assert.deepEqual(readEntry('{"password":1,"username":{},"auth":"pants"}'), {
      kind: 'mismatch',
      mismatch: {found: 'number', path: ['password'], wanted: 'string'},
    })
  })

  test('does not fail for the kind of a field that is not read', () => {
    assert.equal(readEntry('{"auth":"dTpw","identitytoken":5,"x":[{}]}').kind, 'entry')
  })
})

function readEntry(json: string): ReadEntry {
  const parsed = parseGoJson(Buffer.from(json))
  return parsed.kind === 'value' ? readAuthEntry('k', parsed.value) : assert.fail(parsed.fault)
}

function revealed({password, overridden, ...entry}: AuthEntry): Readonly<Record<string, unknown>> {
  return {
    ...entry,
    password: password.reveal(),
    ...(overridden && {overridden: {...overridden, password: overridden.password.reveal()}}),
  }
}
