/** How the items of a list are told apart when two versions of an object are merged. */
export type ListKind =
  /** By these members (`x-kubernetes-list-type: map`), as far as an item has them. */
  | {readonly kind: 'map'; readonly keys: readonly [string, ...string[]]}
  /** By the value itself. */
  | {readonly kind: 'set'}
  /** Not at all: a change replaces the whole list. */
  | {readonly kind: 'atomic'}

const keysOfLists: Readonly<Record<string, readonly [string, ...string[]]>> = {
  addresses: ['type'],
  conditions: ['type'],
  containers: ['name'],
  env: ['name'],
  ephemeralContainers: ['name'],
  hostAliases: ['ip'],
  hostIPs: ['ip'],
  imagePullSecrets: ['name'],
  initContainers: ['name'],
  ownerReferences: ['uid'],
  podIPs: ['ip'],
  // Of a container, or of a Service; an item has one of the two.
  ports: ['containerPort', 'port', 'protocol'],
  secrets: ['name'],
  volumeDevices: ['devicePath'],
  volumeMounts: ['mountPath'],
  volumes: ['name'],
}

const wholes = new Set([
  'configMapKeyRef',
  'fieldRef',
  'involvedObject',
  'nodeSelector',
  'regarding',
  'resourceFieldRef',
  'roleRef',
  'secretKeyRef',
  'selector',
])

/**
 * By the list's field name, which in the kinds of this server never means two things; the keys are those of the
 * `+listMapKey` and `patchMergeKey` markers in k8s.io/api.
 */
export function listKind(field: string): ListKind {
  if (field === 'finalizers') return {kind: 'set'}
  const keys = keysOfLists[field]
  return keys === undefined ? {kind: 'atomic'} : {kind: 'map', keys}
}

/** Whether an object under this field name is owned and replaced as one (`x-kubernetes-map-type: atomic`). */
export function isWhole(field: string): boolean {
  return wholes.has(field)
}

/** Whether the items of this list are references, which have no fields of their own to own. */
export function holdsReferences(field: string): boolean {
  return field === 'imagePullSecrets' || field === 'secrets' || field === 'ownerReferences'
}

/** What a key member is where an item leaves it out. */
export function keyDefault(key: string): string | undefined {
  return key === 'protocol' ? 'TCP' : undefined
}
