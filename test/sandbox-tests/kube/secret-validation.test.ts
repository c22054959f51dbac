import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import test from 'node:test'
import type {FieldError} from '../../sandbox/kube/field-error.ts'
import type {JsonObject, KubeObject} from '../../sandbox/kube/json.ts'
import {secretErrors, secretUpdateErrors} from '../../sandbox/kube/secret-validation.ts'

interface Input extends JsonObject {
  readonly name?: string
  readonly namespace?: string
  readonly type: string
  readonly data: Record<string, string>
  readonly dataSizes?: Record<string, number>
  readonly annotations?: JsonObject
}

interface Case {
  readonly name: string
  readonly fn: 'validateSecret' | 'validateSecretUpdate'
  readonly input: Input & {readonly old: Input; readonly new: Input}
  readonly expect: {readonly valid: boolean; readonly errors?: readonly {readonly text: string}[]}
}

const vectors = new URL('../../fixtures/vectors/apiserver-validation.json', import.meta.url)
const {cases} = JSON.parse(readFileSync(vectors, 'utf8')) as {readonly cases: readonly Case[]}

for (const {name, fn, input, expect} of cases) {
  test(`${fn}: ${name}`, () => {
    const errors =
      fn === 'validateSecret' ? secretErrors(secret(input)) : secretUpdateErrors(secret(input.new), secret(input.old))
    assert.deepEqual(
      errors.map(printed),
      (expect.errors ?? []).map((error) => error.text),
    )
  })
}

function secret(input: Input): KubeObject {
  const {name = 'any', namespace = 'any', annotations = {}, type, immutable = null} = input
  const sized = Object.entries(input.dataSizes ?? {}).map(([key, size]) => [key, 'x'.repeat(size)] as const)
  const data = Object.fromEntries(
    [...Object.entries(input.data), ...sized].map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
  )
  return {metadata: {name, namespace, annotations}, type, immutable, data}
}

function printed(error: FieldError): string {
  return `${error.field}: ${error.body}`
}
