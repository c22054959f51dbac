import {tlsExpired} from '../../../src/doctor/diagnoses/tls-expired.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable, unreachable} from '../outcomes.ts'

const says = [{fault: 'tls-time'}] as const
const pod = {createdAt: '2026-06-01T10:00:00Z'}
const late = 'x509: certificate has expired or is not yet valid: current time 2026-06-01T11:00:00Z is after'

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
    'it ended before the Pod was made, so that no clock of the node matters': {
      pull: aPull({says, pod, message: `${late} 2026-05-01T00:00:00Z`, candidates: stating('tls-expired')}),
      certainty: 'proved',
      message: 'the certificate of registry.corp is outside its validity',
    },
    "this machine meets the same by a clock that is not the cluster's, which proves nothing": {
      pull: aPull({
        says,
        candidates: stating('tls-expired'),
        anonymous: unreachable('tls-expired', 'CERT_HAS_EXPIRED'),
        clockSkewSeconds: 86_400,
      }),
      certainty: 'likely',
      message: 'the certificate of registry.corp is outside its validity',
    },
    'only this machine meets it, by such a clock': {
      pull: aPull({
        says: [{}],
        anonymous: unreachable('tls-expired', 'CERT_HAS_EXPIRED'),
        clockSkewSeconds: 86_400,
      }),
      certainty: 'possible',
      message: 'the certificate of registry.corp is outside its validity',
    },
  },
  silent: {
    'by the time of the API server it is valid': aPull({
      says,
      pod,
      message: `${late} 2026-07-01T00:00:00Z`,
      clockSkewSeconds: 0,
      candidates: stating('tls-expired', 'node-clock-skew'),
    }),
    'the pull does not fail': aPull({anonymous: unreachable('tls-expired', 'CERT_HAS_EXPIRED')}),
    'the message speaks of another cause': aPull({
      says: [{fault: 'manifest-unknown'}],
      candidates: stating('tag-not-found'),
    }),
    "it is the pause image's registry": aPull({says, isSandbox: true, candidates: stating('tls-expired')}),
  },
})
