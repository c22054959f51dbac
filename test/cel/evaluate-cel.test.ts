import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {evaluateCel} from './evaluate-cel.ts'

const scope = {object: {name: 'a', list: [{n: 1}, {n: 2, t: 'x'}], empty: []}}

describe('CEL as the tests of policies read it', () => {
  const values: Readonly<Record<string, unknown>> = {
    'has(object.name) && !has(object.other)': true,
    'object.list.exists(i, has(i.t) && i.t == "x")': true,
    'object.list.filter(i, has(i.t)).map(i, i.t + "y")': ['xy'],
    'object.list.map(i, i.n) + [3]': [1, 2, 3],
    'has(object.other) ? object.other : []': [],
    'true ? false : true ? 1 : 2': false,
    '"index.b".substring(6)': 'b',
    '"abc".matches("^a.c$") == "abc".startsWith("ab")': true,
    // cel-spec, "Logical Operators": the side that decides absorbs the error of the other.
    'object.other || true': true,
    'object.list.exists(i, i.t == "x")': true,
    'Object{spec: Object.spec{a: [Object.spec.a{name: "n"}]}}': {spec: {a: [{name: 'n'}]}},
  }
  for (const [expression, value] of Object.entries(values)) {
    test(expression, () => assert.deepEqual(evaluateCel(expression, scope), value))
  }
  const faults: readonly string[] = [
    'object.other',
    'object.list.exists(i, i.t == "y")',
    'object.name.size()',
    'object.name ? 1 : 2',
    '"a" + 1',
    'object.name &',
    'object.name object.name',
  ]
  for (const expression of faults) {
    test(`an error: ${expression}`, () => assert.throws(() => evaluateCel(expression, scope)))
  }
})
