import {repositoryName} from '../../reference/reference.ts'
import type {Diagnosis} from '../diagnosis.ts'
import {changeImage} from '../remedy.ts'
import {statedCause, statedFacts} from '../stated-cause.ts'

export const digestNotFound: Diagnosis = {
  code: 'ICR1307',
  cause: 'digest-not-found',
  severity: 'error',
  summary: 'the repository exists, the digest does not',
  needs: statedFacts,
  supersedes: [],
  examine(pullCase) {
    const {plan, reference} = pullCase
    if (reference.kind === 'invalid') return []
    const {digest, tag} = reference.reference
    if (digest === undefined) return []
    return statedCause(pullCase, 'digest-not-found', () => ({
      message: `${repositoryName(reference.reference)} has no manifest ${digest}`,
      remedies: [
        changeImage(
          plan,
          tag === undefined
            ? 'Name a digest that the registry has.'
            : `Name a digest that the registry has; beside a digest the tag "${tag}" is not asked for.`,
        ),
      ],
    }))
  },
  explanation: `What you see
  "manifest unknown" or "not found" for an image that is named by its digest (NAME@sha256:...).

Why it happens
  The registry holds no manifest with this digest in this repository: it was deleted when its last tag was moved or by
  a clean-up rule, it was pushed to another repository, or the digest is that of another platform's manifest, of the
  image's configuration (what "docker images" prints as the image's ID) or of a build that was never pushed. Where both
  a tag and a digest are written, only the digest counts.

How to fix it
  Look up the digest of the tag and name that one:
    docker buildx imagetools inspect REGISTRY/REPOSITORY:TAG
    kubectl set image deployment/NAME -n NAMESPACE CONTAINER=REGISTRY/REPOSITORY@sha256:DIGEST
  Keep a tag on what is deployed, so that no clean-up takes it away.

When this is not the cause
  A missing repository ends in the same words with containerd: see RepositoryNotFound. When a layer's digest is named
  in the message, the manifest was found: see LayerCorrupt.
`,
}
