import {type Reference, repositoryName} from '../../reference/reference.ts'
import type {Content} from '../../registry/probe.ts'
import type {Diagnosis} from '../diagnosis.ts'
import type {Finding} from '../finding.ts'
import {allOutcomes} from '../outcome-cause.ts'
import type {PullCase} from '../pull-case.ts'
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
    const {plan, reference, failure} = pullCase
    if (reference.kind === 'invalid') return []
    const {digest, tag} = reference.reference
    const outcomes = allOutcomes(pullCase)
    const gone = outcomes.flatMap(({content}) => content?.missingChildren ?? [])[0]
    if (gone !== undefined || digest === undefined) {
      const isBehindIndex = failure?.failure.parts.some(({at}) => at === 'manifest') === true
      return gone || isBehindIndex ? goneBehind(pullCase, reference.reference, gone) : []
    }
    const isBlob = outcomes.some((outcome) => outcome.kind === 'manifest-unknown' && outcome.isBlob)
    return statedCause(pullCase, 'digest-not-found', () => ({
      message: `${repositoryName(reference.reference)} has no manifest ${digest}${isBlob ? '; it is the digest of a layer or of an image ID' : ''}`,
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

/** The name leads to an index, and one of the manifests that it lists is not there: a clean-up that looked at tags alone. */
function goneBehind(
  pullCase: PullCase,
  reference: Reference,
  gone: Content['missingChildren'][number] | undefined,
): readonly Finding[] {
  const {given} = reference
  return statedCause(
    pullCase,
    'digest-not-found',
    () => ({
      message: gone
        ? `"${given}" lists ${gone.digest} for ${gone.platform}, and ${reference.registry} does not have it`
        : `"${given}" lists a manifest that ${reference.registry} does not have`,
      remedies: [
        changeImage(pullCase.plan, 'Push the image again, or name another that is whole.'),
        {step: 'Check the clean-up rules of the registry: they must not delete what an index lists.'},
      ],
    }),
    ({content}) => (content?.missingChildren.length ?? 0) > 0,
  )
}
