import type {Diagnosis} from '../diagnosis.ts'
import {podField, statedEvidence} from '../evidence.ts'
import type {Remedy} from '../finding.ts'
import type {Pull} from '../pull-plan.ts'
import {refusalFacts, refusalOf} from '../refusal.ts'
import {attachToWorkload, remakePods} from '../remedy.ts'
import {addedLogin, isCopiedList, serviceAccountFacts} from '../service-account-login.ts'

export const serviceAccountAttachedLate: Diagnosis = {
  code: 'ICR1203',
  cause: 'service-account-attached-late',
  severity: 'error',
  summary: 'the ServiceAccount got its pull secret after this Pod was created',
  needs: [...refusalFacts, ...serviceAccountFacts, 'reference', 'pullSecrets'],
  supersedes: ['no-credentials', 'secret-key-mismatch', 'secret-empty', 'secret-wrong-type', 'secret-missing'],
  examine(pullCase) {
    const {plan, failure, pullSecrets} = pullCase
    const refusal = refusalOf(pullCase)
    if (refusal === undefined || failure === undefined || refusal.presented === 'login') return []
    if (plan.pod.isSpecUnread || plan.pod.isStatic) return []
    const isCopied = isCopiedList(pullCase)
    if (pullSecrets.length > 0 && !(isCopied && refusal.presented === 'nothing')) return []
    const added = addedLogin(pullCase)
    if (added === undefined) return []
    const own = pullSecrets.length === 0 ? '(none)' : pullSecrets.map(({name}) => name).join(', ')
    const {serviceAccountName, namespace} = plan.pod
    return [
      {
        message: `ServiceAccount "${serviceAccountName}" in namespace "${namespace}" names pull secret "${added.name}", and the Pod was created without it`,
        certainty: added.isCertain && refusal.ways.every((way) => way === 'not-accepted') ? 'proved' : 'likely',
        evidence: [
          podField(plan, 'spec.imagePullSecrets', own),
          {kind: 'field', object: `serviceaccount/${serviceAccountName}`, path: 'imagePullSecrets', value: added.name},
          statedEvidence(failure),
        ],
        remedies: [remakePods(plan), ...(isCopied ? [ownList(plan, added.name)] : [])],
      },
    ]
  },
  explanation: `What you see
  The registry asks for a login; the ServiceAccount names a pull secret that holds one, and the Pod names none.

Why it happens
  The pull secrets of a ServiceAccount are copied into a Pod once, when the Pod is made (ServiceAccount admission). A
  Pod that was there before keeps its empty list, and its kubelet never looks at the ServiceAccount.

How to fix it
  Create new Pods:
    kubectl rollout restart deployment/NAME -n NAMESPACE
  A single Pod has to be deleted and made again.

When this is not the cause
  When the Pod template lists pull secrets of its own, those of the ServiceAccount are never added: see ICR1204. When
  the login in the Secret is refused, new Pods fail in another way: verify the Secret first.
`,
}

function ownList(plan: Pull, name: string): Remedy {
  const command = attachToWorkload(plan, name)
  return {
    step: `If the Pod template lists pull secrets itself, add "${name}" there.`,
    ...(command && {command}),
  }
}
