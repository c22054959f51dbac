import type {Diagnosis} from '../diagnosis.ts'
import {statedCause, statedFacts} from '../stated-cause.ts'

export const credentialProviderFailed: Diagnosis = {
  code: 'ICR1503',
  cause: 'credential-provider-failed',
  severity: 'error',
  summary: "the node's credential provider gave no login, or failed",
  needs: [...statedFacts, 'pullSecrets'],
  supersedes: [],
  examine(pullCase) {
    const {plan, pullSecrets} = pullCase
    const node = plan.pod.nodeName === undefined ? 'the node' : `node "${plan.pod.nodeName}"`
    return statedCause(pullCase, 'credential-provider-failed', ({registry}) => ({
      message: `the credential provider of ${node} gave no login for ${registry}`,
      remedies: [
        {
          step: "Look at the kubelet's log on the node, and at the right of the node's identity to read the registry.",
          ...(plan.pod.nodeName === undefined ? {} : {command: ['kubectl', 'describe', 'node', plan.pod.nodeName]}),
        },
      ],
    })).map((finding) =>
      pullSecrets.length > 0 && finding.certainty === 'likely' && !isStated(pullCase.failure)
        ? {...finding, certainty: 'possible'}
        : finding,
    )
  },
  explanation: `What you see
  A refusal as if there were no login, on a cloud's own registry (ECR, ACR, Artifact Registry) that used to work
  without any pull secret; in the kubelet's log "Failed getting credential from external registry credential provider".

Why it happens
  On EKS, AKS and GKE the kubelet runs a plugin that fetches a short-lived login with the node's identity. It fails or
  returns nothing where the node's role or service account may not read the registry, the registry belongs to another
  account or region that its configuration does not match, the metadata service cannot be reached, or the node was
  made without the plugin.

How to fix it
  Give the node's identity the right to read (AmazonEC2ContainerRegistryReadOnly, AcrPull, Artifact Registry Reader),
  and look at the plugin's matchImages (--image-credential-provider-config of the kubelet). A pull secret is an
  alternative, with a token that lasts:
    kubectl imagecreds create NAME -n NAMESPACE --server REGISTRY --username USER

When this is not the cause
  Outside these clouds there is no such plugin: see NoCredentials.
`,
}

function isStated(
  failure: {readonly failure: {readonly parts: readonly {readonly fault: string}[]}} | undefined,
): boolean {
  return failure?.failure.parts.some(({fault}) => fault === 'credential-provider') ?? false
}
