import {tlsExpired} from '../../../src/doctor/diagnoses/tls-expired.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable, unreachable} from '../outcomes.ts'

const says = [{fault: 'tls-time'}] as const

testDiagnosis(tlsExpired, {
  finds: {
    'the runtime states it': {
      pull: aPull({says, candidates: stating('tls-expired')}),
      certainty: 'likely',
      message: 'the certificate of registry.corp is outside its validity',
      command: 'kubectl get pods -A -o wide --field-selector spec.nodeName=node-1',
    },
    'this machine meets the same, which makes it certain': {
      pull: aPull({
        says,
        candidates: stating('tls-expired'),
        anonymous: unreachable('tls-expired', 'CERT_HAS_EXPIRED'),
      }),
      certainty: 'proved',
      message: 'the certificate of registry.corp is outside its validity',
    },
    'this machine is served all the same, which refutes nothing': {
      pull: aPull({says, candidates: stating('tls-expired'), anonymous: readable}),
      certainty: 'likely',
      message: 'the certificate of registry.corp is outside its validity',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: unreachable('tls-expired', 'CERT_HAS_EXPIRED')}),
    'the message speaks of another cause': aPull({
      says: [{fault: 'manifest-unknown'}],
      candidates: stating('tag-not-found'),
    }),
    "it is the pause image's registry": aPull({says, isSandbox: true, candidates: stating('tls-expired')}),
  },
})
