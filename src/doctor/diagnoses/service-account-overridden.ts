import type {Diagnosis} from '../diagnosis.ts'
import {podField, statedEvidence} from '../evidence.ts'
import {refusalFacts, refusalOf} from '../refusal.ts'
import {attachToWorkload, remakePods} from '../remedy.ts'
import {addedLogin, isCopiedList, serviceAccountFacts} from '../service-account-login.ts'

export const serviceAccountOverridden: Diagnosis = {
  code: 'ICR1204',
  cause: 'service-account-overridden',
  severity: 'error',
  summary: 'the Pod lists its own pull secrets, so those of its ServiceAccount were not added',
  needs: [...refusalFacts, ...serviceAccountFacts, 'reference', 'pullSecrets'],
  supersedes: ['secret-key-mismatch', 'secret-empty', 'secret-wrong-type', 'secret-missing'],
  examine(pullCase) {
    const {plan, failure, pullSecrets} = pullCase
    const refusal = refusalOf(pullCase)
    if (refusal === undefined || failure === undefined || refusal.presented === 'unknown') return []
    if (pullSecrets.length === 0 || isCopiedList(pullCase)) return []
    const added = addedLogin(pullCase)
    if (added === undefined || !added.isCertain) return []
    const own = pullSecrets.map(({name}) => name).join(', ')
    const {serviceAccountName, namespace} = plan.pod
    const command = attachToWorkload(plan, added.name)
    return [
      {
        message: `the Pod lists its own pull secrets (${own}), so "${added.name}" of ServiceAccount "${serviceAccountName}" in namespace "${namespace}", which has a login for the image, was not added`,
        certainty: refusal.presented === 'nothing' ? 'proved' : 'possible',
        evidence: [
          podField(plan, 'spec.imagePullSecrets', own),
          {kind: 'field', object: `serviceaccount/${serviceAccountName}`, path: 'imagePullSecrets', value: added.name},
          statedEvidence(failure),
        ],
        remedies: [
          {
            step: `Add "${added.name}" to the list in the Pod template, or take the list out of it.`,
            ...(command && {command}),
          },
          {
            ...remakePods(plan),
            step: 'If the template has no list, the ServiceAccount was changed after the Pod was created: create new Pods.',
          },
        ],
      },
    ]
  },
  explanation: `What you see
  The registry asks for a login. The ServiceAccount names a Secret that holds one, the Pod names others that do not.

Why it happens
  The pull secrets of a ServiceAccount are copied into a new Pod only where the Pod lists none itself (ServiceAccount
  admission). One name in the Pod template is enough to keep all of the ServiceAccount's out; the lists are not merged.

How to fix it
  Name the Secret in the Pod template as well, or remove the list from the template so that the ServiceAccount's
  counts:
    kubectl imagecreds attach SECRET -n NAMESPACE deployment/NAME
  Either way new Pods are made.

When this is not the cause
  When the ServiceAccount's Secret holds no login for this image either. When the Pod lists none: see ICR1203.
`,
}
