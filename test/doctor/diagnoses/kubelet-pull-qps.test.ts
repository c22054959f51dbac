import {kubeletPullQps} from '../../../src/doctor/diagnoses/kubelet-pull-qps.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable} from '../outcomes.ts'

const says = [{fault: 'pull-qps'}] as const

testDiagnosis(kubeletPullQps, {
  finds: {
    'the message states it': {
      pull: aPull({says, candidates: stating('kubelet-pull-qps')}),
      certainty: 'likely',
      message: 'the kubelet of node "node-1" holds back its own pulls',
    },
    'it is one of several readings': {
      pull: aPull({says, candidates: stating('unknown', 'kubelet-pull-qps')}),
      certainty: 'possible',
      message: 'the kubelet of node "node-1" holds back its own pulls',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: readable}),
    'the message speaks of another cause': aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
    'the pause image is meant': aPull({says, isSandbox: true, candidates: stating('kubelet-pull-qps')}),
  },
})
