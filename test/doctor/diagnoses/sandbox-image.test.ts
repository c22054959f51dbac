import {sandboxImage} from '../../../src/doctor/diagnoses/sandbox-image.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'

testDiagnosis(sandboxImage, {
  finds: {
    'the kubelet speaks of the pause image': {
      pull: aPull({says: [{fault: 'timeout'}], isSandbox: true}),
      certainty: 'likely',
      message: 'node "node-1" cannot pull the pause image that every Pod needs; no container was tried',
      command: 'kubectl get pods -A -o wide --field-selector spec.nodeName=node-1',
    },
    'a message alone allows it': {
      pull: aPull({says: [{fault: 'timeout'}], candidates: stating('timeout', 'sandbox-image')}),
      certainty: 'possible',
      message: 'node "node-1" cannot pull the pause image that every Pod needs; no container was tried',
    },
  },
  silent: {
    'the pull does not fail': aPull(),
    "a container's own image fails": aPull({says: [{fault: 'timeout'}], candidates: stating('timeout')}),
  },
})
