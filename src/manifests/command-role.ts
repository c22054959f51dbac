import type {CommandRights, Right} from './right.ts'
import {namespaceLine} from './yaml-lines.ts'
import {yamlScalar} from './yaml-scalar.ts'

/** Who gets the rights, as a subject of RBAC names it. */
export type Subject =
  | {readonly kind: 'User' | 'Group'; readonly name: string}
  | {readonly kind: 'ServiceAccount'; readonly name: string; readonly namespace: string}

export interface CommandRoleOptions {
  readonly rights: CommandRights
  /** Of all objects. */
  readonly name: string
  /** The only namespace that is opened; absent for all of them. */
  readonly namespace: string | undefined
  readonly subjects: readonly Subject[]
}

/**
 * A Role with the least rights for a command, and a ClusterRole for what is in no namespace; for all namespaces one
 * ClusterRole. Bound to the subjects, if any are given.
 */
export function commandRole({rights, name, namespace, subjects}: CommandRoleOptions): string {
  const {inNamespace, inCluster} = rights
  const head = introduction(rights)
  if (namespace === undefined) return head + granted(undefined, name, [...inNamespace, ...inCluster], subjects)
  const wide = inCluster.length === 0 ? '' : `---\n${granted(undefined, name, inCluster, subjects)}`
  return head + granted(namespace, name, inNamespace, subjects) + wide
}

function introduction({command, flagOf, also}: CommandRights): string {
  const whole = flagOf === undefined ? `"kubectl imagecreds ${command}" asks` : `--${command} asks, besides ${flagOf},`
  return `# What ${whole} of the cluster, and nothing else.
# Take out what you do not use: the command says what it could not look at.
${also.map(({flag, command: other}) => `# With --${flag} it takes those of "generate role ${other}", too.\n`).join('')}`
}

function granted(
  namespace: string | undefined,
  name: string,
  rights: readonly Right[],
  subjects: readonly Subject[],
): string {
  const prefix = namespace === undefined ? 'Cluster' : ''
  const head = (kind: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ${prefix}${kind}
metadata:
  name: ${yamlScalar(name)}
${namespaceLine(namespace)}`
  const role = `${head('Role')}rules:\n${rights.map(rule).join('')}`
  if (subjects.length === 0) return role
  return `${role}---
${head('RoleBinding')}roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ${prefix}Role
  name: ${yamlScalar(name)}
subjects:
${subjects.map(subjectLines).join('')}`
}

function rule({group, resources, verbs, purpose}: Right): string {
  return `# ${purpose}
- apiGroups: [${JSON.stringify(group)}]
  resources: [${listed(resources)}]
  verbs: [${listed(verbs)}]
`
}

function subjectLines(subject: Subject): string {
  const name = `  name: ${JSON.stringify(subject.name)}\n`
  if (subject.kind === 'ServiceAccount') return `- kind: ServiceAccount\n${name}${namespaceLine(subject.namespace)}`
  return `- kind: ${subject.kind}\n  apiGroup: rbac.authorization.k8s.io\n${name}`
}

function listed(words: readonly string[]): string {
  return words.map((word) => JSON.stringify(word)).join(', ')
}
