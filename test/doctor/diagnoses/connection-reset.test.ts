import {connectionReset} from '../../../src/doctor/diagnoses/connection-reset.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable, unreachable} from '../outcomes.ts'

const says = [{fault: 'connection-reset'}] as const

testDiagnosis(connectionReset, {
  finds: {
    'the runtime states it': {
      pull: aPull({says, candidates: stating('connection-reset')}),
      certainty: 'likely',
      message: 'the connection between the node and registry.corp is cut',
      command: 'kubectl get pods -A -o wide --field-selector spec.nodeName=node-1',
    },
    'this machine meets the same, which makes it certain': {
      pull: aPull({
        says,
        candidates: stating('connection-reset'),
        anonymous: unreachable('connection-reset', 'ECONNRESET'),
      }),
      certainty: 'proved',
      message: 'the connection between the node and registry.corp is cut',
    },
    'this machine is served all the same, which refutes nothing': {
      pull: aPull({says, candidates: stating('connection-reset'), anonymous: readable}),
      certainty: 'likely',
      message: 'the connection between the node and registry.corp is cut',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: unreachable('connection-reset', 'ECONNRESET')}),
    'the message speaks of another cause': aPull({
      says: [{fault: 'manifest-unknown'}],
      candidates: stating('tag-not-found'),
    }),
    "it is the pause image's registry": aPull({says, isSandbox: true, candidates: stating('connection-reset')}),
  },
})
