import {blobHostBlocked} from '../../../src/doctor/diagnoses/blob-host-blocked.ts'
import {aPull, readable, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'

const says = [{fault: 'timeout', at: 'blob', host: 'blobs.example'}] as const

testDiagnosis(blobHostBlocked, {
  finds: {
    'the message states it': {
      pull: aPull({says, candidates: stating('blob-host-blocked')}),
      certainty: 'likely',
      message: 'registry.corp answers, and the node cannot fetch layers from blobs.example',
    },
    'it is one of several readings': {
      pull: aPull({says, candidates: stating('unknown', 'blob-host-blocked')}),
      certainty: 'possible',
      message: 'registry.corp answers, and the node cannot fetch layers from blobs.example',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: readable}),
    'the message speaks of another cause': aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
    'the pause image is meant': aPull({says, isSandbox: true, candidates: stating('blob-host-blocked')}),
  },
})
