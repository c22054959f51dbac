import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {type DockerConfig, parseDockerConfig} from '../../src/credentials/docker-config.ts'
import type {DataKey} from '../../src/credentials/pull-secret.ts'

// dTpw is base64 of u:p, eDp5 of x:y, cGFudHM= of pants.

describe('the entries of a .dockerconfigjson', () => {
  const configs: Readonly<Record<string, readonly [text: string, entries: readonly string[]]>> = {
    'come in the order of the text': [
      '{"auths":{"b.io":{"auth":"dTpw"},"a.io":{"auth":"eDp5"}}}',
      ['b.io u:p', 'a.io x:y'],
    ],
    'are none in an empty object': ['{}', []],
    'are none in null': ['null', []],
    'are none where auths is null': ['{"auths":null}', []],
    'are none where they stand at the top': ['{"a.io":{"auth":"dTpw"}}', []],
    'come together from auths that occurs twice': [
      '{"auths":{"a.io":{"auth":"dTpw"}},"AUTHS":{"b.io":{"auth":"eDp5"}}}',
      ['a.io u:p', 'b.io x:y'],
    ],
    'are forgotten when null follows': [
      '{"auths":{"a.io":{"auth":"dTpw"}},"auths":null,"auths":{"b.io":{"auth":"eDp5"}}}',
      ['b.io x:y'],
    ],
    'are the last of a key that occurs twice, whole': [
      '{"auths":{"a.io":{"username":"u","password":"p"},"b.io":{},"a.io":{"username":"x"}}}',
      ['a.io x:', 'b.io :'],
    ],
    'keep one that is null': ['{"auths":{"a.io":null}}', ['a.io :']],
    'keep keys that no object of JavaScript would': ['{"auths":{"__proto__":{"auth":"dTpw"}}}', ['__proto__ u:p']],
  }
  for (const [name, [text, entries]] of Object.entries(configs)) {
    test(name, () => assert.deepEqual(printed(parse(text)), entries))
  }
})

describe('the entries of a .dockercfg', () => {
  test('stand at the top', () => {
    assert.deepEqual(printed(parse('{"a.io":{"auth":"dTpw"}}', '.dockercfg')), ['a.io u:p'])
  })

  test('include one called auths, where a .dockerconfigjson was stored under the wrong key', () => {
    const config = parse('{"auths":{"a.io":{"auth":"dTpw"}}}', '.dockercfg')
    assert.deepEqual(printed(config), ['auths :'])
    assert.deepEqual(config.kind === 'config' && config.entries[0]?.ignoredFields, ['a.io'])
  })
})

describe('what carries logins and is not read', () => {
  const configs: Readonly<Record<string, readonly [text: string, ignored: readonly string[]]>> = {
    'helpers are named': [
      '{"auths":{},"credsStore":"desktop","credHelpers":{"a.io":"ecr-login"}}',
      ['credsStore', 'credHelpers'],
    ],
    'helpers that name nothing are not': ['{"credsStore":"","credHelpers":{}}', []],
    'entries beside auths are named': ['{"auths":{},"a.io":{"auth":"dTpw"}}', ['a.io']],
    'settings of the Docker CLI are not': ['{"currentContext":"x","plugins":{"a":{"b":"c"}},"HttpHeaders":{}}', []],
  }
  for (const [name, [text, ignored]] of Object.entries(configs)) {
    test(name, () => {
      const config = parse(text)
      assert.deepEqual(config.kind === 'config' && config.ignoredFields, ignored)
    })
  }
})

describe('a fault spoils the whole config', () => {
  const noColon = 'unable to parse auth field, must be formatted as base64(username:password)'
  const struct = 'json: cannot unmarshal'
  const configs: Readonly<Record<string, readonly [text: string, fault: string, entryKey?: string]>> = {
    'in the syntax': ['{"auths":', 'unexpected end of JSON input'],
    'in one entry beside good ones': [
      '{"auths":{"a.io":{"auth":"dTpw"},"b.io":{"auth":"cGFudHM="},"c.io":{"auth":"*"}}}',
      noColon,
      'b.io',
    ],
    'in an entry that a later one replaces': ['{"auths":{"a.io":{"auth":"*"},"a.io":{}}}', illegal(0), 'a.io'],
    'in the kind of the whole': ['[]', `${struct} array into Go value of type credentialprovider.DockerConfigJSON`],
    'in the kind of auths': [
      '{"auths":5}',
      `${struct} number into Go struct field DockerConfigJSON.auths of type credentialprovider.DockerConfig`,
    ],
    'in the kind of an entry': [
      '{"auths":{"a.io":"dTpw"}}',
      `${struct} string into Go struct field DockerConfigJSON.auths of type credentialprovider.dockerConfigEntryWithAuth`,
      'a.io',
    ],
    'in the kind of a field': [
      '{"auths":{"a.io":{"password":123}}}',
      `${struct} number into Go struct field DockerConfigJSON.auths.password of type string`,
      'a.io',
    ],
    'in the headers, which nothing uses': [
      '{"auths":{},"httpheaders":{"X":["a"]}}',
      `${struct} array into Go struct field DockerConfigJSON.HttpHeaders of type string`,
    ],
    'in an entry before the headers, wherever they stand': [
      '{"HttpHeaders":5,"auths":{"a.io":{"auth":"*"}}}',
      illegal(0),
      'a.io',
    ],
    'in the headers before auths of the wrong kind': [
      '{"HttpHeaders":5,"auths":5}',
      `${struct} number into Go struct field DockerConfigJSON.HttpHeaders of type map[string]string`,
    ],
  }
  for (const [name, [text, fault, entryKey]] of Object.entries(configs)) {
    test(name, () => {
      assert.deepEqual(parse(text), {kind: 'fault', fault, ...(entryKey !== undefined && {entryKey})})
    })
  }

  test('in a .dockercfg without the way there, which is empty', () => {
    assert.deepEqual(parse('{"a.io":{"auth":true}}', '.dockercfg'), {
      kind: 'fault',
      fault: `${struct} bool into Go struct field dockerConfigEntryWithAuth.auth of type string`,
      entryKey: 'a.io',
    })
    assert.deepEqual(parse('"x"', '.dockercfg'), {
      kind: 'fault',
      fault: `${struct} string into Go value of type credentialprovider.DockerConfig`,
    })
  })
})

function illegal(at: number): string {
  return `illegal base64 data at input byte ${at}`
}

function parse(text: string, dataKey: DataKey = '.dockerconfigjson'): DockerConfig {
  return parseDockerConfig(Buffer.from(text), dataKey)
}

function printed(config: DockerConfig): readonly string[] {
  if (config.kind === 'fault') return [config.fault]
  return config.entries.map(({key, username, password}) => `${key} ${username}:${password.reveal()}`)
}
