import type {Diagnosis} from '../diagnosis.ts'
import {hasEnded} from '../ended-pod.ts'
import {podField} from '../evidence.ts'
import {isUntried} from '../foretold-failure.ts'
import type {PullCase} from '../pull-case.ts'
import {isMissing, type Pull} from '../pull-plan.ts'
import {refusalFacts, refusalOf} from '../refusal.ts'
import {unretrievedEvidence} from '../unretrieved-secret.ts'

export const secretMissingButNotTheCause: Diagnosis = {
  code: 'ICR1107',
  cause: 'secret-missing-but-not-the-cause',
  severity: 'warning',
  summary: 'a pull secret that the Pod names is missing, which is not why the pull fails, if it does',
  needs: [...refusalFacts, 'pullSecrets', 'events', 'takenAt'],
  supersedes: [],
  examine(pullCase) {
    const {plan, pullSecrets, failure} = pullCase
    if (plan.pod.deletedAt !== undefined || hasEnded(plan.pod) || isForLackOfLogin(pullCase)) return []
    const {namespace, serviceAccountName} = plan.pod
    const effect = failure === undefined ? silentEffect(pullCase) : 'the pull fails for another cause'
    return pullSecrets.filter(isMissing).map(({name, secret}) => ({
      message:
        secret.kind === 'value'
          ? `secret "${name}" does not exist in namespace "${namespace}"; ${effect}`
          : `the kubelet does not find secret "${name}" in namespace "${namespace}"; ${effect}`,
      certainty: secret.kind === 'value' ? 'proved' : 'likely',
      evidence: [
        podField(plan, 'spec.imagePullSecrets', name),
        ...(secret.kind === 'value' ? [] : unretrievedEvidence(name, pullCase.events, pullCase.takenAt)),
      ],
      remedies: [
        {
          step: `Create it, or take its name out of the workload or of ServiceAccount "${serviceAccountName}".`,
          command: ['kubectl', 'get', ...named(name), '-n', namespace],
        },
      ],
    }))
  },
  explanation: `What you see
  An event FailedToRetrieveImagePullSecret ("Unable to retrieve some image pull secrets (NAME); attempting to pull the
  image may not succeed."), on a Pod that runs or that fails for a reason of its own.

Why it happens
  The Pod or its ServiceAccount names a Secret that the namespace does not have. The kubelet warns and pulls with what
  is left. If the image needs no login, is on the node already, or another Secret holds one, nothing comes of it. The
  event stands first in many lists, so it is often taken for the cause.

How to fix it
  It need not be fixed for the pull. To be rid of the warning, create the Secret or stop naming it:
    kubectl get serviceaccount NAME -n NAMESPACE -o jsonpath='{.imagePullSecrets}'
    kubectl imagecreds create NAME -n NAMESPACE --server REGISTRY --username USER

When this is not the cause
  When the registry asks for a login and no other Secret gives one, the missing Secret is the cause: see
  SecretMissing.
`,
}

/** Where nobody has pulled yet, and no registry was asked, nobody knows whether the pull takes a login. */
function silentEffect({plan, outcomes}: PullCase): string {
  const isKnown = outcomes.attempts.length > 0 || !(isUntried(plan) || isToCome(plan))
  return isKnown ? 'no pull fails for it' : 'a pull that needs its login will fail'
}

/** The Pod has no node yet, or waits for its init containers; an image volume never has a state. */
function isToCome({container: {kind, state}}: Pull): boolean {
  return kind !== 'volume' && state.kind === 'none'
}

/** The other diagnosis speaks then. */
function isForLackOfLogin(pullCase: PullCase): boolean {
  const refusal = refusalOf(pullCase)
  return refusal !== undefined && refusal.presented !== 'login'
}

/** What looks like a flag is none behind a slash. */
function named(secret: string): readonly string[] {
  return secret.startsWith('-') ? [`secret/${secret}`] : ['secret', secret]
}
