import type {Diagnosis} from '../diagnosis.ts'
import {outcomeEvidence, podField, statedEvidence} from '../evidence.ts'
import {refusalFacts, refusalOf} from '../refusal.ts'
import {attachToServiceAccount, storeLogin} from '../remedy.ts'

export const noCredentials: Diagnosis = {
  code: 'ICR1201',
  cause: 'no-credentials',
  severity: 'error',
  summary: 'the image needs a login and the Pod brings none',
  needs: [...refusalFacts, 'reference', 'pullSecrets', 'serviceAccount'],
  supersedes: [],
  examine(pullCase) {
    const {plan, failure, reference, serviceAccount} = pullCase
    const refusal = refusalOf(pullCase)
    if (refusal === undefined || failure === undefined || reference.kind === 'invalid') return []
    if (refusal.presented === 'login' || pullCase.pullSecrets.length > 0) return []
    const {registry} = reference.reference
    const {anonymous} = pullCase.outcomes
    const isHidden = refusal.parts.some((part) => part.fault === 'insufficient-scope')
    const isForbidden =
      refusal.parts.length > 0 && refusal.parts.every(({fault, at}) => fault === 'forbidden' && at !== 'token')
    const present = serviceAccount.kind === 'value' ? serviceAccount.value?.pullSecretNames : undefined
    return [
      {
        message: `${registry} asks for a login, and the Pod names no pull secret`,
        certainty:
          isForbidden || anonymous?.kind === 'readable' || refusal.presented === 'unknown'
            ? 'possible'
            : isHidden
              ? 'likely'
              : 'proved',
        evidence: [
          podField(plan, 'spec.imagePullSecrets', '(none)'),
          statedEvidence(failure),
          ...(anonymous ? outcomeEvidence(anonymous) : []),
        ],
        remedies: [
          {step: 'Store a login for it.', command: storeLogin(plan, 'regcred', registry)},
          attachToServiceAccount(plan, 'regcred', present),
        ],
      },
    ]
  },
  explanation: `What you see
  The registry asks for a login: "no basic auth credentials", "failed to fetch anonymous token", 401 Unauthorized, or,
  on Docker Hub, "pull access denied, repository does not exist or may require authorization".

Why it happens
  The Pod names no pull secret, and its ServiceAccount named none when the Pod was made. The kubelet pulls without a
  login then. A Secret that only exists in the namespace is not used: a Pod or its ServiceAccount has to name it under
  imagePullSecrets. The field "secrets" of a ServiceAccount has nothing to do with pulling.

How to fix it
  Store a login, name it, and make new Pods:
    kubectl imagecreds create regcred -n NAMESPACE --server REGISTRY --username USER
    kubectl patch serviceaccount default -n NAMESPACE -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    kubectl rollout restart deployment/NAME -n NAMESPACE

When this is not the cause
  Docker Hub, Quay and others give the same answer for a repository that does not exist: check the image's name. On
  EKS, GKE and AKS the node's credential provider usually holds the login; a missing right of the node's identity
  shows the same way.
`,
}
