import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {parseDockerConfig} from '../../src/credentials/docker-config.ts'
import {Sensitive} from '../../src/credentials/sensitive.ts'
import {mergeDockerConfig, type NewEntry, writeDockerConfig} from '../../src/credentials/write-docker-config.ts'

const login: NewEntry = {key: 'ghcr.io', username: 'u', password: new Sensitive('p')}
const written = '"ghcr.io":{"username":"u","password":"p","auth":"dTpw"}'

describe('a docker config of new logins', () => {
  test('has its keys in the order of their bytes, as Go writes maps', () => {
    const keys = ['b.io', '\u{1f433}.io', '\uff0e.io', 'B.io', 'a.io/b', 'a.io']
    const text = Buffer.from(writeDockerConfig(keys.map((key) => ({...login, key})))).toString('utf8')
    assert.deepEqual(Object.keys(JSON.parse(text).auths), [
      'B.io',
      'a.io',
      'a.io/b',
      'b.io',
      '\uff0e.io',
      '\u{1f433}.io',
    ])
  })

  test('has a key once, with the last login given for it', () => {
    const entries = [{...login, username: 'first'}, login]
    assert.equal(String(Buffer.from(writeDockerConfig(entries))), `{"auths":{${written}}}`)
  })

  test('leaves out what is empty, but never auth', () => {
    const entries = [{key: 'a.io', username: '', password: new Sensitive(''), email: ''}]
    assert.equal(String(Buffer.from(writeDockerConfig(entries))), '{"auths":{"a.io":{"auth":"Og=="}}}')
  })

  test('has its entries at the top under the old key', () => {
    assert.equal(String(Buffer.from(writeDockerConfig([login], '.dockercfg'))), `{${written}}`)
  })

  test('is read back as it was given', () => {
    const password = '"\\<&>\u2028\u0001\u007f\n€🐳:='
    const read = parseDockerConfig(
      writeDockerConfig([{...login, password: new Sensitive(password), email: 'e@x.y'}]),
      '.dockerconfigjson',
    )
    assert.equal(read.kind === 'config' && read.entries[0]?.password.reveal(), password)
    assert.equal(read.kind === 'config' && read.entries[0]?.email, 'e@x.y')
    assert.equal(read.kind === 'config' && read.entries[0]?.overridden, undefined)
  })
})

describe('a login put into a docker config that exists', () => {
  const merges: Readonly<Record<string, readonly [existing: string, merged: string, replaced?: readonly string[]]>> = {
    'goes behind the others': ['{"auths":{"a.io":{"auth":"x y"}}}', `{"auths":{"a.io":{"auth":"x y"},${written}}}`],
    'leaves all else byte for byte, numbers and blanks included': [
      '{ "n" : 1.50e+3, "auths" : { "a.io" : { "x": "\\u00e9\\/" } }, "credsStore":"é" }',
      `{"n" : 1.50e+3,"auths":{"a.io" : { "x": "\\u00e9\\/" },${written}},"credsStore":"é"}`,
    ],
    'takes the place of its own key': [
      '{"auths":{"a.io":{},"ghcr.io":{"auth":"*"},"b.io":{}}}',
      `{"auths":{"a.io":{},${written},"b.io":{}}}`,
      ['ghcr.io'],
    ],
    'takes the place of every key that the kubelet reads so': [
      '{"auths":{"https://ghcr.io/v1/":{},"ghcr.io/org":{},"http://ghcr.io":{}}}',
      `{"auths":{${written},"ghcr.io/org":{}}}`,
      ['https://ghcr.io/v1/', 'http://ghcr.io'],
    ],
    'makes auths where there is none': ['{"credsStore":"x"}', `{"credsStore":"x","auths":{${written}}}`],
    'makes auths where it is null': ['{"auths":null}', `{"auths":{${written}}}`],
    'makes a config of an empty one': ['{}', `{"auths":{${written}}}`],
    'makes a config of null, which the API server stores': ['null', `{"auths":{${written}}}`],
    'brings auths together that occurs twice': [
      '{"AUTHS":{"a.io":{"n":1}},"x":1,"auths":{"b.io":{},"a.io":{"n":2}}}',
      `{"auths":{"a.io":{"n":2},"b.io":{},${written}},"x":1}`,
    ],
    'drops what a null behind it made the kubelet forget': [
      '{"auths":{"a.io":{}},"auths":null}',
      `{"auths":{${written}}}`,
    ],
  }
  for (const [name, [existing, merged, replaced = []]] of Object.entries(merges)) {
    test(name, () => {
      const result = mergeDockerConfig(Buffer.from(existing), [login])
      assert.ok(result.kind === 'merged')
      assert.equal(Buffer.from(result.bytes).toString('utf8'), merged)
      assert.deepEqual(result.replaced, replaced)
    })
  }

  test('goes to the top under the old key', () => {
    const result = mergeDockerConfig(Buffer.from('{"a.io":{},"auths":{}}'), [login], '.dockercfg')
    assert.equal(result.kind === 'merged' && String(Buffer.from(result.bytes)), `{"a.io":{},"auths":{},${written}}`)
  })

  test('keeps bytes that are no UTF-8', () => {
    const existing = Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xff]), Buffer.from('"}')])
    const result = mergeDockerConfig(existing, [{...login, username: 'é'}])
    assert.ok(result.kind === 'merged')
    assert.ok(Buffer.from(result.bytes).includes(0xff))
    assert.ok(Buffer.from(result.bytes).includes('"username":"é"'))
  })

  const faults: Readonly<Record<string, string>> = {
    hunter2: 'it is not JSON (byte 0)',
    '["hunter2"]': 'it is of JSON type array, not an object',
    '{"auths":"hunter2"}': 'its "auths" is of JSON type string, not an object',
  }
  for (const [existing, fault] of Object.entries(faults)) {
    test(`has no place in ${existing}, of which nothing is quoted`, () => {
      assert.deepEqual(mergeDockerConfig(Buffer.from(existing), [login]), {kind: 'fault', fault})
    })
  }
})
