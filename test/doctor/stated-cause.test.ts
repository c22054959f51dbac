import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {Cause} from '../../src/doctor/cause.ts'
import {statedCause} from '../../src/doctor/stated-cause.ts'
import {aPull, type PullParts, stating} from './builders.ts'
import {knownToBe, manifestUnknown, nameUnknown, page, readable, unreachable} from './outcomes.ts'

const words = () => ({message: 'it holds', remedies: []})
const timedOut = unreachable('timeout', 'UND_ERR_CONNECT_TIMEOUT')

/** What the message says, what the registry says here, and how far the cause is believed then. */
const rows: Readonly<Record<string, readonly [Cause, PullParts, string | undefined]>> = {
  'what the message states is likely': ['timeout', {candidates: stating('timeout')}, 'likely'],
  'what it allows is possible': ['timeout', {candidates: stating('proxy', 'timeout')}, 'possible'],
  'what it does not speak of is not found': ['timeout', {candidates: stating('proxy')}, undefined],
  'the same here makes what is stated certain': [
    'timeout',
    {candidates: stating('timeout'), anonymous: timedOut},
    'proved',
  ],
  'and what is allowed likely': ['timeout', {candidates: stating('proxy', 'timeout'), anonymous: timedOut}, 'likely'],
  'what happens only here is no cause': ['timeout', {candidates: stating('proxy'), anonymous: timedOut}, undefined],
  'unless the message says nothing': ['timeout', {says: [{}], candidates: [], anonymous: timedOut}, 'likely'],
  'an answer here does not refute what is stated': [
    'timeout',
    {candidates: stating('timeout'), anonymous: readable},
    'likely',
  ],
  'of several absences the registry tells which': [
    'repository-not-found',
    {says: [{fault: 'not-found'}], candidates: stating('tag-not-found'), anonymous: nameUnknown},
    'proved',
  ],
  'an absence that was only allowed, and is none here, is ruled out': [
    'tag-not-found',
    {candidates: stating('bad-credentials', 'tag-not-found'), anonymous: readable},
    undefined,
  ],
  'a repository whose tag is missing is there': [
    'repository-not-found',
    {candidates: stating('bad-credentials', 'repository-not-found'), anonymous: manifestUnknown},
    undefined,
  ],
  'so is one that is refused where others are told to be absent': [
    'repository-not-found',
    {candidates: stating('no-pull-permission', 'repository-not-found'), anonymous: knownToBe('told')},
    undefined,
  ],
  'a page with the 404 that the node met tells whose it is': [
    'not-a-registry',
    {says: [{fault: 'not-found'}], candidates: stating('tag-not-found', 'not-a-registry'), anonymous: page(404)},
    'proved',
  ],
  'a page with another status is not what the node met': [
    'not-a-registry',
    {says: [{fault: 'not-found'}], candidates: stating('tag-not-found', 'not-a-registry'), anonymous: page(200)},
    'possible',
  ],
  'the pause image is nobody else’s cause': ['timeout', {candidates: stating('timeout'), isSandbox: true}, undefined],
}

for (const [sentence, [cause, parts, certainty]] of Object.entries(rows)) {
  test(sentence, () => {
    const pull = aPull({says: [{fault: 'timeout'}], ...parts})
    assert.equal(statedCause(pull, cause, words)[0]?.certainty, certainty)
  })
}

test('a diagnosis may know another answer that shows its cause', () => {
  const pull = aPull({says: [{fault: 'no-platform'}], candidates: stating('platform-mismatch'), anonymous: readable})
  const [finding] = statedCause(pull, 'platform-mismatch', words, ({kind}) => kind === 'readable')
  assert.equal(finding?.certainty, 'proved')
  assert.equal(finding?.evidence.length, 2)
})

test('where the message names no host, that of the token server which this machine did not reach is meant', () => {
  const failure = {kind: 'timeout', host: 'auth.corp:443', at: 'token', code: 'TIMEOUT_ERR'} as const
  const anonymous = {kind: 'unreachable', failure, exchanges: []} as const
  const hostOf = (parts: PullParts) => {
    const [finding] = statedCause(aPull(parts), 'timeout', ({host}) => ({message: host, remedies: []}))
    return finding?.message
  }
  assert.equal(hostOf({says: [{}], anonymous}), 'auth.corp:443')
  assert.equal(hostOf({says: [{}], anonymous: timedOut}), 'registry.corp')
  const says = [{fault: 'timeout', host: 'mirror.corp'}] as const
  assert.equal(hostOf({says, candidates: stating('timeout'), anonymous}), 'mirror.corp')
})

test('a pull that does not fail has no cause', () => {
  assert.deepEqual(statedCause(aPull({anonymous: timedOut}), 'timeout', words), [])
})
