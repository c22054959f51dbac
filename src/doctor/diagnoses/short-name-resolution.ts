import type {Diagnosis} from '../diagnosis.ts'
import {changeImage} from '../remedy.ts'
import {statedCause, statedFacts} from '../stated-cause.ts'

export const shortNameResolution: Diagnosis = {
  code: 'ICR1002',
  cause: 'short-name-resolution',
  severity: 'error',
  summary: 'the runtime could not complete an image name without a registry',
  needs: statedFacts,
  supersedes: [],
  examine(pullCase) {
    const {image} = pullCase.plan.container
    return statedCause(pullCase, 'short-name-resolution', () => ({
      message: `image "${image}" names no registry, and the node's runtime does not complete it`,
      remedies: [
        changeImage(pullCase.plan, 'Write the image with its registry, such as docker.io/ORGANISATION/NAME:TAG.'),
      ],
    }))
  },
  explanation: `What you see
  "short-name ... did not resolve to an alias and no unqualified-search registries are defined", "short-name resolution
  enforced but cannot prompt without a TTY", or a message that names registries you did not write.

Why it happens
  CRI-O and Podman do not take Docker Hub for granted. They complete a name without a registry from their aliases and
  from "unqualified-search-registries" in /etc/containers/registries.conf: with an empty list they refuse, with several
  they may refuse to choose, or find the name in a registry that was not meant. The kubelet itself looks for a login
  under docker.io all the same.

How to fix it
  Write the registry in the image:
    kubectl set image deployment/NAME -n NAMESPACE CONTAINER=docker.io/ORGANISATION/NAME:TAG
  Or configure a single search registry on every node, which all nodes then have to keep.

When this is not the cause
  containerd and Docker complete short names with docker.io and never report this.
`,
}
