import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {ClusterSnapshot} from '../../src/cluster/snapshot.ts'
import type {PullCase} from '../../src/doctor/pull-case.ts'
import {notChecked, type Probing} from '../../src/report/not-checked.ts'
import {
  aForbiddenSecret,
  anEntry,
  anUngivenSecret,
  aPull,
  aSecret,
  type PullParts,
  page,
  readable,
  takenAt,
  unauthorized,
  unreachable,
} from '../doctor/builders.ts'

const asked: Probing = {kind: 'asked'}
const refused = [{fault: 'unauthorized'}] as const
const secrets = [aSecret('regcred', anEntry('registry.corp'))]
const forbiddenEvents: ClusterSnapshot['events'] = {kind: 'forbidden', permission: 'list events -n shop'}
const limited = {...unauthorized, kind: 'rate-limited'} as const
const other = 'it does not give this machine the answer that the node got'

function snapshotWith(events: ClusterSnapshot['events'] = {kind: 'value', value: []}): ClusterSnapshot {
  const nothing = {found: new Map(), unread: new Map()}
  return {
    source: {kind: 'files', names: ['pods.json']},
    takenAt,
    pods: [],
    pullSecrets: nothing,
    serviceAccounts: nothing,
    events,
    nodes: {kind: 'value', value: new Map()},
  }
}

function gaps(pull: PullCase, probing: Probing = asked, events?: ClusterSnapshot['events']): readonly string[] {
  return notChecked(snapshotWith(events), [pull], probing).map(({what, why}) => `${what}: ${why}`)
}

const rows: Readonly<Record<string, readonly [PullParts, readonly string[]]>> = {
  'a pull that does not fail leaves nothing open': [{secrets: [aForbiddenSecret('regcred')]}, []],
  'a Secret that may not be read': [
    {says: refused, secrets: [aForbiddenSecret('regcred')]},
    ['secret "regcred" in namespace "shop": this user may not read Secrets there'],
  ],
  'a Secret that was not given': [
    {says: refused, secrets: [anUngivenSecret('regcred')]},
    ['secret "regcred" in namespace "shop": not in pods.json'],
  ],
  'a ServiceAccount, where a login may lack': [
    {says: refused, account: {kind: 'failed', reason: 'not in pods.json'}},
    ['ServiceAccount "default" in namespace "shop": not in pods.json'],
  ],
  'and where none does, nothing': [{says: [{fault: 'dns'}], account: {kind: 'failed', reason: 'not in pods.json'}}, []],
  'a Pod of which only events were given, and then not its ServiceAccount': [
    {says: refused, pod: {isSpecUnread: true}, account: {kind: 'failed', reason: 'not in pods.json'}},
    ['pod/web-0 in namespace "shop": only its events were given'],
  ],
  'a registry that this machine does not reach': [
    {says: refused, secrets, answers: [unreachable('timeout', 'UND_ERR_CONNECT_TIMEOUT')]},
    ['registry.corp: it does not answer in time from this machine (UND_ERR_CONNECT_TIMEOUT); the node may reach it'],
  ],
  'one that neither reaches is a finding, and no gap': [
    {says: [{fault: 'timeout'}], answers: [unreachable('timeout', 'UND_ERR_CONNECT_TIMEOUT')]},
    [],
  ],
  'a limit that only this machine met': [
    {says: refused, secrets, answers: [limited]},
    [`registry.corp: ${other}: status 401`],
  ],
  'a page that only this machine was shown': [
    {says: refused, secrets, answers: [page(200)]},
    [`registry.corp: ${other}: answers with a web page`],
  ],
  'a page with another status than the node met': [
    {says: [{fault: 'not-found'}], answers: [page(200)]},
    [`registry.corp: ${other}: answers with a web page`],
  ],
  'the page that may be what the node met': [{says: [{fault: 'not-found'}], answers: [page(404)]}, []],
  'equal gaps of login and nobody are one': [
    {says: refused, secrets, answers: [page(200)], anonymous: page(200)},
    [`registry.corp: ${other}: answers with a web page`],
  ],
  'an answer is no gap': [{says: refused, secrets, answers: [unauthorized], anonymous: readable}, []],
}

for (const [sentence, [parts, expected]] of Object.entries(rows)) {
  test(`not checked: ${sentence}`, () => assert.deepEqual(gaps(aPull(parts)), expected))
}

test('events count where the status does not say why the kubelet backs off', () => {
  assert.deepEqual(gaps(aPull({says: [{}]}), asked, forbiddenEvents), [
    'the events of namespace "shop": this user may not read events there',
  ])
  assert.deepEqual(gaps(aPull({says: [{fault: 'dns'}]}), asked, forbiddenEvents), [])
})

test('registries that were not asked are one gap for all pulls', () => {
  const probing: Probing = {kind: 'not-asked', why: '--no-probe'}
  const cases = [aPull({says: refused}), aPull({says: refused}), aPull()]
  const [gap, ...others] = notChecked(snapshotWith(), cases, probing)
  assert.deepEqual([gap?.what, gap?.why, gap?.pulls.length, others], ['the registries', '--no-probe', 2, []])
})

test('a gap names the right that lacks', () => {
  const [gap] = notChecked(snapshotWith(), [aPull({says: refused, secrets: [aForbiddenSecret('regcred')]})], asked)
  assert.equal(gap?.permission, 'list secrets -n shop')
})
