import assert from 'node:assert/strict'
import {test} from 'node:test'
import {outcomesOf, probePlan, probesOf} from '../../src/doctor/probe-plan.ts'
import type {NamedSecret, PullPlan} from '../../src/doctor/pull-plan.ts'
import {probeKey} from '../../src/registry/probe.ts'
import {anEntry, aPull, aSecret} from './builders.ts'
import {readable, unauthorized} from './outcomes.ts'

const regcred = aSecret('regcred', anEntry('registry.corp'))

test('each login is asked with, and always nobody, since what works without a login tells what a refused one means', () => {
  assert.deepEqual(identities(planOf([regcred])), ['bot', 'anonymous'])
  assert.deepEqual(identities(planOf([])), ['anonymous'])
})

test('a login that no runtime would present is not asked with', () => {
  assert.deepEqual(identities(planOf([aSecret('regcred', anEntry('registry.corp', 'bot', ''))])), ['anonymous'])
})

test('a login for another registry is never sent to this one', () => {
  assert.deepEqual(identities(planOf([aSecret('regcred', anEntry('other.corp'))])), ['anonymous'])
})

test('equal questions of several pulls are asked once', () => {
  assert.equal(probePlan([planOf([regcred]), planOf([regcred]), planOf([])]).length, 2)
})

test('an image that is not a reference raises no question', () => {
  assert.deepEqual(probesOf(planOf([], 'registry.corp/App')), [])
})

test('the answers come back to the identities they belong to', () => {
  const plan = planOf([regcred])
  const [login, nobody] = probesOf(plan)
  assert.ok(login && nobody)
  const outcomes = outcomesOf(
    plan,
    new Map([
      [probeKey(login), unauthorized],
      [probeKey(nobody), readable],
    ]),
  )
  assert.deepEqual(
    outcomes.attempts.map(({outcome}) => outcome.kind),
    ['unauthorized'],
  )
  assert.equal(outcomes.anonymous?.kind, 'readable')
})

function planOf(secrets: readonly NamedSecret[], image = 'registry.corp/team/app:1.0'): PullPlan {
  const {plan, reference, keyring} = aPull({secrets, image})
  return {...plan, parsed: reference, pullSecrets: secrets, keyring}
}

function identities(plan: PullPlan): readonly string[] {
  return probesOf(plan).map(({attempt}) => (attempt === 'anonymous' ? attempt : attempt.username))
}
