/** One resource of the API server, as its paths spell it. */
export interface Resource {
  /** Empty for the core group. */
  readonly group: string
  readonly version: string
  /** As in paths and in RBAC rules: `secrets`. */
  readonly plural: string
  readonly kind: string
  readonly isNamespaced: boolean
}

/** Where one object stands, or with no name, its whole collection; with no namespace, those of all namespaces. */
export interface ResourceAddress {
  readonly resource: Resource
  readonly namespace?: string
  readonly name?: string
}

/** The resources that are read or written here; each is in every Kubernetes from 1.21 on. */
export const resources = {
  namespaces: clusterWide('namespaces', 'Namespace'),
  nodes: clusterWide('nodes', 'Node'),
  pods: namespaced('', 'v1', 'pods', 'Pod'),
  events: namespaced('', 'v1', 'events', 'Event'),
  secrets: namespaced('', 'v1', 'secrets', 'Secret'),
  serviceAccounts: namespaced('', 'v1', 'serviceaccounts', 'ServiceAccount'),
  replicationControllers: namespaced('', 'v1', 'replicationcontrollers', 'ReplicationController'),
  deployments: namespaced('apps', 'v1', 'deployments', 'Deployment'),
  replicaSets: namespaced('apps', 'v1', 'replicasets', 'ReplicaSet'),
  statefulSets: namespaced('apps', 'v1', 'statefulsets', 'StatefulSet'),
  daemonSets: namespaced('apps', 'v1', 'daemonsets', 'DaemonSet'),
  jobs: namespaced('batch', 'v1', 'jobs', 'Job'),
  cronJobs: namespaced('batch', 'v1', 'cronjobs', 'CronJob'),
  selfSubjectAccessReviews: {
    group: 'authorization.k8s.io',
    version: 'v1',
    plural: 'selfsubjectaccessreviews',
    kind: 'SelfSubjectAccessReview',
    isNamespaced: false,
  },
} as const satisfies Readonly<Record<string, Resource>>

/** A name that a URL takes for a step up the path; no object has it (`IsValidPathSegmentName` in apimachinery). */
export function isPathStep(name: string): boolean {
  return name === '.' || name === '..'
}

/** The path of an address below the server's own (Kubernetes API concepts, "Resource URIs"). */
export function resourcePath({resource, namespace, name}: ResourceAddress): string {
  const root = resource.group === '' ? `/api/${resource.version}` : `/apis/${resource.group}/${resource.version}`
  const scope = resource.isNamespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : ''
  const object = name === undefined ? '' : `/${encodeURIComponent(name)}`
  return `${root}${scope}/${resource.plural}${object}`
}

/** What `kubectl auth can-i` takes to ask for the same: `get secrets/regcred -n shop`, `list deployments.apps -A`. */
export function permission(verb: string, {resource, namespace, name}: ResourceAddress): string {
  const type = resource.group === '' ? resource.plural : `${resource.plural}.${resource.group}`
  const object = name === undefined ? type : `${type}/${shellWord(name)}`
  if (!resource.isNamespaced) return `${verb} ${object}`
  return `${verb} ${object} ${namespace === undefined ? '-A' : `-n ${shellWord(namespace)}`}`
}

/** A name as a shell takes it. A Pod may name anything as a Secret, and the text is there to be pasted. */
export function shellWord(name: string): string {
  return /^[\w./:@-]+$/.test(name) ? name : `'${name.replaceAll("'", String.raw`'\''`)}'`
}

function namespaced(group: string, version: string, plural: string, kind: string): Resource {
  return {group, version, plural, kind, isNamespaced: true}
}

function clusterWide(plural: string, kind: string): Resource {
  return {group: '', version: 'v1', plural, kind, isNamespaced: false}
}
