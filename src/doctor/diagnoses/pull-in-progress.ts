import type {Container} from '../../cluster/snapshot.ts'
import type {Diagnosis} from '../diagnosis.ts'
import type {Remedy} from '../finding.ts'
import type {Pull} from '../pull-plan.ts'

/**
 * After this a Deployment counts a rollout as stuck (`progressDeadlineSeconds`, 600 by default); most images are there in
 * one or two minutes.
 */
const longMinutes = 10

export const pullInProgress: Diagnosis = {
  code: 'ICR1603',
  cause: 'pull-in-progress',
  severity: 'warning',
  summary: 'the pull has been running for long, and has neither finished nor failed',
  needs: ['failure', 'events', 'takenAt'],
  supersedes: [],
  examine({plan, failure, events, takenAt}) {
    const {pod, container} = plan
    if (failure !== undefined || pod.deletedAt !== undefined || !awaitsImage(container)) return []
    // Events are the Pod's own, oldest first; whatever the kubelet says after "Pulling" ends it.
    const pulling = events.filter((event) => event.container === container.name).at(-1)
    if (pulling?.reason !== 'Pulling' || pulling.lastSeen === undefined) return []
    const minutes = (Date.parse(takenAt) - Date.parse(pulling.lastSeen)) / 60_000
    if (!(minutes >= longMinutes)) return []
    return [
      {
        message: `the pull of image "${container.image}" has gone on for more than ${longMinutes} minutes`,
        certainty: 'proved',
        evidence: [
          {kind: 'event', reason: pulling.reason, text: `${pulling.message}, in progress since ${pulling.lastSeen}`},
        ],
        remedies: [lookAtNode(plan), beginAnew(plan)],
      },
    ]
  },
  explanation: `What you see
  A Pod that stays in ContainerCreating. Its last event is "Pulling image", and neither "Successfully pulled" nor
  "Failed" follows it.

Why it happens
  The layers are large, or they come slowly: a registry, proxy or mirror that stops sending in the middle of a layer, a
  firewall that drops long connections without a word, a node without bandwidth. By default a kubelet pulls one image
  after another (serializeImagePulls), so one pull that hangs holds up the others of its node; and the runtime fetches a
  layer once, so whoever else wants it waits as well.

How to fix it
  See which Pods of the node wait, and what the runtime does there:
    kubectl get pods -A -o wide --field-selector spec.nodeName=NODE
    journalctl -u containerd
  Make the kubelet start again by deleting the Pod, if its owner makes another:
    kubectl delete pod NAME -n NAMESPACE
  For images of many gigabytes pull in parallel (maxParallelImagePulls), or from a cache near the nodes.

When this is not the cause
  A large image over a slow line takes its time, and ends. A Pod in ContainerCreating without the event "Pulling" waits
  for something else: a volume, the network of the Pod, a Secret that it mounts.
`,
}

/** After the first pull a container waits for something else, and the recorder may have dropped what came after "Pulling". */
function awaitsImage({state, imageID = ''}: Container): boolean {
  if (state.kind !== 'waiting' || imageID !== '') return false
  return state.reason === 'ContainerCreating' || state.reason === 'PodInitializing'
}

function lookAtNode({pod: {nodeName}}: Pull): Remedy {
  const step = "See whether other Pods of the node wait as well, and read the runtime's log there."
  if (nodeName === undefined) return {step}
  return {
    step,
    command: ['kubectl', 'get', 'pods', '-A', '-o', 'wide', '--field-selector', `spec.nodeName=${nodeName}`],
  }
}

function beginAnew({pod: {name, namespace, owner, isStatic}}: Pull): Remedy {
  if (isStatic) return {step: 'If nothing arrives at the node, restart the container runtime there.'}
  if (owner === undefined) return {step: 'If nothing arrives at the node, create the Pod again.'}
  return {
    step: `If nothing arrives at the node, delete the Pod; its ${owner.kind} makes another.`,
    command: ['kubectl', 'delete', 'pod', name, '-n', namespace],
  }
}
