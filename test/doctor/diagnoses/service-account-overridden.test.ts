import {serviceAccountOverridden} from '../../../src/doctor/diagnoses/service-account-overridden.ts'
import {anAccount, anEntry, aPull, aSecret} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {unauthorized} from '../outcomes.ts'

const refused = [{fault: 'unauthorized'}] as const
const accountSecrets = [aSecret('regcred', anEntry('registry.corp'))]
const account = anAccount({pullSecretNames: ['regcred']})

testDiagnosis(serviceAccountOverridden, {
  finds: {
    'the kubelet only backs off, and this machine is refused': {
      pull: aPull({
        says: [{}],
        answers: [unauthorized],
        account,
        accountSecrets,
        secrets: [aSecret('own', anEntry('other.corp'))],
      }),
      certainty: 'proved',
      message:
        'the Pod lists its own pull secrets (own), so "regcred" of ServiceAccount "default" in namespace "shop", which has a login for the image, was not added',
      steps: [
        'Add "regcred" to the list in the Pod template, or take the list out of it.',
        'If the template has no list, the ServiceAccount was changed after the Pod was created: create new Pods.',
      ],
    },
    "the Pod's own Secret gives no login and keeps the ServiceAccount's out": {
      pull: aPull({says: refused, account, accountSecrets, secrets: [aSecret('own', anEntry('other.corp'))]}),
      certainty: 'proved',
      message:
        'the Pod lists its own pull secrets (own), so "regcred" of ServiceAccount "default" in namespace "shop", which has a login for the image, was not added',
    },
    "the Pod's own login is refused": {
      pull: aPull({says: refused, account, accountSecrets, secrets: [aSecret('own', anEntry('registry.corp'))]}),
      certainty: 'possible',
      message:
        'the Pod lists its own pull secrets (own), so "regcred" of ServiceAccount "default" in namespace "shop", which has a login for the image, was not added',
    },
  },
  silent: {
    'the pull does not fail': aPull({account, accountSecrets, secrets: [aSecret('own')]}),
    "the Pod has what the ServiceAccount's list had before": aPull({
      says: refused,
      account: anAccount({pullSecretNames: ['old', 'regcred']}),
      accountSecrets: [aSecret('old', anEntry('other.corp')), ...accountSecrets],
      secrets: [aSecret('old', anEntry('other.corp'))],
    }),
    'the Pod names none': aPull({says: refused, account, accountSecrets}),
    'the ServiceAccount has nothing better': aPull({
      says: refused,
      account,
      accountSecrets: [aSecret('regcred', anEntry('third.corp'))],
      secrets: [aSecret('own')],
    }),
  },
})
