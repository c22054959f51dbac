import {manifestSchema} from '../../../src/doctor/diagnoses/manifest-schema.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable} from '../outcomes.ts'

const says = [{fault: 'schema'}] as const

testDiagnosis(manifestSchema, {
  finds: {
    'the message states it': {
      pull: aPull({says, candidates: stating('manifest-schema')}),
      certainty: 'likely',
      message: 'the manifest of "registry.corp/team/app:1.0" is of a type that the node\'s runtime does not accept',
    },
    'it is one of several readings': {
      pull: aPull({says, candidates: stating('unknown', 'manifest-schema')}),
      certainty: 'possible',
      message: 'the manifest of "registry.corp/team/app:1.0" is of a type that the node\'s runtime does not accept',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: readable}),
    'the message speaks of another cause': aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
    'the pause image is meant': aPull({says, isSandbox: true, candidates: stating('manifest-schema')}),
  },
})
