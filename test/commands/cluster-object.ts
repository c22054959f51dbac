import type {JsonObject} from '../sandbox/kube/json.ts'
import {aPod, type PodOptions} from './object.ts'

export interface FailingPodOptions extends Partial<PodOptions> {
  /** The Deployment it belongs to. */
  readonly deployment?: string
}

/** A Pod whose only image does not pull, with the runtime's error as the kubelet passes it on. */
export function aFailingPod(name: string, image: string, error: string, options: FailingPodOptions = {}): JsonObject {
  const {deployment, ...rest} = options
  const message = `Back-off pulling image "${image}": ErrImagePull: ${error}`
  const pod = aPod(name, {image, waiting: {reason: 'ImagePullBackOff', message}, ...rest})
  return deployment === undefined ? pod : {...pod, metadata: ownedBy(deployment, pod['metadata'])}
}

/** An event of a Pod in namespace `shop`. */
export function anEvent(pod: string, reason: string, message: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {name: `${pod}.${reason.toLowerCase()}`, namespace: 'shop'},
    involvedObject: {kind: 'Pod', namespace: 'shop', name: pod},
    type: 'Warning',
    reason,
    message,
    count: 3,
    lastTimestamp: '2026-11-21T22:08:05Z',
  }
}

/** A ServiceAccount in namespace `shop` that gives these pull secrets to new Pods. */
export function aServiceAccount(name: string, pullSecrets: readonly string[]): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {name, namespace: 'shop'},
    imagePullSecrets: pullSecrets.map((secret) => ({name: secret})),
  }
}

/** A Deployment in namespace `shop` whose Pods carry the label `app` with its name. */
export function aDeployment(name: string, image: string): JsonObject {
  const labels = {app: name}
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {name, namespace: 'shop', labels},
    spec: {
      selector: {matchLabels: labels},
      template: {metadata: {labels}, spec: {containers: [{name: 'app', image}]}},
    },
  }
}

/** A user who may read these resources of the core group in all namespaces, and nothing else. */
export function aReader(name: string, resources: readonly string[]): readonly JsonObject[] {
  const apiGroup = 'rbac.authorization.k8s.io'
  const apiVersion = `${apiGroup}/v1`
  return [
    {apiVersion, kind: 'ClusterRole', metadata: {name}, rules: [{verbs: ['get', 'list'], apiGroups: [''], resources}]},
    {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: {name},
      subjects: [{kind: 'User', name, apiGroup}],
      roleRef: {apiGroup, kind: 'ClusterRole', name},
    },
  ]
}

const hash = '6d4f9c7b5'

/** The Pod is made by the Deployment's ReplicaSet, whose hash it carries. */
function ownedBy(deployment: string, metadata: unknown) {
  const own = typeof metadata === 'object' && metadata !== null ? metadata : {}
  const owner = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    name: `${deployment}-${hash}`,
    uid: 'b7c2',
    controller: true,
  }
  return {...own, labels: {app: deployment, 'pod-template-hash': hash}, ownerReferences: [owner]}
}

export interface NodeOptions {
  readonly labels?: JsonObject
  readonly taints?: readonly JsonObject[]
  readonly isCordoned?: boolean
  readonly isReady?: boolean
  readonly system?: string
}

export function aNode(name: string, options: NodeOptions = {}): JsonObject {
  const {labels = {}, taints = [], isCordoned = false, isReady = true, system = 'linux'} = options
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {name, labels},
    spec: {taints, ...(isCordoned && {unschedulable: true})},
    status: {
      conditions: [{type: 'Ready', status: isReady ? 'True' : 'False'}],
      nodeInfo: {operatingSystem: system, architecture: 'amd64', containerRuntimeVersion: 'containerd://2.3.0'},
    },
  }
}
