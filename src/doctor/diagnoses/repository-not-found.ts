import {repositoryName} from '../../reference/reference.ts'
import type {Diagnosis} from '../diagnosis.ts'
import {imageField, outcomeEvidence, statedEvidence} from '../evidence.ts'
import {isBareName, isOfficialImage} from '../hidden-repository.ts'
import {allOutcomes} from '../outcome-cause.ts'
import {refusalFacts, refusalOf} from '../refusal.ts'
import {changeImage} from '../remedy.ts'
import {statedCause, statedFacts} from '../stated-cause.ts'

export const repositoryNotFound: Diagnosis = {
  code: 'ICR1304',
  cause: 'repository-not-found',
  severity: 'error',
  summary: 'there is no such repository',
  needs: [...new Set([...statedFacts, ...refusalFacts, 'peers' as const])],
  supersedes: [],
  examine(pullCase) {
    const {plan, failure, reference, peers} = pullCase
    if (failure === undefined || reference.kind === 'invalid') return []
    if (peers.sameRepositoryRunning > 0) return []
    const repository = repositoryName(reference.reference)
    const isBare = isBareName(reference.reference)
    const words = {
      message: isBare
        ? `${repository}, which "${reference.reference.given}" stands for, does not exist`
        : `repository ${repository} does not exist`,
      remedies: [
        changeImage(
          plan,
          isBare
            ? "Write the image with its registry: a name without one is Docker Hub's."
            : `Compare "${repository}" with the registry's list, and correct the image's name.`,
        ),
      ],
    }
    const isOfficial = isOfficialImage(reference.reference)
    const denied = isOfficial ? allOutcomes(pullCase).find(({kind}) => kind === 'denied') : undefined
    if (isOfficial && refusalOf(pullCase)?.ways.includes('hidden')) {
      const evidence = [imageField(plan), ...(denied ? outcomeEvidence(denied) : [])]
      return [{...words, certainty: denied ? 'proved' : 'likely', evidence: [statedEvidence(failure), ...evidence]}]
    }
    return statedCause(
      pullCase,
      'repository-not-found',
      () => words,
      (outcome) => outcome === denied,
    )
  },
  explanation: `What you see
  "not found" at the end of containerd's message, NAME_UNKNOWN ("repository name not known to registry"), or, for an
  official image of Docker Hub, "pull access denied, repository does not exist".

Why it happens
  The registry has no repository under the name. It is misspelt, it lies in another project or organisation, it was
  moved or deleted, nothing was pushed to it yet, or the image is written without its registry: "app:1.0" stands for
  docker.io/library/app:1.0.

How to fix it
  Correct the image in the workload:
    kubectl set image deployment/NAME -n NAMESPACE CONTAINER=IMAGE
  and ask the registry about the new name:
    kubectl imagecreds verify SECRET -n NAMESPACE --image IMAGE

When this is not the cause
  containerd ends in "not found" for every 404: the tag may be what is missing (see TagNotFound), or a proxy or a web
  server answers in the registry's place (see NotARegistry). Registries that hide private repositories answer with a
  refusal instead: see RepositoryNotFoundOrNoAccess.
`,
}
