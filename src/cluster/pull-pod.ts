import {field, numberField, textField} from './json-field.ts'
import type {NodeTaint} from './pull-node.ts'

/** One pull that a node is to make: who the Pod is that makes it. */
export interface PullPod {
  readonly name: string
  readonly namespace: string
  /** Of the call that makes the Pod; it finds its own by it. */
  readonly run: string
  readonly node: {readonly name: string; readonly taints: readonly NodeTaint[]}
  readonly image: string
  readonly pullSecrets: readonly string[]
  /** The `default` one where absent; its own pull secrets count only where `pullSecrets` is empty. */
  readonly serviceAccount?: string
  /** Seconds from the kubelet's first look at the Pod until it ends the Pod, whoever is still there to ask. */
  readonly deadlineSeconds: number
}

/** The Pods of this kind, and nothing else in a cluster, carry this label; its value is the run. */
export const runLabel = 'imagecreds/pull-from-node'

/** All objects of one run, as a label selector. */
export function ofRun(run: string): string {
  return `${runLabel}=${run}`
}

/** What every object that is made for a run is found by. */
function runLabels(run: string): Readonly<Record<string, string>> {
  return {'app.kubernetes.io/managed-by': 'kubectl-imagecreds', [runLabel]: run}
}

const containerName = 'image'

/** In no image, so that nothing of the image ever runs: the runtime finds no such file when the pull is done. */
const noCommand = '/imagecreds-starts-nothing'

/** Some runtimes start nothing with less. */
const memory = '16Mi'

/**
 * The Pod that has one node pull one image, by the node's own way: its proxy, name server, certificates and mirrors.
 *
 * It is bound to its node by `nodeName`. The scheduler is not asked, so nothing is preempted for it; and the kubelet sees
 * it at once, which starts the clock of `activeDeadlineSeconds`: a Pod that waits for a scheduler has no clock and
 * would stay for ever. Admission, quota and the kubelet's own look at the node's room still count. The kubelet evicts by
 * NoExecute taints whoever made the binding, hence the tolerations of what the node has.
 *
 * It asks for nothing that Pod Security "restricted" refuses, gets no token and no address of Services. A user id is left
 * to the image and to the cluster (OpenShift gives one): an image that may not run so is found out after its pull.
 */
export function pullPodManifest(pod: PullPod): object {
  const {name, namespace, run, node, image, pullSecrets, serviceAccount, deadlineSeconds} = pod
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name, namespace, labels: runLabels(run)},
    spec: {
      nodeName: node.name,
      restartPolicy: 'Never',
      activeDeadlineSeconds: deadlineSeconds,
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      ...(serviceAccount !== undefined && {serviceAccountName: serviceAccount}),
      ...(pullSecrets.length > 0 && {imagePullSecrets: pullSecrets.map((secret) => ({name: secret}))}),
      ...(node.taints.length > 0 && {tolerations: node.taints.map(toleration)}),
      securityContext: {runAsNonRoot: true, seccompProfile: {type: 'RuntimeDefault'}},
      containers: [
        {
          name: containerName,
          image,
          imagePullPolicy: 'Always',
          command: [noCommand],
          resources: {requests: {cpu: '1m', memory}, limits: {cpu: '10m', memory}},
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: {drop: ['ALL']},
            readOnlyRootFilesystem: true,
          },
        },
      ],
    },
  }
}

/** Why the kubelet did not take the Pod or ended it: `status.reason` and its message, such as `OutOfcpu`. */
export function podEnd(object: unknown): string | undefined {
  const reason = textField(object, 'status', 'reason')
  const message = textField(object, 'status', 'message')
  return field(object, 'status', 'phase') === 'Failed' && reason !== undefined
    ? [reason, message].filter((word) => word !== undefined).join(': ')
    : undefined
}

/** For what is not a Pod: the seconds after which nobody can need it any more. */
const deadlineAnnotation = 'imagecreds/deadline-seconds'

/**
 * A Secret like this one in another namespace, for Pods there, to be deleted with them. It holds the logins, as every
 * Secret that Pods of that namespace are to pull with has to.
 */
export function secretCopy(
  secret: unknown,
  {name, namespace, run, deadlineSeconds}: Pick<PullPod, 'name' | 'namespace' | 'run' | 'deadlineSeconds'>,
): object {
  const annotations = {[deadlineAnnotation]: String(deadlineSeconds)}
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {name, namespace, labels: runLabels(run), annotations},
    type: field(secret, 'type'),
    data: field(secret, 'data'),
  }
}

/** What the kubelet adds to the deadline of a Pod at most before its status says so. */
const slackSeconds = 60

/**
 * Was this object left behind by a run that was killed? A run deletes what it made long before the deadline, which is counted
 * from here by the server's own clock, so that no run takes away what another one waits for.
 */
export function isLeftover(object: unknown, run: string, serverTime: Date): boolean {
  if (field(object, 'metadata', 'labels', runLabel) === run) return false
  const created = Date.parse(textField(object, 'metadata', 'creationTimestamp') ?? '')
  const stated = Number(textField(object, 'metadata', 'annotations', deadlineAnnotation) ?? 0)
  const deadline = numberField(object, 'spec', 'activeDeadlineSeconds') ?? stated
  return created + (deadline + slackSeconds) * 1000 < serverTime.getTime()
}

function toleration({key, value, effect}: NodeTaint): object {
  return value === '' ? {key, operator: 'Exists', effect} : {key, operator: 'Equal', value, effect}
}
