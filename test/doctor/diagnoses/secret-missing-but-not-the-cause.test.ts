import {secretMissingButNotTheCause} from '../../../src/doctor/diagnoses/secret-missing-but-not-the-cause.ts'
import {
  aForbiddenSecret,
  aMissingSecret,
  anEntry,
  anUnretrievedEvent,
  anUnretrievedSecret,
  aPull,
  aSecret,
} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {unauthorized} from '../outcomes.ts'

const refused = [{fault: 'unauthorized'}] as const

testDiagnosis(secretMissingButNotTheCause, {
  finds: {
    'the kubelet only backs off, and this machine is refused': {
      pull: aPull({
        says: [{}],
        answers: [unauthorized],
        secrets: [aMissingSecret('regcred'), aSecret('other', anEntry('registry.corp'))],
      }),
      certainty: 'proved',
      message: 'secret "regcred" does not exist in namespace "shop"; the pull fails for another cause',
    },
    'the Pod has no node yet': {
      pull: aPull({pod: {phase: 'Pending'}, secrets: [aMissingSecret('regcred')]}),
      certainty: 'proved',
      message: 'secret "regcred" does not exist in namespace "shop"; a pull that needs its login will fail',
    },
    'it may not be read, and the kubelet says that it did not find it': {
      pull: aPull({
        container: {state: {kind: 'running'}},
        secrets: [anUnretrievedSecret('regcred')],
        events: [anUnretrievedEvent('regcred')],
      }),
      certainty: 'likely',
      message: 'the kubelet does not find secret "regcred" in namespace "shop"; no pull fails for it',
    },
    'the Pod runs all the same': {
      pull: aPull({container: {state: {kind: 'running'}}, secrets: [aMissingSecret('regcred')]}),
      certainty: 'proved',
      message: 'secret "regcred" does not exist in namespace "shop"; no pull fails for it',
    },
    'the network is what fails': {
      pull: aPull({says: [{fault: 'dns'}], secrets: [aMissingSecret('regcred')]}),
      certainty: 'proved',
      message: 'secret "regcred" does not exist in namespace "shop"; the pull fails for another cause',
    },
    'another Secret gave the login that is refused': {
      pull: aPull({says: refused, secrets: [aMissingSecret('regcred'), aSecret('other', anEntry('registry.corp'))]}),
      certainty: 'proved',
      message: 'secret "regcred" does not exist in namespace "shop"; the pull fails for another cause',
    },
  },
  silent: {
    'it is the cause': aPull({says: refused, secrets: [aMissingSecret('regcred')]}),
    'every Secret is there': aPull({secrets: [aSecret('regcred')]}),
    'it may not be read': aPull({secrets: [aForbiddenSecret('regcred')]}),
    'the Pod is done': aPull({
      pod: {phase: 'Succeeded'},
      container: {state: {kind: 'terminated', exitCode: 0}},
      secrets: [aMissingSecret('regcred')],
    }),
    'the Pod is going': aPull({pod: {deletedAt: '2026-06-01T11:59:00Z'}, secrets: [aMissingSecret('regcred')]}),
  },
})
