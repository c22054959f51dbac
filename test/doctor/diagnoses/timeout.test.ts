import {timeout} from '../../../src/doctor/diagnoses/timeout.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable, unreachable} from '../outcomes.ts'

const says = [{fault: 'timeout'}] as const

testDiagnosis(timeout, {
  finds: {
    'the runtime states it': {
      pull: aPull({says, candidates: stating('timeout')}),
      certainty: 'likely',
      message: 'registry.corp does not answer the node in time',
      command: 'kubectl get pods -A -o wide --field-selector spec.nodeName=node-1',
    },
    'this machine meets the same, which makes it certain': {
      pull: aPull({says, candidates: stating('timeout'), anonymous: unreachable('timeout', 'UND_ERR_CONNECT_TIMEOUT')}),
      certainty: 'proved',
      message: 'registry.corp does not answer the node in time',
    },
    'this machine is served all the same, which refutes nothing': {
      pull: aPull({says, candidates: stating('timeout'), anonymous: readable}),
      certainty: 'likely',
      message: 'registry.corp does not answer the node in time',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: unreachable('timeout', 'UND_ERR_CONNECT_TIMEOUT')}),
    'the message speaks of another cause': aPull({
      says: [{fault: 'manifest-unknown'}],
      candidates: stating('tag-not-found'),
    }),
    "it is the pause image's registry": aPull({says, isSandbox: true, candidates: stating('timeout')}),
  },
})
