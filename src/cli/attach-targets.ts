import type {BindTarget} from '../app/bind-secrets.ts'
import {textField} from '../cluster/json-field.ts'
import type {Cluster} from '../cluster/kube-client.ts'
import {listAll} from '../cluster/observe.ts'
import {resources} from '../cluster/resource.ts'
import {parseWorkloadName, workloadWords} from '../cluster/workload-name.ts'
import {ExpectedError} from './expected-error.ts'

export interface TargetFlagValues {
  readonly 'service-account'?: string[] | undefined
  readonly 'all-service-accounts': boolean
}

/** What a Secret is attached to or detached from, by flags and words. A workload that cannot be is found later. */
export async function readTargets(
  flags: TargetFlagValues,
  words: readonly string[],
  cluster: Cluster,
): Promise<readonly BindTarget[]> {
  const {namespace} = cluster
  const workloads = workloadWords(words).map((word) => ({...parseWorkloadName(word), namespace}))
  const named = (flags['service-account'] ?? []).map((name) => ({resource: resources.serviceAccounts, namespace, name}))
  const targets = [...named, ...(flags['all-service-accounts'] ? await allAccounts(cluster) : []), ...workloads]
  if (targets.length > 0) return targets
  throw new ExpectedError('no ServiceAccount and no workload is named', {
    nextSteps: ['Name a workload such as deploy/web, or --service-account NAME, or --all-service-accounts.'],
  })
}

/** Every ServiceAccount of the cluster's namespace. */
export async function allAccounts(cluster: Cluster): Promise<readonly BindTarget[]> {
  const {namespace} = cluster
  const resource = resources.serviceAccounts
  const names = await listAll(cluster, {resource, namespace, metadataOnly: true}, (account) =>
    textField(account, 'metadata', 'name'),
  )
  return names.map((name) => ({resource, namespace, name}))
}
