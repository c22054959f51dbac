import type {Diagnosis} from '../diagnosis.ts'
import {statedEvidence} from '../evidence.ts'

export const sandboxImage: Diagnosis = {
  code: 'ICR1509',
  cause: 'sandbox-image',
  severity: 'error',
  summary: 'the runtime cannot pull its own pause image, so no container can start',
  needs: ['failure', 'candidates'],
  supersedes: [],
  examine({plan, failure, candidates}) {
    const isStated = failure?.failure.isSandbox ?? false
    const candidate = candidates.find(({cause}) => cause === 'sandbox-image')
    if (failure === undefined || (!isStated && candidate === undefined)) return []
    const {nodeName} = plan.pod
    const image = isStated && failure.failure.image !== undefined ? ` "${failure.failure.image}"` : ''
    return [
      {
        message: `${nodeName === undefined ? 'the node' : `node "${nodeName}"`} cannot pull the pause image${image} that every Pod needs; no container was tried`,
        certainty: isStated ? 'likely' : (candidate?.confidence ?? 'possible'),
        evidence: [statedEvidence(failure)],
        remedies: [
          {
            step: "Let the node reach the pause image's registry, or name one that it can reach in the runtime's configuration (sandbox in containerd, pause_image in CRI-O).",
          },
          ...(nodeName === undefined
            ? []
            : [
                {
                  step: 'See which other Pods of the node wait for the same.',
                  command: [
                    'kubectl',
                    'get',
                    'pods',
                    '-A',
                    '-o',
                    'wide',
                    '--field-selector',
                    `spec.nodeName=${nodeName}`,
                  ],
                },
              ]),
        ],
      },
    ]
  },
  explanation: `What you see
  The Pod stays in ContainerCreating, and an event FailedCreatePodSandBox says "failed to get sandbox image
  "registry.k8s.io/pause:3.10": failed to pull image ...". All new Pods of the node suffer.

Why it happens
  Every Pod begins with a small "pause" container whose image the runtime pulls by itself, with its own configuration:
  no pull secret of any Pod is used for it. It fails where the node cannot reach registry.k8s.io, a private mirror of
  it wants a login, or a clean-up removed it from a node without a way out.

How to fix it
  Name an image that the node can pull, in containerd's config.toml ("sandbox" under pinned_images, or sandbox_image
  before 2.0) or in crio.conf (pause_image, pause_image_auth_file), and restart the runtime. Or load it:
    ctr -n k8s.io images import pause.tar

When this is not the cause
  FailedCreatePodSandBox with other words speaks of the network plugin or of cgroups, and not of images.
`,
}
