import {proxy} from '../../../src/doctor/diagnoses/proxy.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable, unreachable} from '../outcomes.ts'

const says = [{host: 'proxy.corp:3128', fault: 'proxy'}] as const

testDiagnosis(proxy, {
  finds: {
    'the runtime states it': {
      pull: aPull({says, candidates: stating('proxy')}),
      certainty: 'likely',
      message: 'a proxy between the node and registry.corp breaks the pull (proxy.corp:3128)',
      command: 'kubectl get pods -A -o wide --field-selector spec.nodeName=node-1',
    },
    'this machine meets the same, which makes it certain': {
      pull: aPull({says, candidates: stating('proxy'), anonymous: unreachable('proxy', 'ECONNREFUSED')}),
      certainty: 'proved',
      message: 'a proxy between the node and registry.corp breaks the pull (proxy.corp:3128)',
    },
    'this machine is served all the same, which refutes nothing': {
      pull: aPull({says, candidates: stating('proxy'), anonymous: readable}),
      certainty: 'likely',
      message: 'a proxy between the node and registry.corp breaks the pull (proxy.corp:3128)',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: unreachable('proxy', 'ECONNREFUSED')}),
    'the message speaks of another cause': aPull({
      says: [{fault: 'manifest-unknown'}],
      candidates: stating('tag-not-found'),
    }),
    "it is the pause image's registry": aPull({says, isSandbox: true, candidates: stating('proxy')}),
  },
})
