import type {Diagnosis} from '../diagnosis.ts'
import {imageField, pullPolicyFields, statedEvidence} from '../evidence.ts'

export const neverPull: Diagnosis = {
  code: 'ICR1501',
  cause: 'never-pull',
  severity: 'error',
  summary: 'imagePullPolicy is Never and the image is not on the node',
  needs: ['failure', 'peers'],
  supersedes: [],
  examine({plan, failure, peers}) {
    if (failure === undefined || failure.failure.isSandbox) return []
    if (!failure.failure.parts.some((part) => part.fault === 'never-present')) return []
    const {pod, container} = plan
    const node = pod.nodeName === undefined ? 'the node' : `node "${pod.nodeName}"`
    return [
      {
        message: `image "${container.image}" is not on ${node}, and its policy forbids to pull it`,
        certainty: peers.sameImageOnNode > 0 ? 'possible' : 'likely',
        evidence: [imageField(plan), ...pullPolicyFields(plan), statedEvidence(failure)],
        remedies: [
          {step: 'Set imagePullPolicy to IfNotPresent in the workload.'},
          {
            step: `Or load the image onto every node the Pod may run on (kind load, minikube image load, ctr -n k8s.io images import).`,
          },
        ],
      },
    ]
  },
  explanation: `What you see
  The Pod waits with ErrImageNeverPull: "Container image ... is not present with pull policy of Never".

Why it happens
  With imagePullPolicy: Never the kubelet asks no registry; the image has to be on the node under exactly this name.
  It was built or loaded on another node or into another runtime's store (docker's instead of containerd's), under
  another tag, or the kubelet's garbage collection removed it.

How to fix it
  Let it be pulled:
    imagePullPolicy: IfNotPresent
  Or load it where the Pod runs:
    kind load docker-image IMAGE
    minikube image load IMAGE
    ctr -n k8s.io images import FILE.tar

When this is not the cause
  Since Kubernetes 1.33 the same words may mean that the image is there and this Pod has not shown a login for it: see
  ImagePresentWithoutAccess.
`,
}
