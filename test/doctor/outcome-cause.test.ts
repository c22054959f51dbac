import assert from 'node:assert/strict'
import {test} from 'node:test'
import {isThere, outcomeCause} from '../../src/doctor/outcome-cause.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import type {ProbeOutcome} from '../../src/registry/probe.ts'
import {aPull} from './builders.ts'
import {
  denied,
  deniedWith,
  knownToBe,
  manifestUnknown,
  nameUnknown,
  page,
  readable,
  unauthorized,
  unreachable,
} from './outcomes.ts'

const tag = 'registry.corp/team/app:1.0'
const digest = `registry.corp/team/app@sha256:${'a'.repeat(64)}`

const rows: Readonly<Record<string, readonly [string, ProbeOutcome, string | undefined]>> = {
  'an absent repository': [tag, nameUnknown, 'repository-not-found'],
  'an absent tag': [tag, manifestUnknown, 'tag-not-found'],
  'an absent digest': [digest, manifestUnknown, 'digest-not-found'],
  'a page': [tag, page(200), 'not-a-registry'],
  'no name': [tag, unreachable('dns-failure', 'ENOTFOUND'), 'dns-failure'],
  'what is no HTTP names no cause': [tag, unreachable('protocol', 'HPE_INVALID'), undefined],
  'a refusal by itself may mean much': [tag, denied, undefined],
  'and so may a 401': [tag, unauthorized, undefined],
  'a refusal in the words of a token that has ended': [
    tag,
    deniedWith('Your authorization token has expired. Reauthenticate and try again.'),
    'token-expired',
  ],
  'a refusal in the words of a firewall': [
    tag,
    deniedWith("client with IP '192.0.2.1' is not allowed access."),
    'geo-or-ip-blocked',
  ],
  'what is readable': [tag, readable, undefined],
}

for (const [sentence, [image, outcome, cause]] of Object.entries(rows)) {
  test(`an answer shows a cause by itself: ${sentence}`, () => {
    assert.equal(outcomeCause(outcome, parseReference(image)), cause)
  })
}

test('a repository is there if it is served, lacks a tag, or is refused where others are told to be absent', () => {
  const isSeen = (anonymous: ProbeOutcome) => isThere(aPull({anonymous}))
  assert.deepEqual([readable, manifestUnknown, knownToBe('told')].map(isSeen), [true, true, true])
  assert.deepEqual([denied, nameUnknown, knownToBe('hidden'), page(404)].map(isSeen), [false, false, false, false])
})
