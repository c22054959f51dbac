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

/** Reads `deploy/web`, `deployments/web` or `deployment.apps/web`; a name alone is a Pod's, as with `kubectl logs`. */
export function parseWorkloadName(text: string): WorkloadName {
  const [, given = 'pod', name = ''] = /^(?:([^/]*)\/)?([^/]+)$/.exec(text) ?? []
  const type = given.toLowerCase()
  const found = workloads.find(([short, {kind, plural, group}]) =>
    [short, kind.toLowerCase(), plural].some(
      (alias) => type === alias || (group !== '' && type === `${alias}.${group}`),
    ),
  )
  if (name !== '' && found !== undefined) return {resource: found[1], name}
  throw new KubeError('invalid', `"${text}" names no Pod and no workload`, {
    nextSteps: [`Write TYPE/NAME with one of: ${workloads.map(([short]) => short).join(', ')}`],
  })
}
