import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {describe, test} from 'node:test'
import {diagnosePulls} from '../../src/app/diagnose-pulls.ts'
import {explainCause, listCauses} from '../../src/app/explain-cause.ts'
import {explainMessage} from '../../src/app/explain-message.ts'
import {pullSecretsIn} from '../../src/cluster/find-pull-secrets.ts'
import {readManifests} from '../../src/cluster/read-manifests.ts'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {decodedList, decodedSecret} from '../../src/report/decoded-secret.ts'
import {assertOutput, readSchema, schemaNames} from '../cli/output-schema.ts'
import {captures, recordedObjects} from '../cluster/captures.ts'
import {recordedMessages, reportedMessages} from '../doctor/reported-message.ts'
import {listedWords, objectFields} from './output-fields.ts'

for (const name of schemaNames) {
  describe(`the schema ${name}`, () => {
    const nodes = nodesOf(readSchema(name))

    test('has the fields of the types, and lets no other pass', () => {
      const found = nodes.filter(({schema}) => schema['type'] === 'object')
      assert.deepEqual(found.map(({at}) => at).sort(), Object.keys(objectFields[name] ?? {}).sort())
      for (const {at, schema} of found) {
        const required = listOf(schema['required'])
        const fields = Object.keys(toObject(schema['properties'])).map((field) => {
          return [field, required.includes(field) ? 'required' : 'optional']
        })
        assert.deepEqual(Object.fromEntries(fields), objectFields[name]?.[at], at)
        assert.equal(schema['additionalProperties'], false, at)
        assert.equal(typeof schema['description'], 'string', at)
      }
    })

    test('lists the words of the types', () => {
      const found = nodes.flatMap(({at, schema}) => ('enum' in schema ? [[at, listOf(schema['enum']).sort()]] : []))
      const expected = Object.entries(listedWords[name] ?? {}).map(([at, words]) => [at, [...words].sort()])
      assert.deepEqual(Object.fromEntries(found), Object.fromEntries(expected))
    })
  })
}

describe('an output is what its schema says', () => {
  const takenAt = '2026-11-21T22:18:05Z'

  test('the report on each recorded namespace', async () => {
    for (const capture of captures) {
      const ask = {notAsked: 'nobody may be asked'}
      assertOutput(printed(await diagnosePulls(readManifests([capture]), {scope: capture.name, ask})))
    }
  })

  test('the Secrets of each recorded namespace, with their passwords and without', () => {
    const withSecrets = captures.filter((capture) => recordedObjects(capture).some(({kind}) => kind === 'Secret'))
    assert.ok(withSecrets.length > 50)
    for (const capture of withSecrets) {
      const secrets = pullSecretsIn(capture, 'default')
      for (const showPassword of [true, false]) {
        assertOutput(printed(decodedList(secrets.map((secret) => decodedSecret(secret, {takenAt, showPassword})))))
      }
    }
  })

  test('a Secret in a file, whatever it says', () => {
    const metadata = {
      name: 'a',
      creationTimestamp: 'yesterday',
      ownerReferences: [{kind: 'X', name: 'y', controller: true}],
    }
    const auths = {'': {}, 'ghcr.io': {auth: 'Y2k6Z2hwXzE='}, 'quay.io': {identitytoken: 'x', password: ' p\n'}}
    for (const type of ['kubernetes.io/dockerconfigjson', 'Opaque']) {
      for (const config of [JSON.stringify({auths, credsStore: 'desktop'}), '{"auths":{"a":{"auth":"*"}}}', 'null']) {
        const data = {'.dockerconfigjson': Buffer.from(config).toString('base64')}
        const text = JSON.stringify({apiVersion: 'v1', kind: 'Secret', metadata, type, data})
        const secrets = pullSecretsIn({name: 'a.json', text}, 'default')
        assertOutput(
          printed(decodedList(secrets.map((secret) => decodedSecret(secret, {takenAt, showPassword: true})))),
        )
      }
    }
  })

  test('the list of causes, and the page of each', () => {
    assertOutput(printed(listCauses(catalogue)))
    for (const {code} of catalogue) assertOutput(printed(explainCause(code, catalogue)))
  })

  test('the explanation of each real message, and of none', () => {
    for (const {text} of [...reportedMessages(), ...recordedMessages()]) assertOutput(printed(explainMessage(text)))
    assertOutput(printed(explainMessage('Started container app')))
  })
})

describe('an output is refused', () => {
  const candidate = {cause: 'timeout', confidence: 'likely', because: 'it is said', code: 'ICR1405'}
  const explanation = (candidates: readonly object[]) => ({
    apiVersion: 'imagecreds/v1',
    kind: 'MessageExplanation',
    candidates,
  })
  const faulty: Readonly<Record<string, object>> = {
    'with a field that no schema has': explanation([{...candidate, severity: 'error'}]),
    'without a field that it must have': explanation([{...candidate, because: undefined}]),
    'with a word that is none': explanation([{...candidate, cause: 'time-out'}]),
    'of another version': {...explanation([]), apiVersion: 'imagecreds/v2'},
    'of a kind that has no schema': {...explanation([]), kind: 'Diary'},
  }
  for (const [sentence, output] of Object.entries(faulty)) {
    test(sentence, () => assert.throws(() => assertOutput(printed(output)), assert.AssertionError))
  }

  test('and the one that these were made from is not', () => assertOutput(printed(explanation([candidate]))))
})

test('the schemas come with the package', () => {
  const {files} = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  assert.ok(files.includes('src/report/schema'))
})

interface Node {
  /** JSON pointer (RFC 6901). */
  readonly at: string
  readonly schema: Readonly<Record<string, unknown>>
}

/** Every object inside a schema, itself included. */
function nodesOf(value: unknown, at = ''): readonly Node[] {
  if (typeof value !== 'object' || value === null) return []
  const below = Object.entries(value).flatMap(([key, member]) => nodesOf(member, `${at}/${key}`))
  return [{at, schema: toObject(value)}, ...below]
}

function toObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? {...value} : {}
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** What is left of a value when it has been printed as JSON. */
function printed(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
