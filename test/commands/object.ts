import type {JsonObject} from '../sandbox/kube/json.ts'

/** A login as docker configs write it. */
export interface Entry {
  readonly username?: string
  readonly password?: string
  readonly auth?: string
  readonly [member: string]: string | undefined
}

export interface SecretOptions {
  readonly namespace?: string
  readonly type?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly isImmutable?: boolean
  readonly owner?: {readonly apiVersion: string; readonly kind: string; readonly name: string}
}

/** A pull secret in namespace `shop`: a docker config with these entries, or with these bytes. */
export function aPullSecret(
  name: string,
  config: Readonly<Record<string, Entry>> | string,
  options: SecretOptions = {},
): JsonObject {
  const text = typeof config === 'string' ? config : JSON.stringify({auths: config})
  return aSecret(name, {'.dockerconfigjson': text}, {type: 'kubernetes.io/dockerconfigjson', ...options})
}

export function aSecret(name: string, data: Readonly<Record<string, string>>, options: SecretOptions = {}): JsonObject {
  const {namespace = 'shop', type = 'Opaque', labels, annotations, isImmutable, owner} = options
  const bytes = Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')])
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace,
      ...(labels === undefined ? {} : {labels}),
      ...(annotations === undefined ? {} : {annotations}),
      ...(owner === undefined ? {} : {ownerReferences: [{...owner, uid: 'a0e1', controller: true}]}),
    },
    type,
    data: Object.fromEntries(bytes),
    ...(isImmutable === undefined ? {} : {immutable: isImmutable}),
  }
}

/** `user` and `password` as `docker login` writes them. */
export function aLogin(username: string, password: string): Entry {
  return {auth: Buffer.from(`${username}:${password}`).toString('base64')}
}

export function aNamespace(name: string, labels: Readonly<Record<string, string>> = {}): JsonObject {
  return {apiVersion: 'v1', kind: 'Namespace', metadata: {name, labels}}
}

export interface PodOptions {
  readonly image: string
  readonly pullSecrets?: readonly string[]
  readonly namespace?: string
  /** What the kubelet says; a Pod without it runs. */
  readonly waiting?: {readonly reason: string; readonly message: string}
  readonly labels?: Readonly<Record<string, string>>
}

/** A Pod in namespace `shop` with one container, `app`, as a kubelet leaves it. */
export function aPod(name: string, options: PodOptions): JsonObject {
  const {image, pullSecrets = [], namespace = 'shop', waiting, labels} = options
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name, namespace, ...(labels === undefined ? {} : {labels})},
    spec: {
      nodeName: 'node-1',
      serviceAccountName: 'default',
      imagePullSecrets: pullSecrets.map((secret) => ({name: secret})),
      containers: [{name: 'app', image, imagePullPolicy: 'IfNotPresent'}],
    },
    status: {
      phase: waiting === undefined ? 'Running' : 'Pending',
      containerStatuses: [
        {
          name: 'app',
          image,
          imageID: '',
          ready: waiting === undefined,
          restartCount: 0,
          state: waiting === undefined ? {running: {startedAt: '2026-11-21T20:00:00Z'}} : {waiting},
        },
      ],
    },
  }
}
