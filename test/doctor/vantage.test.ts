import assert from 'node:assert/strict'
import {test} from 'node:test'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {examine} from '../../src/doctor/examine.ts'
import {difference} from '../../src/doctor/vantage.ts'
import {anEntry, aPull, aSecret, type PullParts, stating} from './builders.ts'
import {layerAt, manifestUnknown, readable, readableWith, unauthorized} from './outcomes.ts'

const secrets = [aSecret('regcred', anEntry('registry.corp'))]
const refused = [{fault: 'unauthorized'}] as const

const said: Readonly<Record<string, readonly [PullParts, RegExp]>> = {
  'the login that the node was refused with is served here': [
    {says: refused, secrets, answers: [readable]},
    /serves the manifest/,
  ],
  'nobody is refused here, as the Pod asks': [{says: refused, answers: [readable]}, /serves the manifest/],
  'the network fails on the node alone': [{says: [{fault: 'dns'}], answers: [readable]}, /serves the manifest/],
  'the login counts here, and another thing is missing': [
    {says: refused, secrets, answers: [manifestUnknown]},
    /accepts the login/,
  ],
}

for (const [sentence, [parts, words]] of Object.entries(said)) {
  test(`a difference is said: ${sentence}`, () => {
    const here = difference(aPull(parts))
    assert.match(here?.remedies[0]?.step ?? '', words)
    assert.equal(here?.evidence.length, 1)
  })
}

const silent: Readonly<Record<string, PullParts>> = {
  'the pull does not fail': {secrets, answers: [readable]},
  'nothing was asked': {says: refused, secrets},
  'this machine is refused as well': {says: refused, secrets, answers: [unauthorized]},
  'only others than the Pod are served, which may be the cause': {
    says: refused,
    secrets,
    answers: [unauthorized],
    anonymous: readable,
  },
  'the manifest is there and the layer is not': {
    says: [{fault: 'blob-missing', at: 'blob'}],
    answers: [readableWith(layerAt('registry.corp', {kind: 'not-found'}))],
  },
  'the tag is missing for both': {says: [{fault: 'not-found'}], secrets, answers: [manifestUnknown]},
}

for (const [sentence, parts] of Object.entries(silent)) {
  test(`no difference is said: ${sentence}`, () => assert.equal(difference(aPull(parts)), undefined))
}

test('a failure that was foretold from the answers here differs from nothing', () => {
  const pull = aPull({says: refused, secrets, answers: [readable]})
  assert.ok(pull.failure)
  assert.equal(difference({...pull, failure: {...pull.failure, from: 'probe'}}), undefined)
})

test('the difference stands beside every cause that is named', () => {
  const pull = aPull({says: [{fault: 'timeout'}], candidates: stating('timeout', 'proxy'), answers: [readable]})
  const {causes} = examine(pull, catalogue)
  assert.deepEqual(
    causes.map(({diagnosis}) => diagnosis.cause),
    ['timeout', 'proxy'],
  )
  for (const {finding} of causes) assert.match(finding.remedies.at(-1)?.step ?? '', /serves the manifest/)
})
