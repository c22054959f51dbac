import {field, namesField} from '../cluster/json-field.ts'
import type {KubeApi} from '../cluster/kube-api.ts'
import {KubeError} from '../cluster/kube-error.ts'
import {narrowPod} from '../cluster/narrow-pod.ts'
import {isPullSecretType} from '../cluster/narrow-secret.ts'
import {listAll, observe} from '../cluster/observe.ts'
import {type Resource, resources} from '../cluster/resource.ts'
import type {Observed, Pod} from '../cluster/snapshot.ts'
import {type LackingPods, lackingPods} from '../doctor/lacking-pods.ts'
import {type Binding, type BindRequest, type BindTarget, bindSecrets} from './bind-secrets.ts'

export interface AttachRequest extends BindRequest {
  readonly namespace: string
  readonly targets: readonly BindTarget[]
  /** Restarts the workloads whose Pods were made without one of the Secrets. */
  readonly restarts: boolean
}

export interface AttachOutcome {
  readonly bindings: readonly Binding[]
  /** By ServiceAccount: who was made before and lacks one of the Secrets. Not read for a detachment. */
  readonly lacking: Observed<readonly LackingPods[]>
  /** Of `lacking`, what was restarted. */
  readonly restarted: readonly string[]
  /** Workloads that get a list of their own now, and the pull secrets of their ServiceAccount that this keeps out. */
  readonly overriding: readonly Overriding[]
}

export interface Overriding {
  readonly target: BindTarget
  readonly serviceAccount: string
  readonly keptOut: readonly string[]
}

const restartedAt = 'kubectl.kubernetes.io/restartedAt'

/**
 * Attaches Secrets or detaches them. A workload makes new Pods by itself when its template changes; a ServiceAccount gives
 * its list only to new Pods, so that those it has stay without.
 */
export async function attachSecrets(api: KubeApi, request: AttachRequest): Promise<AttachOutcome> {
  const bindings = await bindSecrets(api, request.targets, request)
  if (request.action === 'detach') return {bindings, lacking: {kind: 'value', value: []}, restarted: [], overriding: []}
  const lacking = await readLacking(api, request, bindings)
  const isToRestart = request.restarts && request.dryRun === 'none' && lacking.kind === 'value'
  const restarted = isToRestart ? await restartAll(api, request.namespace, lacking.value) : []
  return {bindings, lacking, restarted, overriding: await readOverriding(api, bindings)}
}

/** A list in the Pod template keeps all of the ServiceAccount's out (ServiceAccount admission); one that is new does so now. */
async function readOverriding(api: KubeApi, bindings: readonly Binding[]): Promise<readonly Overriding[]> {
  const found = bindings.map(async (binding) => {
    if (binding.kind !== 'patched' || binding.serviceAccount === undefined || binding.before.length > 0) return []
    const {target, serviceAccount, after} = binding
    const address = {resource: resources.serviceAccounts, namespace: target.namespace, name: serviceAccount}
    const account = await observe('get', address, api.get(address))
    const names = account.kind === 'value' ? namesField(account.value, 'imagePullSecrets') : []
    const keptOut = names.filter((name) => !after.includes(name))
    return keptOut.length === 0 ? [] : [{target, serviceAccount, keptOut}]
  })
  return (await Promise.all(found)).flat()
}

/** What speaks against this Secret as a pull secret; nothing where it may not be read, or where all is well. */
export async function secretDoubt(api: KubeApi, namespace: string, name: string): Promise<string | undefined> {
  try {
    const type = field(await api.get({resource: resources.secrets, namespace, name}), 'type')
    if (isPullSecretType(type)) return undefined
    return `secret "${name}" is of type "${String(type)}", which the kubelet ignores for pulling`
  } catch (error) {
    if (!(error instanceof KubeError)) throw error
    return error.kind === 'not-found' ? `secret "${name}" does not exist in namespace "${namespace}"` : undefined
  }
}

async function readLacking(
  api: KubeApi,
  {namespace, secrets}: AttachRequest,
  bindings: readonly Binding[],
): Promise<Observed<readonly LackingPods[]>> {
  const accounts = bindings.flatMap((binding) => {
    return binding.kind !== 'fixed' && binding.target.resource === resources.serviceAccounts ? [binding] : []
  })
  if (accounts.length === 0) return {kind: 'value', value: []}
  const address = {resource: resources.pods, namespace}
  const pods: Observed<readonly Pod[]> = await observe('list', address, listAll(api, address, narrowPod))
  if (pods.kind !== 'value') return pods
  const lacking = accounts.flatMap(({target, before}) => lackingPods(pods.value, target.name, secrets, before))
  return {kind: 'value', value: lacking}
}

async function restartAll(
  api: KubeApi,
  namespace: string,
  lacking: readonly LackingPods[],
): Promise<readonly string[]> {
  const owners = [...new Set(lacking.filter(({remedy}) => remedy === 'restart').map(({owner}) => owner))]
  const annotations = {[restartedAt]: new Date().toISOString()}
  const body = {spec: {template: {metadata: {annotations}}}}
  for (const owner of owners) {
    const [kind = '', name = ''] = owner.split('/')
    await api.patch({resource: restartable(kind), namespace, name}, {kind: 'merge', body})
  }
  return owners
}

function restartable(kind: string): Resource {
  const found = [resources.deployments, resources.statefulSets, resources.daemonSets].find(
    (resource) => resource.kind.toLowerCase() === kind,
  )
  if (found === undefined) throw new Error(`a ${kind} cannot be restarted`)
  return found
}
