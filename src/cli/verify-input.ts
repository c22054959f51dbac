import type {VerifySubject} from '../app/verify-subject.ts'
import {shellWord} from '../cluster/resource.ts'
import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import type {PullSecret} from '../credentials/pull-secret.ts'
import {redactText} from '../credentials/redact-text.ts'
import {observed} from '../doctor/observed.ts'
import {parseReference} from '../reference/parse-reference.ts'
import {ExpectedError} from './expected-error.ts'
import {type LoginFlagValues, loginOf} from './login-flags.ts'
import {type ClusterFlagValues, openCluster} from './open-cluster.ts'

export interface VerifyFlagValues extends ClusterFlagValues, LoginFlagValues {
  readonly selector?: string | undefined
  readonly image?: string[] | undefined
  readonly anonymous: boolean
}

/** What `verify` is to verify, and its name for the reader. */
export interface VerifyInput {
  readonly subject: VerifySubject
  readonly scope: string
}

/** Secrets of the cluster with the Pods that pull with them, or a login from the flags, which needs no cluster. */
export async function readVerifyInput(
  flags: VerifyFlagValues,
  names: readonly string[],
  warn: (text: string) => void,
): Promise<VerifyInput> {
  for (const image of flags.image ?? []) checkImage(image)
  if (flags.anonymous) return withoutLogin(flags, names)
  if (flags.server !== undefined) {
    if (names.length > 0) throw new ExpectedError('a Secret and --server cannot be verified in one call')
    if (flags.selector !== undefined) throw new ExpectedError('--selector selects Pods of a Secret, and none is named')
    return fromFlags(flags, warn)
  }
  const stray = strayLoginFlag(flags)
  if (stray !== undefined) throw new ExpectedError(`--${stray} goes with --server, which is not given`)
  if (names.length > 0) return fromCluster(flags, names)
  throw new ExpectedError('nothing to verify is given', {
    nextSteps: ['Name a Secret, a login with --server and --username, or an image with --anonymous --image.'],
  })
}

/** Asks as nobody: what belongs to a login or to a cluster contradicts it. */
function withoutLogin(flags: VerifyFlagValues, names: readonly string[]): VerifyInput {
  if (names.length > 0) throw new ExpectedError('a Secret is a login, and --anonymous asks without one')
  const stray = flags.server === undefined ? strayLoginFlag(flags) : 'server'
  if (stray !== undefined) throw new ExpectedError(`--${stray} gives a login, and --anonymous asks without one`)
  if (flags.selector !== undefined) throw new ExpectedError('--selector selects Pods, and --anonymous asks no cluster')
  const images = flags.image ?? []
  const [only] = images
  if (only === undefined) {
    throw new ExpectedError('no image is given to ask for without a login', {nextSteps: ['Name it with --image.']})
  }
  const what = images.length === 1 ? `image "${redactText(only)}"` : `${images.length} images`
  return {subject: {kind: 'anonymous', takenAt: new Date().toISOString()}, scope: `${what} without a login`}
}

/** A flag of a login that is given although the logins are those of Secrets. */
function strayLoginFlag(flags: LoginFlagValues): string | undefined {
  if (flags.username !== undefined) return 'username'
  if (flags['password-stdin']) return 'password-stdin'
  return flags.password === undefined ? undefined : 'password'
}

function checkImage(image: string): void {
  const parsed = parseReference(image)
  if (parsed.kind === 'invalid')
    throw new ExpectedError(`image "${redactText(image)}" is not an image name: ${parsed.fault}`)
}

async function fromFlags(flags: VerifyFlagValues, warn: (text: string) => void): Promise<VerifyInput> {
  const {registry, entry} = await loginOf(flags, warn)
  const foreign = (flags.image ?? []).find((image) => registryOf(image) !== registry)
  if (foreign !== undefined) {
    throw new ExpectedError(`image "${foreign}" is not of registry ${registry}, so this login is not for it`)
  }
  const {username, password, key} = entry
  const credential = {username, password, source: {key}}
  return {
    subject: {kind: 'login', registry, credential, takenAt: new Date().toISOString()},
    scope: `login "${username}" at ${registry}`,
  }
}

function registryOf(image: string): string | undefined {
  const parsed = parseReference(image)
  return parsed.kind === 'invalid' ? undefined : parsed.reference.registry
}

async function fromCluster(flags: VerifyFlagValues, names: readonly string[]): Promise<VerifyInput> {
  const [{readSnapshot}, cluster] = await Promise.all([import('../cluster/read-snapshot.ts'), openCluster(flags)])
  try {
    const {namespace} = cluster
    const snapshot = await readSnapshot(cluster, {
      namespace,
      pullSecrets: names,
      ...(flags.selector === undefined ? {} : {labelSelector: flags.selector}),
    })
    const secrets = names.map((name) => secretNamed(snapshot, namespace, name))
    const label = names.map((name) => `"${name}"`).join(', ')
    const scope = `secret${names.length === 1 ? '' : 's'} ${label} in namespace "${namespace}"`
    return {subject: {kind: 'secrets', secrets, snapshot}, scope}
  } finally {
    cluster.close()
  }
}

function secretNamed({pullSecrets}: ClusterSnapshot, namespace: string, name: string): PullSecret {
  const secret = observed(pullSecrets, namespace, name)
  switch (secret.kind) {
    case 'value':
      if (secret.value !== undefined) return secret.value
      throw new ExpectedError(`secret "${name}" does not exist in namespace "${namespace}"`, {
        nextSteps: [`List what exists: kubectl get secrets -n ${shellWord(namespace)}`],
      })
    case 'forbidden':
      throw new ExpectedError(`this user may not read secret "${name}" in namespace "${namespace}"`, {
        nextSteps: [`Ask for the right; see whether you have it with: kubectl auth can-i ${secret.permission}`],
      })
    case 'failed':
      throw new ExpectedError(`secret "${name}" in namespace "${namespace}" cannot be read: ${secret.reason}`)
  }
}
