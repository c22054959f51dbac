import {mirrorMisconfigured} from '../../../src/doctor/diagnoses/mirror-misconfigured.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable} from '../outcomes.ts'

const says = [{fault: 'forbidden', host: 'mirror.corp', mirrorOf: 'registry.corp'}] as const

testDiagnosis(mirrorMisconfigured, {
  finds: {
    'the message states it': {
      pull: aPull({says, candidates: stating('mirror-misconfigured')}),
      certainty: 'likely',
      message: 'the node asks mirror.corp in the place of registry.corp, and it does not serve the image',
    },
    'it is one of several readings': {
      pull: aPull({says, candidates: stating('unknown', 'mirror-misconfigured')}),
      certainty: 'possible',
      message: 'the node asks mirror.corp in the place of registry.corp, and it does not serve the image',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: readable}),
    'the message speaks of another cause': aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
    'the pause image is meant': aPull({says, isSandbox: true, candidates: stating('mirror-misconfigured')}),
  },
})
