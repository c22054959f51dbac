import {textField} from '../cluster/json-field.ts'
import type {Cluster} from '../cluster/kube-client.ts'
import {pullSecretTypes} from '../cluster/narrow-secret.ts'
import {listAll} from '../cluster/observe.ts'
import {type Resource, resources} from '../cluster/resource.ts'
import {workloadTypes} from '../cluster/workload-name.ts'
import type {CompletionWish, NameKind, Offer} from './completion-wish.ts'
import {connectQuietly, kubeconfigNames} from './open-cluster.ts'

/** What can be told without asking anybody: the types of workloads, whose names follow a slash. */
export function knownNames(names: NameKind, {typed}: CompletionWish): readonly Offer[] {
  const takesType = names === 'workload' || names === 'binding-target'
  return takesType && !typed.includes('/') ? types() : []
}

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
    case 'role-command':
      return (await import('../manifests/command-rights.ts')).commandRights.map(({command}) => ({value: command}))
    // A name alone is a Pod's.
    case 'workload':
      return inCluster(flags, (cluster) => named(cluster, typed, resources.pods))
    case 'namespace':
      return inCluster(flags, (cluster) => listed(cluster, resources.namespaces))
    case 'node':
      return inCluster(flags, (cluster) => listed(cluster, resources.nodes))
    case 'service-account':
      return inCluster(flags, (cluster) => listed(cluster, resources.serviceAccounts))
    case 'service-account-of-namespace':
      return accountsOfNamespaces(flags, typed)
    case 'binding-target':
      return inCluster(flags, (cluster) => named(cluster, typed, resources.serviceAccounts))
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

/** Of the type that is typed, or of the kind that a name without a type is of. */
async function named(cluster: Cluster, typed: string, kind: Resource): Promise<readonly Offer[]> {
  if (!typed.includes('/')) return listed(cluster, kind)
  const type = typed.slice(0, typed.indexOf('/'))
  const resource = workloadTypes.find(({aliases}) => aliases.includes(type.toLowerCase()))?.resource
  if (resource === undefined) return []
  return (await listed(cluster, resource)).map(({value}) => ({value: `${type}/${value}`}))
}

/** `shop:`: the name follows. */
async function accountsOfNamespaces(flags: CompletionWish['flags'], typed: string): Promise<readonly Offer[]> {
  const [namespace = '', ...rest] = typed.split(':')
  if (rest.length === 0) {
    const namespaces = await inCluster(flags, (cluster) => listed(cluster, resources.namespaces))
    return namespaces.map(({value}) => ({value: `${value}:`}))
  }
  const there = new Map([...flags, ['namespace', namespace]])
  const accounts = await inCluster(there, (cluster) => listed(cluster, resources.serviceAccounts))
  return accounts.map(({value}) => ({value: `${namespace}:${value}`}))
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
