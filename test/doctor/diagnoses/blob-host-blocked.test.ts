import {blobHostBlocked} from '../../../src/doctor/diagnoses/blob-host-blocked.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {layerAt, readable, readableWith} from '../outcomes.ts'

const says = [{fault: 'timeout', at: 'blob', host: 'blobs.example'}] as const

const cut = {kind: 'timeout', host: 'blobs.example', at: 'blob', code: 'UND_ERR_CONNECT_TIMEOUT'} as const

testDiagnosis(blobHostBlocked, {
  finds: {
    'the message states it': {
      pull: aPull({says, candidates: stating('blob-host-blocked')}),
      certainty: 'likely',
      message: 'registry.corp answers, and the node cannot fetch layers from blobs.example',
    },
    'this machine cannot fetch a layer either': {
      pull: aPull({
        says,
        candidates: stating('blob-host-blocked'),
        anonymous: readableWith(layerAt('blobs.example', {kind: 'unreachable', failure: cut})),
      }),
      certainty: 'proved',
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
