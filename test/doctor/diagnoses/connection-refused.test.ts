import {connectionRefused} from '../../../src/doctor/diagnoses/connection-refused.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable, unreachable} from '../outcomes.ts'

const says = [{fault: 'connection-refused'}] as const

testDiagnosis(connectionRefused, {
  finds: {
    'the runtime states it': {
      pull: aPull({says, candidates: stating('connection-refused')}),
      certainty: 'likely',
      message: "registry.corp refuses the node's connection",
      command: 'kubectl get pods -A -o wide --field-selector spec.nodeName=node-1',
    },
    'this machine meets the same, which makes it certain': {
      pull: aPull({
        says,
        candidates: stating('connection-refused'),
        anonymous: unreachable('connection-refused', 'ECONNREFUSED'),
      }),
      certainty: 'proved',
      message: "registry.corp refuses the node's connection",
    },
    'this machine is served all the same, which refutes nothing': {
      pull: aPull({says, candidates: stating('connection-refused'), anonymous: readable}),
      certainty: 'likely',
      message: "registry.corp refuses the node's connection",
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: unreachable('connection-refused', 'ECONNREFUSED')}),
    'the message speaks of another cause': aPull({
      says: [{fault: 'manifest-unknown'}],
      candidates: stating('tag-not-found'),
    }),
    "it is the pause image's registry": aPull({says, isSandbox: true, candidates: stating('connection-refused')}),
  },
})
