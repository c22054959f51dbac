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
