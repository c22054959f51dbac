import {tlsWrongHost} from '../../../src/doctor/diagnoses/tls-wrong-host.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable, unreachable} from '../outcomes.ts'

const says = [{fault: 'tls-name'}] as const

testDiagnosis(tlsWrongHost, {
  finds: {
    'the runtime states it': {
      pull: aPull({says, candidates: stating('tls-wrong-host')}),
      certainty: 'likely',
      message: 'the certificate of registry.corp is not valid for that name',
      command: 'kubectl get pods -A -o wide --field-selector spec.nodeName=node-1',
    },
    'this machine meets the same, which makes it certain': {
      pull: aPull({
        says,
        candidates: stating('tls-wrong-host'),
        anonymous: unreachable('tls-wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID'),
      }),
      certainty: 'proved',
      message: 'the certificate of registry.corp is not valid for that name',
    },
    'this machine is served all the same, which refutes nothing': {
      pull: aPull({says, candidates: stating('tls-wrong-host'), anonymous: readable}),
      certainty: 'likely',
      message: 'the certificate of registry.corp is not valid for that name',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: unreachable('tls-wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID')}),
    'the message speaks of another cause': aPull({
      says: [{fault: 'manifest-unknown'}],
      candidates: stating('tag-not-found'),
    }),
    "it is the pause image's registry": aPull({says, isSandbox: true, candidates: stating('tls-wrong-host')}),
  },
})
