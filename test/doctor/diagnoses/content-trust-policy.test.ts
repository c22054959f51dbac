import {contentTrustPolicy} from '../../../src/doctor/diagnoses/content-trust-policy.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable} from '../outcomes.ts'

const says = [{fault: 'signature'}] as const

testDiagnosis(contentTrustPolicy, {
  finds: {
    'the message states it': {
      pull: aPull({says, candidates: stating('content-trust-policy')}),
      certainty: 'likely',
      message:
        'a policy refuses "registry.corp/team/app:1.0": it is not signed as demanded, or a scan found fault with it',
    },
    'it is one of several readings': {
      pull: aPull({says, candidates: stating('unknown', 'content-trust-policy')}),
      certainty: 'possible',
      message:
        'a policy refuses "registry.corp/team/app:1.0": it is not signed as demanded, or a scan found fault with it',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: readable}),
    'the message speaks of another cause': aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
    'the pause image is meant': aPull({says, isSandbox: true, candidates: stating('content-trust-policy')}),
  },
})
