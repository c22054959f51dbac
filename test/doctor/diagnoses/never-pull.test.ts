import {neverPull} from '../../../src/doctor/diagnoses/never-pull.ts'
import {aPull} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'

const says = [{fault: 'never-present'}] as const

testDiagnosis(neverPull, {
  finds: {
    'the kubelet says so': {
      pull: aPull({says, container: {pullPolicy: 'Never'}}),
      certainty: 'likely',
      message: 'image "registry.corp/team/app:1.0" is not on node "node-1", and its policy forbids to pull it',
    },
    'another container of the node runs it': {
      pull: aPull({says, peers: {sameImageOnNode: 1}}),
      certainty: 'possible',
      message: 'image "registry.corp/team/app:1.0" is not on node "node-1", and its policy forbids to pull it',
    },
  },
  silent: {
    'the Pod runs with this policy': aPull({container: {pullPolicy: 'Never'}}),
    'the pull was tried': aPull({says: [{fault: 'not-found'}], container: {pullPolicy: 'Never'}}),
  },
})
