import type {PullSecret} from '../credentials/pull-secret.ts'

/**
 * What could be learnt by one read. A read that is refused is an answer about the reader's rights, not an exception:
 * it ends up under "not checked".
 */
export type Observed<T> =
  | {readonly kind: 'value'; readonly value: T}
  /** 403: `permission` is what `kubectl auth can-i` takes, such as `get secrets -n shop`. */
  | {readonly kind: 'forbidden'; readonly permission: string}
  /** Anything else: a time-out, a 500, or, with `isNotGiven`, files that hold none of its kind, as if it was not asked for. */
  | {readonly kind: 'failed'; readonly reason: string; readonly isNotGiven?: true}

/** Why something could not be read. */
export type Unread = Exclude<Observed<unknown>, {kind: 'value'}>

/** Where the snapshot was read. */
export type SnapshotSource =
  | {readonly kind: 'cluster'; readonly server: string; readonly context?: string}
  | {readonly kind: 'files'; readonly names: readonly string[]}

/** What the cluster says about pulling, narrowed on arrival; nothing in it is a Kubernetes API type any more. */
export interface ClusterSnapshot {
  readonly source: SnapshotSource
  /** RFC 3339. The time of reading by the API server's clock, or for files the latest time stamp in them. */
  readonly takenAt: string
  /** How far this machine's clock is ahead of the API server's, 0 within a minute; absent where that is not known. */
  readonly clockSkewSeconds?: number
  /** The namespace that was asked for, where nothing was found in it and it could not be asked whether it exists. */
  readonly unseenNamespace?: {readonly name: string; readonly why: Unread}
  /** In the order in which the cluster lists them: by namespace, then by name. */
  readonly pods: readonly Pod[]
  /** By `namespace/name`: Secrets with a registry type, and every other one that a Pod or ServiceAccount names. */
  readonly pullSecrets: Observations<PullSecret>
  /** By `namespace/name`. */
  readonly serviceAccounts: Observations<ServiceAccount>
  /** Events whose involved object is one of `pods`, oldest first. */
  readonly events: Observed<readonly PodEvent[]>
  /** By name; only the nodes that `pods` run on. */
  readonly nodes: Observed<ReadonlyMap<string, Node>>
}

/**
 * Named objects of one kind. What is not in `found` is missing where its namespace was read whole, and else unknown:
 * `unread` says why.
 */
export interface Observations<T> {
  /** By `namespace/name`. */
  readonly found: ReadonlyMap<string, T>
  /** Why it could not be read: by `namespace/name` for one object, by namespace for all of one, by `*` for all. */
  readonly unread: ReadonlyMap<string, Exclude<Observed<T>, {kind: 'value'}>>
  /** Why only those were read that something names, one by one; absent where all were. */
  readonly unlisted?: Exclude<Observed<T>, {kind: 'value'}>
}

/** A Pod, or the Pod template of a workload that is not applied yet. */
export interface Pod {
  readonly namespace: string
  readonly name: string
  readonly uid?: string
  /** RFC 3339. */
  readonly createdAt?: string
  readonly deletedAt?: string
  /** The workload a person would name: the Deployment of the ReplicaSet, the CronJob of the Job. */
  readonly owner?: {readonly kind: string; readonly name: string}
  readonly nodeName?: string
  readonly serviceAccountName: string
  /** `spec.imagePullSecrets` in order, empty names left out as the kubelet does. */
  readonly pullSecretNames: readonly string[]
  readonly phase?: string
  /** `status.reason`: why the Pod as a whole is in this phase, such as `Evicted`; most have none. */
  readonly phaseReason?: string
  /** `status.conditions` of type PodScheduled with status False: its message. */
  readonly unschedulable?: string
  readonly containers: readonly Container[]
  /** The label `aadpodidbinding` of aad-pod-identity, which Azure has retired. */
  readonly identityBinding?: string
  /** Of a Pod that a workload's template stands for: where the template stands in the workload, such as `spec.template`. */
  readonly templatePath?: string
  /** Of a Pod that no API server has seen: it names no pull secret, and is to get those of its ServiceAccount. */
  readonly inheritsPullSecrets?: true
  /** Of a Pod that is not applied yet. */
  readonly scheduling?: Scheduling
  /** Of a Pod that is not applied yet, where the nodes are known: `os/architecture` of those it may come to. */
  readonly platforms?: readonly string[]
  /** Known from its events alone: what it names besides the images they quote, pull secrets included, is not known. */
  readonly isSpecUnread?: true
  /** The mirror of a Pod that the kubelet runs out of a file of its node: no API object can be named in it, no Secret either. */
  readonly isStatic?: true
  /** Of such a mirror: the uid of the Pod in the file, by which the kubelet's events name it. */
  readonly staticUid?: string
  /** Made to have its node pull, and gone by now: who is spoken of is the node. */
  readonly standsForNode?: true
}

/** What a Pod says of the nodes it may come to, as far as it decides about their platform. */
export interface Scheduling {
  /** Such as `linux`; absent where the Pod takes any. */
  readonly operatingSystems?: readonly string[]
  /** Such as `arm64`; absent where the Pod takes any. */
  readonly architectures?: readonly string[]
  readonly tolerations: readonly Toleration[]
}

/** Where a file says something. */
export interface FilePlace {
  /** As the user named it, or the folder that it is in. */
  readonly file: string
  /** The first is 1. */
  readonly line: number
}

export interface Toleration {
  /** Absent for any. */
  readonly key?: string
  /** Absent for any (operator Exists). */
  readonly value?: string
  /** Absent for any. */
  readonly effect?: string
}

/** One image that a Pod pulls, and what its status says about it. */
export interface Container {
  /** The container's name; for an image volume, the volume's. */
  readonly name: string
  readonly kind: 'init' | 'sidecar' | 'regular' | 'ephemeral' | 'volume'
  readonly image: string
  readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never'
  readonly state: ContainerState
  /** `status.*.imageID`: present once the image has been on the node. */
  readonly imageID?: string
  /** Of a Pod that is not applied yet: where its manifest names the image, or else begins. */
  readonly place?: FilePlace
}

export type ContainerState =
  | {readonly kind: 'waiting'; readonly reason: string; readonly message?: string}
  | {readonly kind: 'running'; readonly startedAt?: string}
  | {readonly kind: 'terminated'; readonly reason?: string; readonly exitCode?: number}
  /** No status yet, or an image volume, which has none. */
  | {readonly kind: 'none'}

/** An Event about a Pod (core/v1). */
export interface PodEvent {
  readonly namespace: string
  readonly pod: string
  readonly podUid?: string
  /** The container that `involvedObject.fieldPath` names; the kubelet leaves it out for volumes and Secrets. */
  readonly container?: string
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  readonly count: number
  /** RFC 3339: `lastTimestamp`, `series.lastObservedTime`, `eventTime` or `creationTimestamp`, the first that is set. */
  readonly lastSeen?: string
}

export interface ServiceAccount {
  readonly namespace: string
  readonly name: string
  /** `imagePullSecrets`, copied into new Pods that name none of their own (ServiceAccount admission). */
  readonly pullSecretNames: readonly string[]
  /** `secrets`: has nothing to do with pulling, and is often taken for it. */
  readonly mountableSecretNames: readonly string[]
}

export interface Node {
  readonly name: string
  /** `status.nodeInfo.architecture`, such as `amd64`. */
  readonly architecture?: string
  readonly operatingSystem?: string
  /** Such as `containerd://2.3.0`. */
  readonly runtime?: string
  readonly kubelet?: string
  /** `spec.providerID`. */
  readonly providerID?: string
  /** Conditions that are True and should not be, such as `DiskPressure`. */
  readonly pressures: readonly string[]
}
