import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {ClusterSnapshot, Observed, Pod} from '../../src/cluster/snapshot.ts'
import type {PullSecret} from '../../src/credentials/pull-secret.ts'
import {observePulls, pullCases} from '../../src/doctor/pull-cases.ts'
import {isMissing, type PullPlan, pullPlans} from '../../src/doctor/pull-plan.ts'
import {anEntry, anEvent, anUnretrievedEvent, aPod, aSecret, takenAt} from './builders.ts'

test('the logins of all pull secrets are tried, the longer key first', () => {
  const plan = planOf({pullSecretNames: ['a', 'b']}, [
    secretOf(aSecret('a', anEntry('registry.corp', 'host'))),
    secretOf(aSecret('b', anEntry('registry.corp/team', 'team'))),
  ])
  assert.deepEqual(usersOf(plan), ['team', 'host'])
})

test('with no login that matches the pull is anonymous', () => {
  assert.deepEqual(usersOf(planOf({})), ['anonymous'])
  assert.deepEqual(usersOf(planOf({pullSecretNames: ['a']}, [secretOf(aSecret('a', anEntry('other.corp')))])), [
    'anonymous',
  ])
})

test('a Secret that may not be read leaves the attempts incomplete', () => {
  const plan = planOf({pullSecretNames: ['a']}, [], {kind: 'forbidden', permission: 'list secrets -n shop'})
  assert.equal(plan?.keyring.kind === 'attempts' && plan.keyring.isComplete, false)
})

test('so does a Pod that only its events tell of', () => {
  const plan = planOf({isSpecUnread: true})
  assert.equal(plan?.keyring.kind === 'attempts' && plan.keyring.isComplete, false)
})

test('an unread Secret is missing where the kubelet reports it, and a read one where it is not there', () => {
  const pod = aPodWithImage({pullSecretNames: ['a', 'b']})
  const message = 'Unable to retrieve some image pull secrets (b); attempting to pull the image may not succeed.'
  const unread = {kind: 'failed', reason: 'not in pods.json'} as const
  const told = {...snapshot([pod], [], unread), events: read([anEvent('FailedToRetrieveImagePullSecret', message)])}
  assert.deepEqual(pullPlans(told)[0]?.pullSecrets.map(isMissing), [false, true])
  assert.deepEqual(pullPlans(snapshot([pod], []))[0]?.pullSecrets.map(isMissing), [true, true])
})

test('what the kubelet did not find a quarter of an hour ago it has found since, or it would say so again', () => {
  const pod = aPodWithImage({pullSecretNames: ['regcred']})
  const unread = {kind: 'forbidden', permission: 'list secrets -n shop'} as const
  const before = (lastSeen: string) => {
    const told = {...snapshot([pod], [], unread), events: read([{...anUnretrievedEvent('regcred'), lastSeen}])}
    return pullPlans(told)[0]?.pullSecrets.map(isMissing)
  }
  assert.deepEqual(before('2026-06-01T11:50:00Z'), [true])
  assert.deepEqual(before('2026-06-01T11:40:00Z'), [false])
})

test('an image that is not a reference asks for no login', () => {
  assert.equal(planOf({containers: [containerOf('registry.corp/App')]})?.keyring.kind, 'no-reference')
})

test('containers that run from the same place are counted, by registry, repository, and image on the node', () => {
  const running = {kind: 'running'} as const
  const pods = [
    aPodWithImage({name: 'failing'}),
    aPodWithImage({name: 'a', containers: [{...containerOf('registry.corp/team/app:0.9'), state: running}]}),
    aPodWithImage({name: 'b', containers: [{...containerOf('registry.corp/team/app:1.0'), state: running}]}),
    aPodWithImage({
      name: 'c',
      nodeName: 'node-2',
      containers: [{...containerOf('registry.corp/team/app:1.0'), state: running}],
    }),
    aPodWithImage({name: 'd', containers: [{...containerOf('registry.corp/other:1.0'), state: running}]}),
  ]
  const all = snapshot(pods, [])
  assert.deepEqual(pullCases(all, observePulls(all, pullPlans(all)), new Map())[0]?.peers, {
    sameRepositoryRunning: 3,
    sameImageOnNode: 1,
    sameRegistryRunning: 4,
    sameRegistryFailing: 1,
    sameRegistryRunningOnNode: 3,
    sameRegistryFailingOnNode: 1,
  })
})

function containerOf(image: string): Pod['containers'][number] {
  return {name: 'web', kind: 'regular', image, state: {kind: 'waiting', reason: 'ErrImagePull', message: 'not found'}}
}

function aPodWithImage(changes: Partial<Pod>): Pod {
  return aPod({containers: [containerOf('registry.corp/team/app:1.0')], ...changes})
}

function planOf(
  pod: Partial<Pod>,
  secrets: readonly PullSecret[] = [],
  unread?: Exclude<Observed<never>, {kind: 'value'}>,
): PullPlan | undefined {
  return pullPlans(snapshot([aPodWithImage(pod)], secrets, unread))[0]
}

function snapshot(
  pods: readonly Pod[],
  secrets: readonly PullSecret[],
  unread?: Exclude<Observed<never>, {kind: 'value'}>,
): ClusterSnapshot {
  return {
    source: {kind: 'files', names: ['pods.json']},
    takenAt,
    pods,
    pullSecrets: {
      found: new Map(secrets.map((secret) => [`${secret.namespace}/${secret.name}`, secret])),
      unread: new Map(unread ? [['shop', unread]] : []),
    },
    serviceAccounts: {found: new Map(), unread: new Map()},
    events: read([]),
    nodes: read(new Map()),
  }
}

function read<T>(value: T): Observed<T> {
  return {kind: 'value', value}
}

function secretOf({secret}: ReturnType<typeof aSecret>): PullSecret {
  assert.ok(secret.kind === 'value' && secret.value !== undefined)
  return secret.value
}

function usersOf(plan: PullPlan | undefined): readonly string[] {
  if (plan?.keyring.kind !== 'attempts') return []
  return plan.keyring.attempts.map((attempt) => (attempt === 'anonymous' ? attempt : attempt.username))
}
