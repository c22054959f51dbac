import {field, textField} from '../cluster/json-field.ts'
import type {KubeApi} from '../cluster/kube-api.ts'
import {KubeError, type KubeErrorKind} from '../cluster/kube-error.ts'
import {resources} from '../cluster/resource.ts'
import {loginManifest} from '../cluster/secret-manifest.ts'
import {applySecret} from './apply-secret.ts'
import {ensureNamespace} from './create-namespaces.ts'
import type {PlannedSecret} from './create-plan.ts'
import {type StoreOutcome, storeSecret, toObject} from './store-secret.ts'

export interface CreateOptions {
  /** Puts the logins into Secrets that exist, whoever wrote them; other registries in them are kept. */
  readonly isUpdate: boolean
  readonly createsNamespaces: boolean
  readonly dryRun: 'none' | 'client' | 'server'
}

/** What is to be stored in a namespace, all of it or nothing. */
export interface NamespaceRequest {
  readonly namespace: string
  readonly secrets: readonly PlannedSecret[]
}

export interface StoredSecret {
  readonly name: string
  readonly action: 'created' | 'configured' | 'unchanged'
  /** As the server answered it, the logins included. */
  readonly object: object
}

/** What became of one namespace. */
export type NamespaceOutcome = StoredIn | FailedIn

export interface StoredIn {
  readonly kind: 'stored'
  readonly namespace: string
  /** It was created for this. */
  readonly isNew: boolean
  readonly secrets: readonly StoredSecret[]
}

export interface FailedIn {
  readonly kind: 'failed'
  readonly namespace: string
  readonly isNew: boolean
  /** Nothing is stored there, or what is left is named here. */
  readonly message: string
  readonly nextSteps: readonly string[]
}

/** So many namespaces are written to at once. */
const atOnce = 8

/** After these nothing else can be asked of this API server either. */
const final: readonly KubeErrorKind[] = ['unreachable', 'unauthorized', 'not-an-api-server']

/**
 * Stores Secrets in several namespaces. What goes wrong in one is told and does not keep the others from being written; an
 * API server that is gone does.
 */
export async function createSecrets(
  api: KubeApi,
  requests: readonly NamespaceRequest[],
  options: CreateOptions,
): Promise<readonly NamespaceOutcome[]> {
  const outcomes = new Map<NamespaceRequest, NamespaceOutcome>()
  const work = requests.values()
  let end: KubeError | undefined
  const writer = async () => {
    for (const request of work) {
      try {
        outcomes.set(request, end === undefined ? await createIn(api, request, options) : failed(request, false, end))
      } catch (error) {
        if (!(error instanceof KubeError) || error.kind === 'interrupted') throw error
        if (final.includes(error.kind)) end = error
        outcomes.set(request, failed(request, false, error))
      }
    }
  }
  await Promise.all(Array.from({length: Math.min(atOnce, requests.length)}, writer))
  return requests.flatMap((request) => outcomes.get(request) ?? [])
}

async function createIn(api: KubeApi, request: NamespaceRequest, options: CreateOptions): Promise<NamespaceOutcome> {
  const {namespace} = request
  const {dryRun} = options
  const isNew = options.createsNamespaces && (await ensureNamespace(api, namespace, dryRun)) === 'created'
  // In a namespace that was created in words alone no server can try anything.
  if (isNew && dryRun !== 'none')
    return {kind: 'stored', namespace, isNew, secrets: request.secrets.map(foretold(namespace))}
  // Of several, what the server would refuse is known before the first is written.
  const isTried = dryRun === 'none' && request.secrets.length > 1
  const trial = isTried ? await storeAll(api, request, {...options, dryRun: 'server'}) : undefined
  const outcome = trial?.kind === 'failed' ? trial : await storeAll(api, request, options)
  return outcome.kind === 'failed' ? failed(request, isNew, outcome) : {...outcome, namespace, isNew}
}

type Stored =
  | {readonly kind: 'stored'; readonly secrets: readonly StoredSecret[]}
  | {readonly kind: 'failed'; readonly message: string; readonly nextSteps: readonly string[]}

interface Written {
  readonly name: string
  readonly outcome: Exclude<StoreOutcome, {kind: 'refused'}>
}

async function storeAll(api: KubeApi, {namespace, secrets}: NamespaceRequest, options: CreateOptions): Promise<Stored> {
  const {isUpdate, dryRun} = options
  const written: Written[] = []
  for (const {name, entries} of secrets) {
    const request = {namespace, name, entries, isUpdate, dryRun, hasHash: false}
    const outcome = await (isUpdate ? storeSecret(api, request) : applySecret(api, request)).catch(faultOf)
    if (outcome.kind === 'refused') {
      const left = dryRun === 'none' ? await undo(api, namespace, written) : []
      return {kind: 'failed', message: outcome.message + leftText(left), nextSteps: outcome.nextSteps}
    }
    written.push({name, outcome})
  }
  return {
    kind: 'stored',
    secrets: written.map(({name, outcome}) => ({name, action: outcome.kind, object: outcome.object})),
  }
}

/** A refusal of the API server, as one of ours. */
function faultOf(error: unknown): Extract<StoreOutcome, {kind: 'refused'}> {
  if (!(error instanceof KubeError) || error.kind === 'interrupted' || final.includes(error.kind)) throw error
  return {kind: 'refused', message: error.message, nextSteps: [...error.nextSteps, ...stepsAfter(error.kind)]}
}

function stepsAfter(kind: KubeErrorKind): readonly string[] {
  return kind === 'not-found' ? ['Add --create-namespace to have it created.'] : []
}

/** Takes back what was written, the last first. Returns what could not be. */
async function undo(api: KubeApi, namespace: string, written: readonly Written[]): Promise<readonly string[]> {
  const left: string[] = []
  for (const {name, outcome} of written.toReversed()) {
    try {
      await undoOne(api, namespace, {name, outcome})
    } catch (error) {
      if (!(error instanceof KubeError)) throw error
      left.push(name)
    }
  }
  return left
}

async function undoOne(api: KubeApi, namespace: string, {name, outcome}: Written): Promise<void> {
  const address = {resource: resources.secrets, namespace, name}
  if (outcome.kind === 'created') return api.delete(address)
  if (outcome.kind === 'unchanged' || outcome.before === undefined) return
  // Only if nobody has written it since.
  const resourceVersion = textField(outcome.object, 'metadata', 'resourceVersion')
  const metadata = {...toObject(field(outcome.before, 'metadata')), resourceVersion}
  await api.update(address, {...outcome.before, metadata})
}

function leftText(left: readonly string[]): string {
  return left.length === 0 ? '' : `; stored all the same: ${left.map((name) => `secret "${name}"`).join(', ')}`
}

function foretold(namespace: string) {
  return ({name, entries}: PlannedSecret): StoredSecret => {
    return {name, action: 'created', object: loginManifest({name, namespace}, entries)}
  }
}

function failed(
  {namespace}: NamespaceRequest,
  isNew: boolean,
  {message, nextSteps}: {readonly message: string; readonly nextSteps: readonly string[]},
): NamespaceOutcome {
  return {kind: 'failed', namespace, isNew, message, nextSteps}
}
