import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {Ajv2020, type ValidateFunction} from 'ajv/dist/2020.js'

/** RFC 3339, as Kubernetes writes times. */
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

const ajv = new Ajv2020({strict: true, allErrors: true, formats: {'date-time': dateTime}})

/** The schemas of the package, and the kinds of output that each is for. */
const kinds: Readonly<Record<string, string>> = {
  Report: 'report',
  DecodedSecret: 'decoded-secret',
  DecodedSecretList: 'decoded-secret',
  Explanation: 'explanation',
  ExplanationList: 'explanation',
  MessageExplanation: 'explanation',
  WayList: 'ways',
  RefreshReport: 'refresh-report',
  WayAdvice: 'way-advice',
}

export const schemaNames: readonly string[] = [...new Set(Object.values(kinds))]

export function readSchema(name: string): object {
  return JSON.parse(readFileSync(new URL(`../../src/report/schema/${name}.json`, import.meta.url), 'utf8'))
}

const compiled = new Map<string, ValidateFunction>()

/** Fails where an output of ours is not what the schema of its kind says, or is of a kind that has none. */
export function assertOutput(output: unknown): void {
  const kind = typeof output === 'object' && output !== null && 'kind' in output ? String(output.kind) : ''
  const name = kinds[kind]
  assert.ok(name !== undefined, `there is no schema for the kind "${kind}"`)
  const validate = compiled.get(name) ?? ajv.compile(readSchema(name))
  compiled.set(name, validate)
  assert.ok(validate(output), `${kind}: ${ajv.errorsText(validate.errors, {separator: '\n'})}`)
}
