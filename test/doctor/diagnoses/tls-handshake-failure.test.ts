import {tlsHandshakeFailure} from '../../../src/doctor/diagnoses/tls-handshake-failure.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable, unreachable} from '../outcomes.ts'

const says = [{fault: 'tls-handshake'}] as const

testDiagnosis(tlsHandshakeFailure, {
  finds: {
    'the runtime states it': {
      pull: aPull({says, candidates: stating('tls-handshake-failure')}),
      certainty: 'likely',
      message: 'the node and registry.corp cannot agree on a TLS connection',
      command: 'kubectl get pods -A -o wide --field-selector spec.nodeName=node-1',
    },
    'this machine meets the same, which makes it certain': {
      pull: aPull({
        says,
        candidates: stating('tls-handshake-failure'),
        anonymous: unreachable('tls-handshake-failure', 'EPROTO'),
      }),
      certainty: 'proved',
      message: 'the node and registry.corp cannot agree on a TLS connection',
    },
    'this machine is served all the same, which refutes nothing': {
      pull: aPull({says, candidates: stating('tls-handshake-failure'), anonymous: readable}),
      certainty: 'likely',
      message: 'the node and registry.corp cannot agree on a TLS connection',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: unreachable('tls-handshake-failure', 'EPROTO')}),
    'the message speaks of another cause': aPull({
      says: [{fault: 'manifest-unknown'}],
      candidates: stating('tag-not-found'),
    }),
    "it is the pause image's registry": aPull({says, isSandbox: true, candidates: stating('tls-handshake-failure')}),
  },
})
