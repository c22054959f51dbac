import {repositoryName} from '../../reference/reference.ts'
import type {Diagnosis} from '../diagnosis.ts'
import {isBareName} from '../hidden-repository.ts'
import {changeImage} from '../remedy.ts'
import {statedCause, statedFacts} from '../stated-cause.ts'

export const tagNotFound: Diagnosis = {
  code: 'ICR1306',
  cause: 'tag-not-found',
  severity: 'error',
  summary: 'the repository exists, the tag does not',
  needs: [...statedFacts, 'peers'],
  supersedes: [],
  examine(pullCase) {
    const {plan, reference, peers} = pullCase
    if (reference.kind === 'invalid' || reference.reference.digest !== undefined) return []
    const {tag = 'latest', given} = reference.reference
    const isDefault = !given.endsWith(`:${tag}`)
    const isDoubtful = isBareName(reference.reference) && peers.sameRepositoryRunning === 0
    return statedCause(pullCase, 'tag-not-found', () => ({
      message: `${repositoryName(reference.reference)} has no tag "${tag}"${isDefault ? ', which stands for the tag that is not written' : ''}`,
      remedies: [changeImage(plan, 'Name a tag that exists, or push this one.')],
    })).map((finding) => (isDoubtful && finding.certainty === 'likely' ? {...finding, certainty: 'possible'} : finding))
  },
  explanation: `What you see
  "manifest unknown" (CRI-O, Docker), or containerd's "IMAGE:TAG: not found". Rollouts that stand still after a release
  are the usual place: old Pods run, the new one does not start.

Why it happens
  The registry has the repository and not the tag: the build has not pushed it, it was pushed elsewhere, it is
  misspelt, a clean-up rule deleted it, or no tag is written and there is no "latest".

How to fix it
  Push the tag, or name one that is there:
    kubectl set image deployment/NAME -n NAMESPACE CONTAINER=IMAGE
    kubectl rollout undo deployment/NAME -n NAMESPACE

When this is not the cause
  containerd says "not found" for a missing repository as well: see RepositoryNotFound. With "no match for platform"
  the tag is there and holds nothing for this node: see PlatformMismatch. A clean-up may have deleted a part of a
  multi-platform image whose tag is still listed.
`,
}
