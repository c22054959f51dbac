import type {Diagnosis} from '../diagnosis.ts'
import {transportCause, transportFacts} from '../transport-cause.ts'

export const mirrorMisconfigured: Diagnosis = {
  code: 'ICR1412',
  cause: 'mirror-misconfigured',
  severity: 'error',
  summary: 'a mirror configured on the node answers instead of the registry, and wrongly',
  needs: transportFacts,
  supersedes: ['no-pull-permission', 'no-credentials', 'bad-credentials'],
  examine(pullCase) {
    return transportCause(pullCase, 'mirror-misconfigured', ({host, registry}) => ({
      message:
        host === registry
          ? `the node asks a mirror in the place of ${registry}, and it does not serve the image`
          : `the node asks ${host} in the place of ${registry}, and it does not serve the image`,
      remedies: [
        {
          step: `Look at the node's mirrors for ${registry}: /etc/containerd/certs.d, or registries.conf for CRI-O; fix the mirror, or take it out of the list.`,
        },
      ],
    }))
  },
  explanation: `What you see
  A host in the message that is not the image's, often with "?ns=REGISTRY" at the end of the URL; or, where the mirror
  is a web server, "unexpected media type text/html" or "not found".

Why it happens
  The node's runtime is told to ask a mirror before the registry, and the mirror refuses, fails, does not hold the
  image, or is not a registry. The kubelet hands over the login for the image's own registry, and containerd
  presents that one to a mirror as well: a mirror that needs a login of its own refuses it.

How to fix it
  On the node, look at what is configured:
    ls /etc/containerd/certs.d/*/hosts.toml
    cat /etc/containers/registries.conf
  Correct the mirror's address, its path (override_path) and its capabilities, or remove it. Every node has its own
  files.

When this is not the cause
  A token server has a name of its own by design (auth.docker.io), and so has the host of the layers. When the
  registry itself was asked after the mirror, its answer comes last in the message.
`,
}
