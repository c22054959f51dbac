import type {PullSecret} from '../credentials/pull-secret.ts'
import type {KubeApi} from './kube-api.ts'
import {KubeError} from './kube-error.ts'
import {narrowSecret, pullSecretTypes, type SecretReading} from './narrow-secret.ts'
import {narrowMeta} from './object-meta.ts'
import {objectKey, secretObservations, type Unread} from './observations.ts'
import {listAll, observe} from './observe.ts'
import {type ResourceAddress, resources} from './resource.ts'
import type {Observations, Observed} from './snapshot.ts'

/** So many Secrets are asked for at once, each by its name. */
const atOnce = 8
/** And so many in all: of more, a list tells which there are. */
const mostAsked = 32
/** Without the right to list any, they cannot be told apart by anything but asking. */
const mostAskedUnlisted = 256

/** The Secrets that have a registry type: two lists, since a field selector knows no "or". */
export async function listPullSecrets(
  api: KubeApi,
  namespace: string | undefined,
): Promise<Observed<readonly SecretReading[]>> {
  const address: ResourceAddress = {resource: resources.secrets, ...(namespace !== undefined && {namespace})}
  const listed = async () => {
    const readings: SecretReading[] = []
    for (const type of pullSecretTypes) {
      readings.push(...(await listAll(api, {...address, fieldSelector: `type=${type}`}, narrowSecret)))
    }
    return readings
  }
  return observe('list', address, listed())
}

/**
 * What was listed, and those of `named` (by `namespace/name`) that were not, each by a read of its own: a Secret of
 * another type, or one that the list was not allowed to show. Of these alone is then known which are missing. Where they
 * are many, most are missing in all likelihood, and one more list, of names alone, tells which are not. However many are
 * named, the requests are of a limited number; the first of `named` are asked for.
 */
export async function completePullSecrets(
  api: KubeApi,
  listed: Observed<readonly SecretReading[]>,
  named: ReadonlySet<string>,
  namespace?: string,
): Promise<Observations<PullSecret>> {
  const readings = listed.kind === 'value' ? [...listed.value] : []
  const known = new Set(readings.map((reading) => objectKey(reading.kind === 'read' ? reading.secret : reading)))
  const open = [...named].filter((key) => !known.has(key))
  const isListable = listed.kind === 'value'
  const others = isListable && open.length > mostAsked ? await listOtherSecrets(api, namespace) : undefined
  const present = others?.kind === 'value' ? open.filter((key) => others.value.has(key)) : open
  const asked = present.slice(0, isListable ? mostAsked : mostAskedUnlisted)
  const left: Unread = others === undefined || others.kind === 'value' ? notAsked(isListable) : others
  const unread = new Map(present.slice(asked.length).map((key): [string, Unread] => [key, left]))
  const work = asked.values()
  const reader = async () => {
    for (const key of work) {
      const reading = await readNamed(api, key)
      if (reading === undefined) continue
      if (reading.kind === 'forbidden' || reading.kind === 'failed') unread.set(key, reading)
      else readings.push(reading)
    }
  }
  await Promise.all(Array.from({length: Math.min(atOnce, asked.length)}, reader))
  return secretObservations(readings, unread, listed.kind === 'value' ? undefined : listed)
}

function notAsked(isListable: boolean): Unread {
  const reason = isListable
    ? `it is of no registry type, and ${mostAsked} such were read already`
    : `Secrets are asked for one by one where they cannot be listed, and ${mostAskedUnlisted} were already`
  return {kind: 'failed', reason}
}

/** The keys of all Secrets that have no registry type. Their data, which may be a megabyte each, is not sent. */
function listOtherSecrets(api: KubeApi, namespace: string | undefined): Promise<Observed<ReadonlySet<string>>> {
  const address: ResourceAddress = {resource: resources.secrets, ...(namespace !== undefined && {namespace})}
  const fieldSelector = pullSecretTypes.map((type) => `type!=${type}`).join(',')
  const names = listAll(api, {...address, fieldSelector, metadataOnly: true}, (secret) => {
    const meta = narrowMeta(secret)
    return meta && objectKey(meta)
  })
  return observe(
    'list',
    address,
    names.then((keys) => new Set(keys)),
  )
}

/** `undefined` for a Secret that does not exist. */
async function readNamed(api: KubeApi, key: string): Promise<SecretReading | Unread | undefined> {
  const [namespace = '', ...name] = key.split('/')
  const address: ResourceAddress = {resource: resources.secrets, namespace, name: name.join('/')}
  const observed = await observe('get', address, api.get(address).catch(nothingIfMissing))
  return observed.kind === 'value' ? narrowSecret(observed.value) : observed
}

function nothingIfMissing(error: unknown): undefined {
  if (!(error instanceof KubeError) || error.kind !== 'not-found') throw error
}
