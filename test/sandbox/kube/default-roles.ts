import type {JsonObject} from './json.ts'
import type {PolicyRule, SandboxUser} from './user.ts'

/**
 * The part of a server's own RBAC objects that every user lives by (bootstrappolicy): who may discover, and ask about
 * itself.
 */
export function bootstrapRoles(): readonly JsonObject[] {
  const discovery = ['/healthz', '/livez', '/readyz', '/version', '/version/']
  const all = ['/api', '/api/*', '/apis', '/apis/*', '/healthz', '/livez', '/openapi', '/openapi/*', '/readyz']
  return [
    ...grantToAll('system:basic-user', [
      {
        verbs: ['create'],
        apiGroups: ['authorization.k8s.io'],
        resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
      },
      {verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews']},
    ]),
    ...grantToAll('system:discovery', [{verbs: ['get'], nonResourceURLs: [...all, '/version', '/version/']}]),
    ...grantToAll('system:public-info-viewer', [{verbs: ['get'], nonResourceURLs: discovery}], true),
    ...grantToAll('system:service-account-issuer-discovery', [
      {verbs: ['get'], nonResourceURLs: ['/.well-known', '/.well-known/*']},
    ]),
  ]
}

/** The ClusterRole that a user's `rules` stand for, bound to that user; nothing where it has none. */
export function rolesOf(user: SandboxUser): readonly JsonObject[] {
  return user.rules === undefined ? [] : grant(user.name, user.rules, [{kind: 'User', name: user.name}])
}

function grantToAll(name: string, rules: readonly PolicyRule[], strangersToo = false): readonly JsonObject[] {
  const groups = strangersToo ? ['system:authenticated', 'system:unauthenticated'] : ['system:authenticated']
  return grant(
    name,
    rules,
    groups.map((group) => ({kind: 'Group', name: group})),
  )
}

function grant(name: string, rules: readonly PolicyRule[], subjects: readonly JsonObject[]): readonly JsonObject[] {
  const apiGroup = 'rbac.authorization.k8s.io'
  const apiVersion = `${apiGroup}/v1`
  return [
    {apiVersion, kind: 'ClusterRole', metadata: {name}, rules},
    {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: {name},
      subjects: subjects.map((subject) => ({...subject, apiGroup})),
      roleRef: {apiGroup, kind: 'ClusterRole', name},
    },
  ]
}
