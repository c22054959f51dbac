import {httpOnHttps} from '../../../src/doctor/diagnoses/http-on-https.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable, unreachable} from '../outcomes.ts'

const says = [{fault: 'http-on-https'}] as const

testDiagnosis(httpOnHttps, {
  finds: {
    'the runtime states it': {
      pull: aPull({says, candidates: stating('http-on-https')}),
      certainty: 'likely',
      message: 'registry.corp speaks plain HTTP, and the node speaks HTTPS to it',
      command: 'kubectl get pods -A -o wide --field-selector spec.nodeName=node-1',
    },
    'this machine meets the same, which makes it certain': {
      pull: aPull({
        says,
        candidates: stating('http-on-https'),
        anonymous: unreachable('http-on-https', 'ERR_SSL_WRONG_VERSION_NUMBER'),
      }),
      certainty: 'proved',
      message: 'registry.corp speaks plain HTTP, and the node speaks HTTPS to it',
    },
    'this machine is served all the same, which refutes nothing': {
      pull: aPull({says, candidates: stating('http-on-https'), anonymous: readable}),
      certainty: 'likely',
      message: 'registry.corp speaks plain HTTP, and the node speaks HTTPS to it',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: unreachable('http-on-https', 'ERR_SSL_WRONG_VERSION_NUMBER')}),
    'the message speaks of another cause': aPull({
      says: [{fault: 'manifest-unknown'}],
      candidates: stating('tag-not-found'),
    }),
    "it is the pause image's registry": aPull({says, isSandbox: true, candidates: stating('http-on-https')}),
  },
})
