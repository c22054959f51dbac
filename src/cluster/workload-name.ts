import {KubeError} from './kube-error.ts'
import {type Resource, resources} from './resource.ts'

/** A Pod or a workload as a person names it on the command line. */
export interface WorkloadName {
  readonly resource: Resource
  readonly name: string
}

/** The workloads, each with the short name that kubectl knows beside singular and plural. */
const workloads: readonly (readonly [string, Resource])[] = [
  ['po', resources.pods],
  ['deploy', resources.deployments],
  ['rs', resources.replicaSets],
  ['sts', resources.statefulSets],
  ['ds', resources.daemonSets],
  ['rc', resources.replicationControllers],
  ['job', resources.jobs],
  ['cj', resources.cronJobs],
]

/** What a workload's type may be called, the shortest first. */
export const workloadTypes = workloads.map(([type, resource]) => {
  const names = [type, resource.kind.toLowerCase(), resource.plural]
  const inGroup = resource.group === '' ? [] : names.map((name) => `${name}.${resource.group}`)
  return {type, resource, aliases: [...names, ...inGroup]}
})

/** `deploy web api` as `kubectl get` takes it, in the form of `deploy/web deploy/api`; other words stay. */
export function workloadWords(words: readonly string[]): readonly string[] {
  const [type = '', ...names] = words
  const isType = workloadTypes.some(({aliases}) => aliases.includes(type.toLowerCase()))
  if (!isType || names.length === 0 || names.some((name) => name.includes('/'))) return words
  return names.map((name) => `${type}/${name}`)
}

/** Reads `deploy/web`, `deployments/web` or `deployment.apps/web`; a name alone is a Pod's, as with `kubectl logs`. */
export function parseWorkloadName(text: string): WorkloadName {
  const [, given = 'pod', name = ''] = /^(?:([^/]*)\/)?([^/]+)$/.exec(text) ?? []
  const type = given.toLowerCase()
  const found = workloadTypes.find(({aliases}) => aliases.includes(type))
  if (name !== '' && found !== undefined) return {resource: found.resource, name}
  throw new KubeError('invalid', `"${text}" names neither a Pod nor a workload`, {
    nextSteps: [`Write TYPE/NAME with one of: ${workloadTypes.map((each) => each.type).join(', ')}`],
  })
}
