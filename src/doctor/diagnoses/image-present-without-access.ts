import type {Diagnosis} from '../diagnosis.ts'
import {imageField, statedEvidence} from '../evidence.ts'
import {giveLogin} from '../put-login.ts'

export const imagePresentWithoutAccess: Diagnosis = {
  code: 'ICR1502',
  cause: 'image-present-without-access',
  severity: 'error',
  summary: 'the image is on the node, but this Pod has not shown a credential for it',
  needs: ['failure', 'candidates', 'peers', 'reference', 'namespaceSecrets'],
  supersedes: [],
  examine(pullCase) {
    const {plan, failure, candidates, peers, reference} = pullCase
    if (failure === undefined || failure.failure.isSandbox || reference.kind === 'invalid') return []
    const isNeverPresent = failure.failure.parts.some((part) => part.fault === 'never-present')
    const candidate = candidates.find(({cause}) => cause === 'image-present-without-access')
    if (!isNeverPresent && candidate === undefined) return []
    const others = peers.sameImageOnNode
    return [
      {
        message:
          others > 0
            ? `image "${plan.container.image}" runs on the same node in ${others} other container${others === 1 ? '' : 's'}, and this Pod may not use it without a login of its own`
            : `image "${plan.container.image}" may be on the node, pulled with a login that this Pod does not have`,
        certainty: isNeverPresent && others > 0 ? 'likely' : (candidate?.confidence ?? 'possible'),
        evidence: [imageField(plan), statedEvidence(failure)],
        remedies: [
          ...giveLogin(
            pullCase,
            reference.reference,
            'Give the Pod a pull secret with a login that may pull the image.',
          ).remedies,
          {step: 'Or see imagePullCredentialsVerificationPolicy in the configuration of the kubelet.'},
        ],
      },
    ]
  },
  explanation: `What you see
  "is not present with pull policy of Never" for an image that other Pods of the node run, or a pull of an image that
  is on the node, which the registry then refuses.

Why it happens
  The kubelet remembers with which credentials an image was pulled, and lets another Pod use it only if that Pod brings
  the same (KEP-2535, KubeletEnsureSecretPulledImages, on by default since Kubernetes 1.35). Otherwise it pulls again,
  which proves the right; under the policy Never it may not, and says that the image is not present.

How to fix it
  Name a pull secret in the Pod or its ServiceAccount:
    kubectl imagecreds create NAME -n NAMESPACE --server REGISTRY --username USER
  Or choose another policy for the node: imagePullCredentialsVerificationPolicy with NeverVerifyAllowlistedImages.

When this is not the cause
  When no Pod of the node runs the image it may not be there: see NeverPull.
`,
}
