import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {Evidence} from '../../src/doctor/finding.ts'
import {captures, recordedObjects} from '../cluster/captures.ts'
import {examineOffline, recordings, snapshotOf} from './recorded-truth.ts'

type Field = Extract<Evidence, {readonly kind: 'field'}>

/** Of a Secret the login is shown, which its data hold in base64; `decode` shows it. */
const readable = /^(?:pod|serviceaccount)\//

test('every field that is shown is one of the recorded object, with that value', (context) => {
  const faults: string[] = []
  let shown = 0
  for (const recording of recordings) {
    const objects = recordedObjects(
      captures.find(({name}) => name === `${recording}.json`) ?? {name: '', text: '{"items":[]}'},
    )
    for (const {pullCase, causes, remarks} of examineOffline(snapshotOf(recording))) {
      const {namespace} = pullCase.plan.pod
      const fields = [...causes, ...remarks].flatMap(({finding}) =>
        finding.evidence.filter((fact) => fact.kind === 'field'),
      )
      for (const field of fields.filter(({object}) => readable.test(object))) {
        shown++
        const [kind = '', name] = field.object.split('/')
        const object = objects.find((one) => {
          return one.kind.toLowerCase() === kind && one.metadata.name === name && one.metadata.namespace === namespace
        })
        if (!holds(valueAt(object, field.path), field)) faults.push(`${recording}: ${JSON.stringify(field)}`)
      }
    }
  }
  context.diagnostic(`${shown} fields`)
  assert.ok(shown > 40)
  assert.deepEqual(faults, [])
})

/** `a.b[name].c`: members, and in a list the one of that name. */
function valueAt(object: unknown, path: string): unknown {
  return [...path.matchAll(/\[([^\]]+)\]|([^.[\]]+)/g)].reduce<unknown>((value, [, name, member]) => {
    if (name !== undefined) return Array.isArray(value) ? value.find((one) => one.name === name) : undefined
    return new Map(Object.entries(Object(value))).get(member ?? '')
  }, object)
}

/** Of a list the names are shown, some or all; of a state its kind. */
function holds(value: unknown, {value: shown}: Field): boolean {
  if (shown === '(none)') return value === undefined || (Array.isArray(value) && value.length === 0)
  if (Array.isArray(value)) return shown.split(', ').every((name) => value.some((one) => one.name === name))
  return typeof value === 'string' ? value === shown : Object.keys(Object(value)).includes(shown)
}
