import {serviceAccountAttachedLate} from '../../../src/doctor/diagnoses/service-account-attached-late.ts'
import {aForbiddenSecret, anAccount, anEntry, aPull, aSecret} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {unauthorized} from '../outcomes.ts'

const refused = [{fault: 'unauthorized'}] as const
const accountSecrets = [aSecret('regcred', anEntry('registry.corp'))]
const account = anAccount({pullSecretNames: ['regcred']})

testDiagnosis(serviceAccountAttachedLate, {
  finds: {
    'the kubelet only backs off, and this machine is refused': {
      pull: aPull({says: [{}], answers: [unauthorized], account, accountSecrets}),
      certainty: 'proved',
      message:
        'ServiceAccount "default" in namespace "shop" names pull secret "regcred", and the Pod was created without it',
    },
    'the Pod names none, its ServiceAccount does now': {
      pull: aPull({says: refused, account, accountSecrets}),
      certainty: 'proved',
      message:
        'ServiceAccount "default" in namespace "shop" names pull secret "regcred", and the Pod was created without it',
      command: 'kubectl rollout restart deployment/web -n shop',
    },
    "the Pod has what the ServiceAccount's list had before": {
      pull: aPull({
        says: refused,
        account: anAccount({pullSecretNames: ['old', 'regcred']}),
        accountSecrets: [aSecret('old', anEntry('other.corp')), ...accountSecrets],
        secrets: [aSecret('old', anEntry('other.corp'))],
      }),
      certainty: 'proved',
      message:
        'ServiceAccount "default" in namespace "shop" names pull secret "regcred", and the Pod was created without it',
      command: 'kubectl imagecreds attach regcred -n shop deployment/web',
    },
    'its Secret may not be read': {
      pull: aPull({says: refused, account, accountSecrets: [aForbiddenSecret('regcred')]}),
      certainty: 'likely',
      message:
        'ServiceAccount "default" in namespace "shop" names pull secret "regcred", and the Pod was created without it',
    },
  },
  silent: {
    'the pull does not fail': aPull({account, accountSecrets}),
    'its Secret is for another registry': aPull({
      says: refused,
      account,
      accountSecrets: [aSecret('regcred', anEntry('other.corp'))],
    }),
    'the Pod names Secrets itself': aPull({says: refused, account, accountSecrets, secrets: [aSecret('own')]}),
    'a static Pod gets none of its ServiceAccount': aPull({
      says: refused,
      account,
      accountSecrets,
      pod: {isStatic: true},
    }),
    'only events tell of the Pod': aPull({says: refused, account, accountSecrets, pod: {isSpecUnread: true}}),
  },
})
