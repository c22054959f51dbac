import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {credentialFaults} from '../../src/credentials/credential-fault.ts'
import {readHelperAnswer} from '../../src/credentials/credential-helper.ts'
import {parseDockerConfig} from '../../src/credentials/docker-config.ts'
import {readDockerConfigFile} from '../../src/credentials/docker-config-file.ts'
import {explainKey} from '../../src/credentials/explain-key.ts'
import {keyReach} from '../../src/credentials/key-reach.ts'
import {attemptsFor} from '../../src/credentials/keyring.ts'
import {readPullSecret} from '../../src/credentials/read-pull-secret.ts'
import {Sensitive} from '../../src/credentials/sensitive.ts'
import {readServerName} from '../../src/credentials/server-name.ts'
import {mergeDockerConfig} from '../../src/credentials/write-docker-config.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import type {Reference} from '../../src/reference/reference.ts'

const size = 1 << 20
const image = aReference('a.b.example.com:5000/team/app:1')

describe('a megabyte is read in the time of its length', () => {
  const texts: Readonly<Record<string, string>> = {
    'of open brackets': '['.repeat(size),
    'of open braces': '{"a":'.repeat(size / 5),
    'of escapes': `{"auths":{"${'\\u0041'.repeat(size / 6)}":{}}}`,
    'of a number': `{"auths":${'1'.repeat(size)}`,
    'of blanks': ' '.repeat(size),
    'of blanks behind text': `x${' '.repeat(size)}x`,
    'of line ends': '\n'.repeat(size),
    'of quotes': '"'.repeat(size),
    'of equal signs': '='.repeat(size),
    'of base64': 'QUFB'.repeat(size / 4),
    'of blanks behind equal signs': '=  '.repeat(size / 3),
    'of one auth': JSON.stringify({auths: {a: {auth: 'QUFB'.repeat(size / 4)}}}),
    'of entries': JSON.stringify({
      auths: Object.fromEntries(Array.from({length: 20_000}, (_, index) => [`r${index}.example.com`, {auth: 'dTpw'}])),
    }),
    'of one key twice and more': `{"auths":{${'"a":{},'.repeat(size / 7)}"a":{}}}`,
    'of fields that are not read': `{"auths":{"a":{${'"b":"c",'.repeat(size / 8)}"b":"c"}}}`,
    'of template braces': '{{'.repeat(size / 2),
    'of dollar signs': '$('.repeat(size / 2),
    'of colons': 'https://'.repeat(size / 8),
    'of at signs': '@'.repeat(size),
    'of wildcards': `${'*'.repeat(size)}.example.com`,
    'of wildcards and letters': `${'*a'.repeat(size / 2)}.b.example.com:5000`,
    'of dots': '.'.repeat(size),
    'of slashes': '/'.repeat(size),
    'of percent signs': '%41'.repeat(size / 3),
    'of document marks': '---\n'.repeat(size / 4),
  }
  for (const [name, text] of Object.entries(texts)) {
    test(name, {timeout: 5_000}, () => readEverywhere(Buffer.from(text)))
  }

  test('of broken UTF-8', {timeout: 5_000}, () => readEverywhere(Buffer.alloc(size, 0xe2)))
})

test('whatever bytes come, nothing is thrown', () => {
  const random = randomNumbers(20261124)
  const seeds = [
    '{"auths":{"https://ghcr.io/v1/":{"auth":"dTpw","email":"e"},"*.io":null},"credHelpers":{"a":"b"}}',
    'https://user:pw@registry.corp:5000/v2/team%20x?q=1#f',
    '[fd00::1]:5000/a',
  ].map((text) => Buffer.from(text))
  for (let round = 0; round < 3_000; round += 1) {
    const seed = seeds[random(seeds.length)] ?? Buffer.alloc(0)
    const bytes = Buffer.from(seed.subarray(0, random(seed.length) + 1))
    for (let change = random(4); change >= 0; change -= 1) bytes[random(bytes.length)] = random(256)
    readEverywhere(bytes)
  }
})

test('what is merged can be read again, and the new login is in it', () => {
  const random = randomNumbers(7)
  const seed = Buffer.from('{"auths":{"ghcr.io":{"auth":"dTpw"},"a":null},"x":[1,{"y":"\\u00e9"}],"AUTHS":{"b":{}}}')
  const login = {key: 'new.example', username: 'u', password: new Sensitive('p')}
  for (let round = 0; round < 3_000; round += 1) {
    const bytes = Buffer.from(seed)
    for (let change = random(3); change >= 0; change -= 1) bytes[random(bytes.length)] = random(128)
    const merged = mergeDockerConfig(bytes, [login])
    if (merged.kind === 'fault') continue
    const read = parseDockerConfig(merged.bytes, '.dockerconfigjson')
    const before = parseDockerConfig(bytes, '.dockerconfigjson')
    if (before.kind === 'fault') continue
    assert.ok(read.kind === 'config')
    const keys = (config: typeof read) => config.entries.map(({key}) => key).sort()
    const kept = keys(before).filter((key) => !merged.replaced.includes(key))
    assert.deepEqual(keys(read), [...kept, login.key].sort())
  }
})

/** Every reader of this folder that is given what somebody else wrote. */
function readEverywhere(bytes: Uint8Array): void {
  const text = Buffer.from(bytes).toString('utf8')
  for (const dataKey of ['.dockerconfigjson', '.dockercfg'] as const) {
    const data = {[dataKey]: bytes}
    const secret = readPullSecret({namespace: 'n', name: 's', type: `kubernetes.io/${dataKey.slice(1)}`, data})
    attemptsFor([secret], image)
    mergeDockerConfig(bytes, [{key: text, username: text, password: new Sensitive(text)}], dataKey)
  }
  readDockerConfigFile(bytes)
  readHelperAnswer(0, bytes)
  explainKey(text, image)
  keyReach(text)
  readServerName(text)
  credentialFaults(text, new Sensitive(text))
}

/** Numbers below a bound that look random and are the same in each run (xorshift, Marsaglia 2003). */
function randomNumbers(seed: number): (bound: number) => number {
  let state = seed
  return (bound) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % bound
  }
}

function aReference(given: string): Reference {
  const parsed = parseReference(given)
  return parsed.kind === 'reference' ? parsed.reference : assert.fail(parsed.fault)
}
