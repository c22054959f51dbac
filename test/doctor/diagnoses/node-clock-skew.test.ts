import {nodeClockSkew} from '../../../src/doctor/diagnoses/node-clock-skew.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable} from '../outcomes.ts'

const says = [{fault: 'tls-time'}] as const

testDiagnosis(nodeClockSkew, {
  finds: {
    'the message states it': {
      pull: aPull({says, candidates: stating('node-clock-skew')}),
      certainty: 'likely',
      message: 'the clock of node "node-1" is wrong, so the certificate of registry.corp looks invalid to it',
    },
    'it is one of several readings': {
      pull: aPull({says, candidates: stating('unknown', 'node-clock-skew')}),
      certainty: 'possible',
      message: 'the clock of node "node-1" is wrong, so the certificate of registry.corp looks invalid to it',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: readable}),
    'the message speaks of another cause': aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
    'the pause image is meant': aPull({says, isSandbox: true, candidates: stating('node-clock-skew')}),
  },
})
