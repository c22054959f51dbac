import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import type {ClusterSnapshot, Observed} from '../../src/cluster/snapshot.ts'
import type {PullCase} from '../../src/doctor/pull-case.ts'
import {notChecked} from '../../src/report/not-checked.ts'
import {aForbiddenSecret, anEntry, anUngivenSecret, aPull, aSecret, password} from '../doctor/builders.ts'
import {manifestUnknown, unreachable} from '../doctor/outcomes.ts'

const forbidden: Observed<never> = {kind: 'forbidden', permission: 'list events -n shop'}
const refused = [{fault: 'no-basic-credentials', presented: 'nothing'}] as const
const time = [{fault: 'timeout'}] as const
const login = [aSecret('regcred', anEntry('registry.corp'))]

const cases: Readonly<Record<string, readonly [pull: PullCase, what: readonly string[]]>> = {
  'nothing of a pull that is well': [aPull({container: {state: {kind: 'running'}}}), []],
  'nothing where all was read and the message says why': [aPull({says: refused}), []],
  'a Secret that may not be read, with the right that lacks': [
    aPull({says: refused, secrets: [aForbiddenSecret('regcred')]}),
    ['secret "regcred" in namespace "shop": this user may not read Secrets there (list secrets -n shop)'],
  ],
  'a Secret that was not given': [
    aPull({says: refused, secrets: [anUngivenSecret('regcred')]}),
    ['secret "regcred" in namespace "shop": not in pods.json'],
  ],
  'the ServiceAccount of a Pod that brought no login': [
    aPull({says: refused, account: {kind: 'failed', reason: 'not in pods.json'}}),
    ['ServiceAccount "default" in namespace "shop": not in pods.json'],
  ],
  'not that of a Pod that names pull secrets itself': [
    aPull({says: refused, secrets: login, account: {kind: 'failed', reason: 'not in pods.json'}}),
    [],
  ],
  'that of a Pod whose own pull secrets are not for the registry': [
    aPull({
      says: refused,
      secrets: [aSecret('regcred', anEntry('elsewhere.corp'))],
      account: {kind: 'forbidden', permission: 'list serviceaccounts -n shop'},
    }),
    [
      'ServiceAccount "default" in namespace "shop": this user may not read ServiceAccounts there (list serviceaccounts -n shop)',
    ],
  ],
  'not that of a Pod that no login would help': [
    aPull({says: time, account: {kind: 'failed', reason: 'not in pods.json'}}),
    [],
  ],
  'a registry that this machine does not reach and the node did': [
    aPull({says: refused, anonymous: unreachable('dns-failure', 'ENOTFOUND')}),
    ['registry.corp: its name does not resolve from this machine (ENOTFOUND); the node may reach it'],
  ],
  'not one that the node does not reach either': [
    aPull({says: [{fault: 'dns'}], anonymous: unreachable('dns-failure', 'ENOTFOUND')}),
    [],
  ],
  'a registry that does not speak HTTP, whatever the node has met': [
    aPull({says: [{}], anonymous: unreachable('protocol', 'HPE_UNKNOWN')}),
    ['registry.corp: it does not speak HTTP from this machine (HPE_UNKNOWN); the node may reach it'],
  ],
  'one whose token server is not to be asked, by its name': [
    aPull({says: [{}], anonymous: {kind: 'refused', reason: 'x is a link-local or metadata address', exchanges: []}}),
    ['registry.corp: it was not asked to the end: x is a link-local or metadata address'],
  ],
  'not one that answered': [aPull({says: refused, anonymous: manifestUnknown}), []],
}

describe('not checked is', () => {
  for (const [what, [pull, gaps]] of Object.entries(cases)) {
    test(what, () => {
      assert.deepEqual(gapsOf([pull], {kind: 'value', value: []}), gaps)
    })
  }
})

test('events matter only where the status does not say why', () => {
  assert.deepEqual(gapsOf([aPull({says: refused})], forbidden), [])
  assert.deepEqual(gapsOf([aPull({says: [{}]})], forbidden), [
    'the events of namespace "shop": this user may not read events there (list events -n shop)',
  ])
})

test('Secrets that may not be listed matter where a login is lacking and none that is named is withheld', () => {
  const unlisted: Observed<never> = {kind: 'forbidden', permission: 'list secrets -n shop'}
  const gaps = (pull: PullCase) => {
    const nothing = snapshot({kind: 'value', value: []})
    const withheld = {...nothing, pullSecrets: {...nothing.pullSecrets, unlisted}}
    return notChecked(withheld, [pull], {kind: 'asked'}).map(({what, permission}) => `${what} (${permission})`)
  }
  assert.deepEqual(gaps(aPull({says: refused})), ['other Secrets of namespace "shop" (list secrets -n shop)'])
  assert.deepEqual(gaps(aPull({says: time})), [])
  assert.deepEqual(gaps(aPull({says: refused, secrets: [aForbiddenSecret('regcred')]})), [
    'secret "regcred" in namespace "shop" (list secrets -n shop)',
  ])
})

test('nodes matter where an image may be there for another platform', () => {
  const nodes: Observed<never> = {kind: 'forbidden', permission: 'list nodes'}
  const gaps = (pull: PullCase) => {
    return notChecked({...snapshot({kind: 'value', value: []}), nodes}, [pull], {kind: 'asked'}).map(({what}) => what)
  }
  const pod = {nodeName: 'node-1'}
  assert.deepEqual(gaps(aPull({says: [{fault: 'no-platform'}], pod})), ['the platform of node "node-1"'])
  assert.deepEqual(gaps(aPull({says: [{fault: 'not-found'}], pod})), [])
  assert.deepEqual(gaps(aPull({says: refused, pod})), [])
})

test('equal gaps of several Pods are one, with all of them', () => {
  const secrets = [aForbiddenSecret('regcred')]
  const pulls = [aPull({says: refused, secrets}), aPull({says: refused, secrets, pod: {name: 'web-1'}})]
  const [gap, ...others] = notChecked(snapshot(forbidden), pulls, {kind: 'asked'})
  assert.deepEqual(
    gap?.pulls.map(({pod}) => pod),
    ['web-0', 'web-1'],
  )
  assert.deepEqual(others, [])
})

test('registries that were not asked are one gap, for those pulls that would have raised a question', () => {
  const why = '--no-probe was given'
  const asked = [aPull({says: refused}), aPull({says: refused, image: 'Not A Name', pod: {name: 'web-1'}})]
  const [gap, ...others] = notChecked(snapshot({kind: 'value', value: []}), asked, {kind: 'not-asked', why})
  assert.deepEqual([gap?.what, gap?.why, gap?.pulls.map(({pod}) => pod)], ['the registries', why, ['web-0']])
  assert.deepEqual(others, [])
  assert.deepEqual(notChecked(snapshot(forbidden), [aPull()], {kind: 'not-asked', why}), [])
})

test('no gap holds a password', () => {
  const pull = aPull({says: refused, secrets: login, anonymous: unreachable('timeout', 'ETIMEDOUT')})
  assert.doesNotMatch(JSON.stringify(notChecked(snapshot(forbidden), [pull], {kind: 'asked'})), new RegExp(password))
})

function gapsOf(pulls: readonly PullCase[], events: ClusterSnapshot['events']): readonly string[] {
  return notChecked(snapshot(events), pulls, {kind: 'asked'}).map(({what, why, permission}) => {
    return `${what}: ${why}${permission === undefined ? '' : ` (${permission})`}`
  })
}

function snapshot(events: ClusterSnapshot['events']): ClusterSnapshot {
  const nothing = {found: new Map(), unread: new Map()}
  return {
    source: {kind: 'files', names: []},
    takenAt: '2026-06-01T12:00:00Z',
    pods: [],
    pullSecrets: nothing,
    serviceAccounts: nothing,
    events,
    nodes: {kind: 'value', value: new Map()},
  }
}
