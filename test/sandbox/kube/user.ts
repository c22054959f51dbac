import type {JsonObject} from './json.ts'

/**
 * Who may call the server. Rights come from RBAC objects; `rules` is the short way to a ClusterRole and its binding.
 */
export interface SandboxUser {
  readonly name: string
  readonly groups?: readonly string[]
  /** The bearer token. Default: `NAME-token`. */
  readonly token?: string
  /** What the user may do in all namespaces, as `rules` of a ClusterRole. */
  readonly rules?: readonly PolicyRule[]
}

/** One rule of a Role (rbac/v1 PolicyRule); `*` stands for all. */
export interface PolicyRule extends JsonObject {
  readonly verbs: readonly string[]
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly nonResourceURLs?: readonly string[]
}

/** Who a request turned out to be from (user.Info in apiserver). */
export interface UserInfo {
  readonly name: string
  readonly groups: readonly string[]
  readonly extra?: Readonly<Record<string, readonly string[]>>
}

export const anonymous: UserInfo = {name: 'system:anonymous', groups: ['system:unauthenticated']}

/** A user with the groups that every known user has, and those of a service account if it is one. */
export function authenticated(name: string, groups: readonly string[] = []): UserInfo {
  const [system, kind, namespace, ...account] = name.split(':')
  const isAccount = system === 'system' && kind === 'serviceaccount' && account.length === 1
  const own = isAccount ? ['system:serviceaccounts', `system:serviceaccounts:${namespace}`] : []
  return {name, groups: [...new Set([...groups, ...own, 'system:authenticated'])]}
}

const readVerbs = ['get', 'list', 'watch']

/**
 * The users of a server that was given no others: `admin` may do everything, `reader` may read everything, `viewer`
 * reads what concerns Pods but no Secrets and no Nodes, `nobody` is known and may do nothing.
 */
export const defaultUsers: readonly SandboxUser[] = [
  {name: 'admin', groups: ['system:masters']},
  {name: 'reader', rules: [{verbs: readVerbs, apiGroups: ['*'], resources: ['*']}]},
  {
    name: 'viewer',
    rules: [
      {verbs: readVerbs, apiGroups: [''], resources: ['pods', 'events', 'serviceaccounts', 'namespaces']},
      {verbs: readVerbs, apiGroups: ['events.k8s.io'], resources: ['events']},
      {verbs: ['get', 'list'], apiGroups: ['apps'], resources: ['deployments', 'replicasets']},
    ],
  },
  {name: 'nobody'},
]
