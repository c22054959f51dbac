import assert from 'node:assert/strict'
import {test} from 'node:test'
import {rateLimited} from '../../../src/doctor/diagnoses/rate-limited.ts'
import {anEntry, aPull, aSecret, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable} from '../outcomes.ts'

const says = [{fault: 'rate-limited'}] as const

testDiagnosis(rateLimited, {
  finds: {
    "the registry's words lead to a page about its limits, which is not who refuses": {
      pull: aPull({
        says: [
          {fault: 'rate-limited', host: 'www.example', serverMessage: 'too many requests: https://www.example/limits'},
        ],
        candidates: stating('rate-limited'),
      }),
      certainty: 'likely',
      message: 'registry.corp refuses for too many requests, and the Pod pulls without a login',
    },
    'the message states it': {
      pull: aPull({says, candidates: stating('rate-limited')}),
      certainty: 'likely',
      message: 'registry.corp refuses for too many requests, and the Pod pulls without a login',
    },
    'it is refused with a login': {
      pull: aPull({says, candidates: stating('rate-limited'), secrets: [aSecret('regcred', anEntry('registry.corp'))]}),
      certainty: 'likely',
      message: 'registry.corp refuses for too many requests',
    },
    'it is one of several readings': {
      pull: aPull({says, candidates: stating('unknown', 'rate-limited')}),
      certainty: 'possible',
      message: 'registry.corp refuses for too many requests, and the Pod pulls without a login',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: readable}),
    'the message speaks of another cause': aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
    'the pause image is meant': aPull({says, isSandbox: true, candidates: stating('rate-limited')}),
  },
})

const secrets = [aSecret('regcred', anEntry('registry.corp'))]
const limit = {limit: 100, remaining: 0, windowSeconds: 21_600}

for (const [sentence, pull, words] of [
  [
    'to the login, whose count is the same everywhere',
    aPull({says, candidates: stating('rate-limited'), secrets, answers: [{...readable, rateLimit: limit}]}),
    '0 of 100 pulls in 21600 s are left to the login "bot"',
  ],
  [
    "to this machine's address, which is not the node's",
    aPull({says, candidates: stating('rate-limited'), anonymous: {...readable, rateLimit: limit}}),
    '0 of 100 pulls in 21600 s are left to the address of this machine',
  ],
  [
    'to the login first, where both are told',
    aPull({
      says,
      candidates: stating('rate-limited'),
      secrets,
      answers: [{...readable, rateLimit: {limit: 200, remaining: 7}}],
      anonymous: {...readable, rateLimit: limit},
    }),
    '7 of 200 pulls are left to the login "bot"',
  ],
] as const) {
  test(`rate-limited tells what the registry says is left ${sentence}`, () => {
    const [finding] = rateLimited.examine(pull)
    const answers = finding?.evidence.flatMap((fact) => (fact.kind === 'exchange' ? fact.answer : [])) ?? []
    assert.ok(answers.includes(words), answers.join())
  })
}
