import {textField} from '../cluster/json-field.ts'
import type {Cluster} from '../cluster/kube-client.ts'
import {pullSecretTypes} from '../cluster/narrow-secret.ts'
import {listAll} from '../cluster/observe.ts'
import {type Resource, resources} from '../cluster/resource.ts'
import {workloadTypes} from '../cluster/workload-name.ts'
import type {CompletionWish, NameKind, Offer} from './completion-wish.ts'
import {connectQuietly, kubeconfigNames} from './open-cluster.ts'

/**
 * Names from where they are kept. Of the cluster only names are asked for (`PartialObjectMetadataList`), of Secrets too:
 * no data is sent. Throws what the cluster throws; who asks shows nothing of it.
 */
export async function namesOf(names: NameKind, {typed, flags}: CompletionWish): Promise<readonly Offer[]> {
  switch (names) {
    case 'cause':
      return causes()
    case 'provider':
      return (await import('../providers/catalogue.ts')).providers.map(({id, title}) => ({
        value: id,
        description: title,
      }))
    case 'context':
    case 'cluster':
    case 'user':
      return (await kubeconfigNames(flags.get('kubeconfig'), names)).map((value) => ({value}))
    case 'workload':
      return typed.includes('/') ? inCluster(flags, (cluster) => workloads(cluster, typed)) : types()
    case 'namespace':
      return inCluster(flags, (cluster) => listed(cluster, resources.namespaces))
    case 'node':
      return inCluster(flags, (cluster) => listed(cluster, resources.nodes))
    case 'service-account':
      return inCluster(flags, (cluster) => listed(cluster, resources.serviceAccounts))
    case 'binding-target':
      if (typed.includes('/')) return inCluster(flags, (cluster) => workloads(cluster, typed))
      return [...(await inCluster(flags, (cluster) => listed(cluster, resources.serviceAccounts))), ...types()]
    case 'pull-secret':
      return inCluster(flags, pullSecrets)
  }
}

async function causes(): Promise<readonly Offer[]> {
  const [{catalogue}, {diagnosisName}] = await Promise.all([
    import('../doctor/diagnoses/catalogue.ts'),
    import('../doctor/diagnosis.ts'),
  ])
  return catalogue.flatMap((diagnosis) => [
    {value: diagnosis.code, description: diagnosisName(diagnosis)},
    {value: diagnosis.cause, description: diagnosis.summary},
  ])
}

async function inCluster(
  flags: CompletionWish['flags'],
  read: (cluster: Cluster) => Promise<readonly Offer[]>,
): Promise<readonly Offer[]> {
  const cluster = await connectQuietly(flags)
  try {
    return await read(cluster)
  } finally {
    cluster.close()
  }
}

/** `deploy/`: the name follows. */
function types(): readonly Offer[] {
  return workloadTypes.map(({type, resource}) => ({value: `${type}/`, description: resource.kind}))
}

async function workloads(cluster: Cluster, typed: string): Promise<readonly Offer[]> {
  const type = typed.slice(0, typed.indexOf('/'))
  const resource = workloadTypes.find(({aliases}) => aliases.includes(type.toLowerCase()))?.resource
  if (resource === undefined) return []
  return (await listed(cluster, resource)).map(({value}) => ({value: `${type}/${value}`}))
}

async function pullSecrets(cluster: Cluster): Promise<readonly Offer[]> {
  const lists = pullSecretTypes.map((type) => listed(cluster, resources.secrets, `type=${type}`))
  return (await Promise.all(lists)).flat()
}

async function listed(cluster: Cluster, resource: Resource, fieldSelector?: string): Promise<readonly Offer[]> {
  const query = {
    resource,
    metadataOnly: true,
    ...(resource.isNamespaced && {namespace: cluster.namespace}),
    ...(fieldSelector !== undefined && {fieldSelector}),
  }
  const names = await listAll(cluster, query, (object) => textField(object, 'metadata', 'name'))
  return names.map((value) => ({value}))
}
