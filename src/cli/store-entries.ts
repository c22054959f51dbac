import {storeSecret} from '../app/store-secret.ts'
import type {Cluster} from '../cluster/kube-client.ts'
import {loginManifest} from '../cluster/secret-manifest.ts'
import {ownerOf} from '../cluster/secret-owner.ts'
import {type NewEntry, writeDockerConfig} from '../credentials/write-docker-config.ts'
import {printable} from '../report/printable.ts'
import {type Attached, nothingAttached} from './create-attach-flags.ts'
import {type DryRun, dryRunSuffix} from './dry-run.ts'
import {ExpectedError} from './expected-error.ts'
import {objectText} from './object-text.ts'
import {type ClusterFlagValues, openCluster} from './open-cluster.ts'
import type {ObjectFormat} from './output-flag.ts'

export interface StoreFlagValues extends ClusterFlagValues {
  readonly 'dry-run': DryRun
  readonly update: boolean
  readonly 'append-hash': boolean
  readonly output: ObjectFormat
}

/** What became of a Secret. */
export interface Stored {
  readonly name: string
  readonly action: 'created' | 'configured' | 'unchanged'
  readonly object: object
}

/**
 * The cluster to store in, so that what is wrong with a kubeconfig is said before a password is asked for. A dry run on the
 * client asks none, unless what is there has to be kept.
 */
export async function openStore(
  flags: StoreFlagValues & {readonly asksCluster?: boolean},
): Promise<Cluster | undefined> {
  return flags['dry-run'] === 'client' && !flags.update && flags.asksCluster !== true ? undefined : openCluster(flags)
}

/** Stores logins in a Secret. */
export async function storeEntries(
  givenName: string,
  entries: readonly NewEntry[],
  flags: StoreFlagValues,
  cluster: Cluster | undefined,
): Promise<Stored> {
  const {namespace, update, 'append-hash': hasHash} = flags
  const name = hasHash ? await hashedName(givenName, entries) : givenName
  if (cluster === undefined) {
    const metadata = {name, ...(namespace === undefined ? {} : {namespace})}
    return {name, action: 'created', object: loginManifest(metadata, entries)}
  }
  const outcome = await storeSecret(cluster, {
    namespace: cluster.namespace,
    name,
    entries,
    isUpdate: update,
    hasHash,
    dryRun: flags['dry-run'],
  })
  if (outcome.kind === 'refused') throw new ExpectedError(outcome.message, {nextSteps: outcome.nextSteps})
  return {name, action: outcome.kind, object: outcome.object}
}

/** `NAME-HASH`, as `kubectl create secret docker-registry --append-hash` calls the Secret of these logins. */
export async function hashedName(name: string, entries: readonly NewEntry[]): Promise<string> {
  // What it hashes with takes 5 ms to load, which a call without a hash need not pay.
  const {secretHash} = await import('../credentials/secret-hash.ts')
  const data = {'.dockerconfigjson': writeDockerConfig(entries)}
  return `${name}-${secretHash({name, type: 'kubernetes.io/dockerconfigjson', data})}`
}

/** Of a Secret that was changed though a controller writes it: what becomes of that. */
export function ownerWarning({name, action, object}: Stored): string | undefined {
  const owner = ownerOf(object)
  if (action !== 'configured' || owner === undefined) return undefined
  return printable(`secret "${name}" is written by ${owner}, which may undo the change: make it there`)
}

/**
 * The object as kubectl prints it, or the line that kubectl says. What was stored for good is printed without its data:
 * the login is in there, and nobody has asked to see it; of a dry run the data is the point. Managed fields are left out
 * as kubectl does (`OmitManagedFieldsPrinter` in k8s.io/cli-runtime).
 */
export async function storedText(
  {name, action, object}: Stored,
  flags: StoreFlagValues,
  {lines, objects}: Attached = nothingAttached,
): Promise<string> {
  const dryRun = flags['dry-run']
  if (flags.output === 'text') return [`secret/${name} ${action}${dryRunSuffix(dryRun)}`, ...lines].join('\n')
  const shown = shownObject(object, dryRun)
  if (objects.length === 0) return objectText(shown, flags.output)
  return objectText({apiVersion: 'v1', kind: 'List', items: [shown, ...objects]}, flags.output)
}

/** The object without managed fields and, where it was stored for good, without its logins. */
export function shownObject(object: object, dryRun: DryRun): object {
  const shown = within(object, 'metadata', (metadata) => without(metadata, 'managedFields'))
  return dryRun === 'none' ? withoutLogins(shown) : shown
}

/** `kubectl apply` keeps what it was given, data included, in an annotation. */
function withoutLogins(object: object): object {
  return within(without(object, 'data'), 'metadata', (metadata) =>
    within(metadata, 'annotations', (annotations) =>
      without(annotations, 'kubectl.kubernetes.io/last-applied-configuration'),
    ),
  )
}

function within(object: object, member: string, change: (part: object) => object): object {
  return Object.fromEntries(
    Object.entries(object).map(([name, part]) => {
      return [name, name === member && typeof part === 'object' && part !== null ? change(part) : part]
    }),
  )
}

function without(object: object, member: string): object {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== member))
}
