import {noRoute} from '../../../src/doctor/diagnoses/no-route.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable, unreachable} from '../outcomes.ts'

const says = [{fault: 'no-route'}] as const

testDiagnosis(noRoute, {
  finds: {
    'the runtime states it': {
      pull: aPull({says, candidates: stating('no-route')}),
      certainty: 'likely',
      message: 'the node has no route to registry.corp',
      command: 'kubectl get pods -A -o wide --field-selector spec.nodeName=node-1',
    },
    'this machine meets the same, which makes it certain': {
      pull: aPull({says, candidates: stating('no-route'), anonymous: unreachable('no-route', 'EHOSTUNREACH')}),
      certainty: 'proved',
      message: 'the node has no route to registry.corp',
    },
    'this machine is served all the same, which refutes nothing': {
      pull: aPull({says, candidates: stating('no-route'), anonymous: readable}),
      certainty: 'likely',
      message: 'the node has no route to registry.corp',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: unreachable('no-route', 'EHOSTUNREACH')}),
    'the message speaks of another cause': aPull({
      says: [{fault: 'manifest-unknown'}],
      candidates: stating('tag-not-found'),
    }),
    "it is the pause image's registry": aPull({says, isSandbox: true, candidates: stating('no-route')}),
  },
})
