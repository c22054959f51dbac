import type {StoredSecret} from './go-keyring.ts'

/** The state of one container and the events about it, as a kubelet reports them. */
export interface Reported {
  /** `state` of a container's status. */
  readonly state: object
  readonly events: readonly ReportedEvent[]
  /** Present once the image is on the node. */
  readonly imageID?: string
}

export interface ReportedEvent {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  /** Absent where the event is about the whole Pod, or an image volume. */
  readonly container?: string
}

/** One namespace, told in short. */
export interface World {
  readonly secrets?: Readonly<Record<string, StoredSecret>>
  /** The ServiceAccount `default`. */
  readonly account?: {readonly imagePullSecrets?: readonly string[]; readonly secrets?: readonly string[]}
  readonly pods: readonly PodSketch[]
}

export interface PodSketch {
  readonly name: string
  /** `spec.imagePullSecrets`. */
  readonly pullSecrets?: readonly string[]
  readonly containers: readonly ContainerSketch[]
  /** Events about the whole Pod. */
  readonly events?: readonly ReportedEvent[]
  /** Follows from the containers where absent. */
  readonly phase?: string
  /** Laid over what follows from the rest. */
  readonly metadata?: object
  readonly spec?: object
  readonly status?: object
}

export interface ContainerSketch {
  readonly name: string
  readonly image: string
  readonly kind?: 'init' | 'regular' | 'ephemeral'
  readonly policy?: string
  /** Absent where the container has no status yet. */
  readonly reported?: Reported
}

const namespace = 'shop'

/** All of it as `kubectl get namespaces,pods,serviceaccounts,secrets,events -o json` writes it, or the kinds that are kept. */
export function manifest(
  {secrets = {}, account = {}, pods}: World,
  isKept: (kind: string) => boolean = () => true,
): string {
  const items = [
    {apiVersion: 'v1', kind: 'Namespace', metadata: {name: namespace, creationTimestamp: at(0)}},
    ...pods.map(podObject),
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {name: 'default', namespace, creationTimestamp: at(0)},
      ...(account.imagePullSecrets && {imagePullSecrets: references(account.imagePullSecrets)}),
      ...(account.secrets && {secrets: references(account.secrets)}),
    },
    ...Object.entries({unrelated: {type: 'Opaque', data: {token: 'abc'}}, ...secrets}).map(secretObject),
    ...pods.flatMap(eventObjects),
  ]
  return JSON.stringify({apiVersion: 'v1', kind: 'List', items: items.filter(({kind}) => isKept(kind))})
}

function secretObject([name, {type, data}]: readonly [string, StoredSecret]) {
  const encoded = Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')])
  const metadata = {name, namespace, creationTimestamp: at(1)}
  return {apiVersion: 'v1', kind: 'Secret', metadata, type, data: Object.fromEntries(encoded)}
}

function podObject({name, pullSecrets = [], phase, metadata, spec, status, containers}: PodSketch) {
  const of = (kind: string) => containers.filter((each) => (each.kind ?? 'regular') === kind)
  const isUp = containers.every(({reported}) => reported?.imageID !== undefined)
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name, namespace, uid: `uid-${name}`, creationTimestamp: at(10), ...metadata},
    spec: {
      initContainers: of('init').map(containerSpec),
      containers: of('regular').map(containerSpec),
      ephemeralContainers: of('ephemeral').map(containerSpec),
      serviceAccountName: 'default',
      nodeName: 'node-1',
      ...(pullSecrets.length > 0 && {imagePullSecrets: references(pullSecrets)}),
      ...spec,
    },
    status: status ?? {
      phase: phase ?? (isUp ? 'Running' : 'Pending'),
      initContainerStatuses: of('init').flatMap(containerStatus),
      containerStatuses: of('regular').flatMap(containerStatus),
      ephemeralContainerStatuses: of('ephemeral').flatMap(containerStatus),
    },
  }
}

function containerSpec({name, image, policy = 'IfNotPresent'}: ContainerSketch): object {
  return {name, image, imagePullPolicy: policy}
}

function containerStatus({name, image, reported}: ContainerSketch): readonly object[] {
  if (reported === undefined) return []
  return [{name, image, imageID: reported.imageID ?? '', state: reported.state, restartCount: 0}]
}

function eventObjects({name, containers, events = []}: PodSketch) {
  const own = [...events, ...containers.flatMap(({reported}) => reported?.events ?? [])]
  return own.map(({container, ...event}, index) => {
    const list = containers.find((each) => each.name === container)?.kind === 'init' ? 'initContainers' : 'containers'
    const fieldPath = container === undefined ? {} : {fieldPath: `spec.${list}{${container}}`}
    return {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {name: `${name}.${index}`, namespace, resourceVersion: String(100 + index)},
      involvedObject: {kind: 'Pod', namespace, name, uid: `uid-${name}`, ...fieldPath},
      ...event,
      count: 1,
      firstTimestamp: at(20 + index),
      lastTimestamp: at(20 + index),
    }
  })
}

function references(names: readonly string[]): readonly {readonly name: string}[] {
  return names.map((name) => ({name}))
}

function at(seconds: number): string {
  return new Date(Date.UTC(2026, 10, 21, 12, 0, seconds)).toISOString().replace('.000', '')
}
