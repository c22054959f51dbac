import {redactText} from '../../credentials/redact-text.ts'
import type {Diagnosis} from '../diagnosis.ts'
import {imageField, statedEvidence} from '../evidence.ts'
import {imageFault} from '../image-fault.ts'
import {changeImage} from '../remedy.ts'

export const invalidImageName: Diagnosis = {
  code: 'ICR1001',
  cause: 'invalid-image-name',
  severity: 'error',
  summary: 'the image name is not a valid reference',
  needs: ['failure', 'candidates', 'reference'],
  supersedes: ['short-name-resolution', 'repository-not-found'],
  examine(pullCase) {
    const {plan, failure, reference, candidates} = pullCase
    if (failure === undefined || failure.failure.isSandbox) return []
    const isStated = failure.failure.parts.some((part) => part.fault === 'invalid-reference')
    const candidate = candidates.find(({cause}) => cause === 'invalid-image-name')
    if (reference.kind !== 'invalid' && !isStated && candidate === undefined) return []
    const {image} = plan.container
    if (image === '' && plan.pod.isSpecUnread) return []
    const fault = imageFault(image) ?? (reference.kind === 'invalid' ? reference.fault : undefined)
    return [
      {
        message: `image "${redactText(image)}" is not a valid name${fault === undefined ? '' : `: ${fault}`}`,
        certainty: reference.kind === 'invalid' ? 'proved' : isStated ? 'likely' : 'possible',
        evidence: [imageField(plan), statedEvidence(failure)],
        remedies: [changeImage(plan, 'Correct the image: HOST[:PORT]/PATH[:TAG][@DIGEST], in lower case.')],
      },
    ]
  },
  explanation: `What you see
  The Pod waits with the reason InvalidImageName, and an event InspectFailed says "couldn't parse image name ...:
  invalid reference format". Nothing was asked of any registry.

Why it happens
  The text under "image" is not a reference. The usual slips: a placeholder that a template did not fill in
  (app:\${VERSION}, app:{{ .Values.tag }}), "https://" before the host, capital letters in the repository (hosts and
  tags may have them), a space or a quotation mark, two tags, a tag or digest that is empty or cut off.

How to fix it
  Correct it in the workload:
    kubectl set image deployment/NAME -n NAMESPACE CONTAINER=IMAGE
  If a template writes it, see what it renders (helm template, kustomize build): a value that is missing leaves an
  empty tag behind.

When this is not the cause
  A text that parses may still name the wrong registry: "app:1.0" stands for docker.io/library/app:1.0. On CRI-O a
  short name that no registry is configured for is another fault: see ShortNameResolution.
`,
}
