import type {Diagnosis} from '../diagnosis.ts'
import {statedCause, statedFacts} from '../stated-cause.ts'

export const layerCorrupt: Diagnosis = {
  code: 'ICR1508',
  cause: 'layer-corrupt',
  severity: 'error',
  summary: 'a layer is missing at the registry, does not match its digest or breaks off',
  needs: statedFacts,
  supersedes: ['tag-not-found', 'digest-not-found', 'repository-not-found'],
  examine(pullCase) {
    const {image} = pullCase.plan.container
    return statedCause(
      pullCase,
      'layer-corrupt',
      ({host}) => ({
        message: `a layer of "${image}" does not arrive whole from ${host}`,
        remedies: [
          {step: 'See whether other nodes and machines can pull it; if none can, push the image again.'},
          {step: 'If only some fail, look at the caches and proxies on their way.'},
        ],
      }),
      ({content}) => content?.blob?.answer.kind === 'not-found',
    )
  },
  explanation: `What you see
  "unexpected commit digest ..., expected ...", "Digest did not match", "failed to read expected number of bytes:
  unexpected EOF", "blob unknown to registry", or a 404 for a blob.

Why it happens
  The registry has the manifest, and one of the layers it lists is missing, damaged or cut short: a garbage collection
  that ran during a push, storage that lost files, a push that was broken off, a caching proxy that keeps half an
  answer, a proxy that rewrites what it carries.

How to fix it
  Compare from another machine, past the proxy:
    docker pull IMAGE
  If it fails there too, build and push the image again (an unchanged layer is not uploaded a second time where the
  registry believes it has it: delete the repository's broken blob or push under a new layer). Else clear the cache.

When this is not the cause
  A layer's host that cannot be reached at all: see BlobHostBlocked. Errors while unpacking are the node's: see
  NodeStorageCorrupt.
`,
}
