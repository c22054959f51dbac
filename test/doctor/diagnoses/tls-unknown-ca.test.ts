import {tlsUnknownCa} from '../../../src/doctor/diagnoses/tls-unknown-ca.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable, unreachable} from '../outcomes.ts'

const says = [{fault: 'tls-unknown-ca'}] as const

testDiagnosis(tlsUnknownCa, {
  finds: {
    'the runtime states it': {
      pull: aPull({says, candidates: stating('tls-unknown-ca')}),
      certainty: 'likely',
      message: 'the node does not trust the issuer of the certificate of registry.corp',
      command: 'kubectl get pods -A -o wide --field-selector spec.nodeName=node-1',
    },
    'this machine meets the same, which makes it certain': {
      pull: aPull({
        says,
        candidates: stating('tls-unknown-ca'),
        anonymous: unreachable('tls-unknown-ca', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
      }),
      certainty: 'proved',
      message: 'the node does not trust the issuer of the certificate of registry.corp',
    },
    'this machine is served all the same, which refutes nothing': {
      pull: aPull({says, candidates: stating('tls-unknown-ca'), anonymous: readable}),
      certainty: 'likely',
      message: 'the node does not trust the issuer of the certificate of registry.corp',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: unreachable('tls-unknown-ca', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE')}),
    'the message speaks of another cause': aPull({
      says: [{fault: 'manifest-unknown'}],
      candidates: stating('tag-not-found'),
    }),
    "it is the pause image's registry": aPull({says, isSandbox: true, candidates: stating('tls-unknown-ca')}),
  },
})
