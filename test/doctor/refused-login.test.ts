import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {RefusalWay} from '../../src/doctor/refusal.ts'
import {refusalOf} from '../../src/doctor/refusal.ts'
import {loginsRefused} from '../../src/doctor/refused-login.ts'
import {anEntry, aPull, aSecret, type PullParts} from './builders.ts'

const secrets = [aSecret('a', anEntry('registry.corp', 'first')), aSecret('b', anEntry('registry.corp', 'second'))]

function users(says: PullParts['says'] & {}, ways: readonly RefusalWay[]): readonly string[] {
  const refusal = refusalOf(aPull({says, secrets}))
  assert.ok(refusal)
  return loginsRefused(refusal, ways).map(({username}) => username)
}

test('each of several errors is that of the login in its place', () => {
  const says = [{fault: 'unauthorized'}, {fault: 'insufficient-scope'}] as const
  assert.deepEqual(users(says, ['not-accepted']), ['first'])
  assert.deepEqual(users(says, ['hidden', 'not-allowed']), ['second'])
})

test('one error for several logins is that of all', () => {
  assert.deepEqual(users([{fault: 'unauthorized'}], ['not-accepted']), ['first', 'second'])
})

test('where no error is of that way, any login may be meant', () => {
  assert.deepEqual(users([{fault: 'unauthorized'}, {fault: 'unauthorized'}], ['hidden']), ['first', 'second'])
})
