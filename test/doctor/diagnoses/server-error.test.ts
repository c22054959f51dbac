import {serverError} from '../../../src/doctor/diagnoses/server-error.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable} from '../outcomes.ts'

const says = [{fault: 'server-error', status: 503, host: 'auth.corp'}] as const

testDiagnosis(serverError, {
  finds: {
    'the message states it': {
      pull: aPull({says, candidates: stating('server-error')}),
      certainty: 'likely',
      message: 'auth.corp fails (503)',
    },
    'it is one of several readings': {
      pull: aPull({says, candidates: stating('unknown', 'server-error')}),
      certainty: 'possible',
      message: 'auth.corp fails (503)',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: readable}),
    'the message speaks of another cause': aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
    'the pause image is meant': aPull({says, isSandbox: true, candidates: stating('server-error')}),
  },
})
