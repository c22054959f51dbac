import {nodeStorageCorrupt} from '../../../src/doctor/diagnoses/node-storage-corrupt.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable} from '../outcomes.ts'

const says = [{fault: 'storage', at: 'unpack'}] as const

testDiagnosis(nodeStorageCorrupt, {
  finds: {
    'the message states it': {
      pull: aPull({says, candidates: stating('node-storage-corrupt')}),
      certainty: 'likely',
      message: 'the image store of node "node-1" is damaged',
    },
    'it is one of several readings': {
      pull: aPull({says, candidates: stating('unknown', 'node-storage-corrupt')}),
      certainty: 'possible',
      message: 'the image store of node "node-1" is damaged',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: readable}),
    'the message speaks of another cause': aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
    'the pause image is meant': aPull({says, isSandbox: true, candidates: stating('node-storage-corrupt')}),
  },
})
