import {credentialProviderFailed} from '../../../src/doctor/diagnoses/credential-provider-failed.ts'
import {anEntry, aPull, aSecret, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable} from '../outcomes.ts'

const says = [{fault: 'credential-provider'}] as const

testDiagnosis(credentialProviderFailed, {
  finds: {
    'the message states it': {
      pull: aPull({says, candidates: stating('credential-provider-failed')}),
      certainty: 'likely',
      message: 'the credential provider of node "node-1" gave no login for registry.corp',
    },
    'a Pod with pull secrets of its own depends less on it': {
      pull: aPull({
        says: [{fault: 'no-basic-credentials'}],
        candidates: stating('credential-provider-failed'),
        secrets: [aSecret('regcred', anEntry('other.corp'))],
      }),
      certainty: 'possible',
      message: 'the credential provider of node "node-1" gave no login for registry.corp',
    },
    'it is one of several readings': {
      pull: aPull({says, candidates: stating('unknown', 'credential-provider-failed')}),
      certainty: 'possible',
      message: 'the credential provider of node "node-1" gave no login for registry.corp',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: readable}),
    'the message speaks of another cause': aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
    'the pause image is meant': aPull({says, isSandbox: true, candidates: stating('credential-provider-failed')}),
  },
})
