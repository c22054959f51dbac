import type {Diagnosis} from '../diagnosis.ts'
import {secretField, statedEvidence} from '../evidence.ts'
import {gapCertainty, gapFacts, reachedWithoutLogin} from '../gap-finding.ts'
import {storeLogin} from '../remedy.ts'

export const secretWrongType: Diagnosis = {
  code: 'ICR1102',
  cause: 'secret-wrong-type',
  severity: 'error',
  summary: 'the type and the data key of a pull secret do not agree, so the kubelet ignores it',
  needs: gapFacts,
  supersedes: ['no-credentials'],
  examine(pullCase) {
    const {plan} = pullCase
    const reach = reachedWithoutLogin(pullCase)
    if (reach === undefined) return []
    return reach.gaps.flatMap((gap) => {
      if (gap.kind !== 'ignored') return []
      const {name, namespace, type, dataKeys} = gap.secret
      return {
        message: `the kubelet ignores secret "${name}" in namespace "${namespace}": ${gap.reason}`,
        certainty: gapCertainty(gap, reach),
        evidence: [
          secretField(name, 'type', type),
          secretField(name, 'data', dataKeys.join(', ')),
          statedEvidence(reach.failure),
        ],
        remedies: [
          {
            step: 'Delete it, since the type of a Secret cannot be changed.',
            command: ['kubectl', 'delete', 'secret', name, '-n', namespace],
          },
          {
            step: 'Create it again with the type and key that the kubelet reads.',
            command: storeLogin(plan, name, reach.reference.registry),
          },
        ],
      }
    })
  },
  explanation: `What you see
  The Pod names a Secret, the Secret exists and holds the right login, and the registry still answers as if there were
  none. No event says why: the kubelet passes over such a Secret in silence.

Why it happens
  Two pairs count, and only these: type kubernetes.io/dockerconfigjson with the key .dockerconfigjson, and type
  kubernetes.io/dockercfg with the key .dockercfg. A Secret made with "kubectl create secret generic" without --type is
  Opaque, whatever its keys are called.

How to fix it
  The type of a Secret cannot be changed, so delete it and create it again:
    kubectl delete secret NAME -n NAMESPACE
    kubectl imagecreds create NAME -n NAMESPACE --server REGISTRY --username USER
  To keep the contents, write them to a file first (kubectl imagecreds decode NAME shows what they say) and use
  --from-docker-config FILE.

When this is not the cause
  When the Pod names other Secrets and one of them holds a login for the image, the ignored one does no harm.
`,
}
