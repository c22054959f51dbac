import {getNamed, type NamedAddress} from '../cluster/get-named.ts'
import type {KubeApi} from '../cluster/kube-api.ts'
import {KubeError} from '../cluster/kube-error.ts'
import {bindingPatch, bindingPlace, boundSecrets, serviceAccountOf} from '../cluster/pull-secret-binding.ts'

/** A ServiceAccount or workload of a namespace. */
export type BindTarget = NamedAddress

export interface BindRequest {
  readonly secrets: readonly string[]
  readonly action: 'attach' | 'detach'
  /** `client`: what is there is read and nothing is sent. `server`: the server goes through it and stores nothing. */
  readonly dryRun: 'none' | 'client' | 'server'
}

/** What became of one target. */
export type Binding =
  | {
      readonly kind: 'patched' | 'unchanged'
      readonly target: BindTarget
      readonly before: readonly string[]
      readonly after: readonly string[]
      /** Of a workload: the ServiceAccount of its Pods. */
      readonly serviceAccount?: string
      /** The merge patch that makes it so, without the version that was read: fit for `kubectl patch --type merge`. */
      readonly patch: object
    }
  /** The API server takes no change there. */
  | {readonly kind: 'fixed'; readonly target: BindTarget}

const mostConflicts = 4

/**
 * Puts Secrets into the list of pull secrets of each target, or takes them out, by one patch each. The names that are there
 * stay, in their order, and none comes twice. Where one of the targets cannot be changed, nothing is, and only such are
 * returned. Throws a `KubeError` for a target that is missing or may not be read or written.
 */
export async function bindSecrets(
  api: KubeApi,
  targets: readonly BindTarget[],
  request: BindRequest,
): Promise<readonly Binding[]> {
  const fixed = targets.filter(({resource}) => bindingPlace(resource).kind === 'fixed')
  if (fixed.length > 0) return fixed.map((target) => ({kind: 'fixed', target}))
  const bindings: Binding[] = []
  // One after the other, so that it is known what was done before one fails.
  for (const target of targets) bindings.push(await bindOne(api, target, request))
  return bindings
}

async function bindOne(api: KubeApi, target: BindTarget, request: BindRequest): Promise<Binding> {
  const place = bindingPlace(target.resource)
  if (place.kind === 'fixed') return {kind: 'fixed', target}
  for (let attempt = 1; ; attempt += 1) {
    const object = await getNamed(api, target)
    const before = boundSecrets(object, place.path)
    const after = changed(before, request)
    const {versioned, plain} = bindingPatch(object, place.path, after)
    const serviceAccount = serviceAccountOf(object, place.path)
    const binding = {target, before, after, patch: plain, ...(serviceAccount !== undefined && {serviceAccount})}
    if (after === before) return {kind: 'unchanged', ...binding}
    if (request.dryRun === 'client' || (await sent(api, target, versioned, request, attempt))) {
      return {kind: 'patched', ...binding}
    }
  }
}

/** False where somebody else has changed the object since it was read, so that it has to be read again. */
async function sent(
  api: KubeApi,
  target: BindTarget,
  body: object,
  {dryRun}: BindRequest,
  attempt: number,
): Promise<boolean> {
  const {resource, namespace, name} = target
  try {
    await api.patch({resource, namespace, name}, {kind: 'merge', body}, {dryRun: dryRun === 'server'})
    return true
  } catch (error) {
    if (error instanceof KubeError && error.kind === 'conflict' && attempt < mostConflicts) return false
    throw error
  }
}

/** The very list that was given where nothing is to be done. */
function changed(before: readonly string[], {secrets, action}: BindRequest): readonly string[] {
  const isDone = (name: string) => before.includes(name) === (action === 'attach')
  if (secrets.every(isDone)) return before
  return action === 'attach' ? [...new Set([...before, ...secrets])] : before.filter((name) => !secrets.includes(name))
}
