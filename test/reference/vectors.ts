import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'node:test'

/** What our code makes of an input, in the words of the vectors: an error, or the fields that a case may expect. */
export type Answer = {readonly error: true | string; readonly errorText?: string} | Readonly<Record<string, unknown>>

interface Vectors<Input> {
  readonly cases: readonly {
    readonly name: string
    readonly fn: string
    readonly input: Input
    readonly expect: Readonly<Record<string, unknown>>
    readonly note?: string
  }[]
}

/**
 * Runs each case of one file of test/fixtures/vectors through the rule for its function. A function without a rule must
 * be left out by name, with the reason. A rule that gives nothing says that this input is none of ours.
 */
export function testVectors<Input>(
  file: string,
  rules: Readonly<Record<string, (input: Input) => Answer | undefined>>,
  leftOut: Readonly<Record<string, string>>,
): void {
  const path = new URL(`../fixtures/vectors/${file}`, import.meta.url)
  const {cases} = JSON.parse(readFileSync(path, 'utf8')) as Vectors<Input>

  test(`${file}: every function has a rule, or a reason to be left out`, () => {
    const known = new Set([...Object.keys(rules), ...Object.keys(leftOut)])
    assert.deepEqual(new Set(cases.map(({fn}) => fn)).difference(known), new Set())
  })

  for (const {name, fn, input, expect} of cases) {
    const rule = rules[fn]
    if (rule) test(`${fn}: ${name}`, () => compare(rule(input) ?? expect, expect))
  }
}

/** Of what a case expects, these are notes for its readers, or what is read and nothing uses. */
const uncompared: ReadonlySet<string> = new Set([
  'errorContains',
  'errorKind',
  'familiarName',
  'familiarString',
  'httpHeaders',
  'orderWithinKey',
])

/** Of an answer only those fields count that the case speaks of; the text of an error only where one is given. */
function compare(answer: Answer, expect: Readonly<Record<string, unknown>>): void {
  const wanted = Object.entries(expect).filter(([field]) => !uncompared.has(field))
  const found = wanted.map(([field]) => [field, Reflect.get(answer, field)])
  assert.deepEqual(Object.fromEntries(found), Object.fromEntries(wanted))
}
