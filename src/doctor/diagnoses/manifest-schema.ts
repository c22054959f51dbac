import type {Diagnosis} from '../diagnosis.ts'
import {changeImage} from '../remedy.ts'
import {statedCause, statedFacts} from '../stated-cause.ts'

export const manifestSchema: Diagnosis = {
  code: 'ICR1309',
  cause: 'manifest-schema',
  severity: 'error',
  summary: "the manifest's type is not one that the runtime accepts",
  needs: statedFacts,
  supersedes: [],
  examine(pullCase) {
    const {image} = pullCase.plan.container
    return statedCause(pullCase, 'manifest-schema', () => ({
      message: `the manifest of "${image}" is of a type that the node's runtime does not accept`,
      remedies: [
        changeImage(
          pullCase.plan,
          'Push the image again with a current tool (OCI or Docker schema 2), or name one that is.',
        ),
      ],
    }))
  },
  explanation: `What you see
  "media type application/vnd.docker.distribution.manifest.v1+prettyjws is no longer supported", "unsupported manifest
  media type", "encountered unknown type", "invalid manifest", "manifest invalid".

Why it happens
  The image is stored in a form that the runtime does not run. Docker's schema 1 was dropped by containerd 2.0 and by
  Docker; images pushed before 2017 may still be in it. Or what the tag names is not an image: a Helm chart, a
  signature, an attestation or another artifact lies under the same repository. Or it is compressed in a way that an
  old runtime does not know (zstd).

How to fix it
  See what it is:
    docker buildx imagetools inspect --raw IMAGE
  Pull and push an old image with a current tool, which writes schema 2:
    skopeo copy --format v2s2 docker://IMAGE docker://IMAGE
  Name the image's tag, not the chart's or the signature's.

When this is not the cause
  "unexpected media type text/html" comes from a web page: see NotARegistry.
`,
}
