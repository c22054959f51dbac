import type {Reference} from '../../reference/reference.ts'
import type {Diagnosis} from '../diagnosis.ts'
import {podField, statedEvidence} from '../evidence.ts'
import type {Remedy} from '../finding.ts'
import {isUntried} from '../foretold-failure.ts'
import {gapCertainty, gapFacts, reachedWithoutLogin} from '../gap-finding.ts'
import {type LoginGap, mayBeMissing} from '../login-gap.ts'
import type {PullCase} from '../pull-case.ts'
import {givesLogin} from '../put-login.ts'
import {storeLogin} from '../remedy.ts'
import {unretrievedEvidence} from '../unretrieved-secret.ts'

export const secretMissing: Diagnosis = {
  code: 'ICR1101',
  cause: 'secret-missing',
  severity: 'error',
  summary: 'the Pod names a pull secret that its namespace does not have',
  needs: [...gapFacts, 'events', 'takenAt', 'secretsElsewhere'],
  supersedes: ['no-credentials'],
  examine(pullCase) {
    const {plan} = pullCase
    const reach = reachedWithoutLogin(pullCase)
    if (reach === undefined) return []
    const {namespace} = plan.pod
    return reach.gaps.flatMap((gap) => {
      if (gap.kind !== 'missing' && gap.kind !== 'unread') return []
      if (gap.kind === 'unread' && !mayBeMissing(gap, pullCase.events)) return []
      return {
        message: messageOf(gap, namespace),
        certainty: gapCertainty(gap, reach),
        evidence: [
          podField(plan, 'spec.imagePullSecrets', gap.name),
          ...(gap.kind === 'missing' && gap.isReported
            ? unretrievedEvidence(gap.name, pullCase.events, pullCase.takenAt)
            : []),
          statedEvidence(reach.failure),
        ],
        remedies: [
          ...(gap.kind === 'missing' ? copyFrom(pullCase, gap.name, reach.reference) : []),
          {
            step: `Create it in namespace "${namespace}": the kubelet reads only the Pod's own namespace.`,
            command: storeLogin(plan, gap.name, reach.reference.registry),
          },
          ...(isUntried(plan)
            ? []
            : [{step: 'Wait for the next try: the kubelet reads the Secret again each time, within five minutes.'}]),
        ],
      }
    })
  },
  explanation: `What you see
  The Pod waits in ErrImagePull or ImagePullBackOff and the registry asks for a login. An event
  FailedToRetrieveImagePullSecret names the Secret; it is only a warning and does not stop the pull.

Why it happens
  A Pod may name a Secret that does not exist; the API server does not check. The kubelet looks in the Pod's own
  namespace, passes over names that it does not find, and pulls with what is left, here with no login at all. The
  usual reasons: the Secret lives in another namespace, its name is misspelt, or the ServiceAccount names a Secret
  that was never made.

How to fix it
  Create the Secret in the Pod's namespace, under the name the Pod uses:
    kubectl imagecreds create NAME -n NAMESPACE --server REGISTRY --username USER
  The Pod need not be created again: the kubelet reads its Secrets at every try. Or correct the name in the workload, or
  in the ServiceAccount, and create new Pods.

When this is not the cause
  When the image needs no login, or another Secret of the Pod holds one that works, the missing one does no harm: see
  ICR1107. When the message is about the network, or says that the image does not exist, look there first.
`,
}

function messageOf(gap: Extract<LoginGap, {kind: 'missing' | 'unread'}>, namespace: string): string {
  if (gap.kind === 'unread') {
    return `secret "${gap.name}" is not among the objects that were given for namespace "${namespace}"`
  }
  if (gap.isReported) return `the kubelet does not find secret "${gap.name}" in namespace "${namespace}"`
  return `secret "${gap.name}" does not exist in namespace "${namespace}"`
}

/** Another namespace has a Secret of that name with a login for the image: the usual place where it was made. */
function copyFrom({secretsElsewhere}: PullCase, name: string, reference: Reference): readonly Remedy[] {
  const original = secretsElsewhere.find((secret) => secret.name === name && givesLogin(secret, reference))
  if (original === undefined) return []
  const {namespace} = original
  return [
    {
      step: `Copy it from namespace "${namespace}", where a Secret of that name has a login for ${reference.registry}: pipe this with -o dockerconfig into "create --from-docker-config -".`,
      command: ['kubectl', 'imagecreds', 'decode', name, '-n', namespace],
    },
  ]
}
