import {dnsFailure} from '../../../src/doctor/diagnoses/dns-failure.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable, unreachable} from '../outcomes.ts'

const says = [{fault: 'dns'}] as const

testDiagnosis(dnsFailure, {
  finds: {
    'the runtime states it': {
      pull: aPull({says, candidates: stating('dns-failure')}),
      certainty: 'likely',
      message: 'the node cannot resolve registry.corp',
      command: 'kubectl get pods -A -o wide --field-selector spec.nodeName=node-1',
    },
    'this machine meets the same, which makes it certain': {
      pull: aPull({says, candidates: stating('dns-failure'), anonymous: unreachable('dns-failure', 'ENOTFOUND')}),
      certainty: 'proved',
      message: 'the node cannot resolve registry.corp',
    },
    'this machine is served all the same, which refutes nothing': {
      pull: aPull({says, candidates: stating('dns-failure'), anonymous: readable}),
      certainty: 'likely',
      message: 'the node cannot resolve registry.corp',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: unreachable('dns-failure', 'ENOTFOUND')}),
    'the message speaks of another cause': aPull({
      says: [{fault: 'manifest-unknown'}],
      candidates: stating('tag-not-found'),
    }),
    "it is the pause image's registry": aPull({says, isSandbox: true, candidates: stating('dns-failure')}),
  },
})
