import {parseReference} from '../../src/reference/parse-reference.ts'
import {repositoryName} from '../../src/reference/reference.ts'
import type {Reported, ReportedEvent} from './cluster.ts'
import {goKeyring, type Login, type StoredSecret} from './go-keyring.ts'
import {type Answer, type CriError, criError, isOld, type Runtime} from './runtime.ts'

/** How a registry answers somebody who asks for an image; `undefined` is nobody. */
export type Registry = (login: Login | undefined) => Answer | 'pulled'

export interface Pulling {
  readonly container: string
  readonly image: string
  readonly secrets?: readonly StoredSecret[]
  readonly registry: Registry
}

/**
 * What becomes of one container (`EnsureImageExists` in image_manager.go, `PullImage` in kuberuntime_image.go): each login
 * of the keyring is tried until one is let in. Runtimes of old come with a kubelet of old.
 */
export function pull(runtime: Runtime, {container, image, secrets = [], registry}: Pulling): Reported {
  const parsed = parseReference(image)
  if (parsed.kind === 'invalid') return unreadableName(container, image, parsed.fault)
  const {reference} = parsed
  const keyring = goKeyring(secrets, repositoryName(reference))
  if ('fault' in keyring) return unreadableSecret(runtime, container, image, keyring.fault)
  const asked = {...reference, identifier: reference.digest ?? reference.tag ?? 'latest'}
  const errors: CriError[] = []
  for (const login of keyring.logins.length === 0 ? [undefined] : keyring.logins) {
    // To the runtimes, half a login is none.
    const shown = login?.username === '' || login?.password === '' ? undefined : login
    const answer = registry(shown)
    if (answer === 'pulled') return running(container, image)
    errors.push(criError(runtime, asked, answer, shown !== undefined))
  }
  return backingOff(runtime, container, image, errors)
}

/** A pull that failed some seconds ago. Equal errors come once, several in brackets (`utilerrors.NewAggregate`). */
export function backingOff(runtime: Runtime, container: string, image: string, errors: readonly CriError[]): Reported {
  const texts = [...new Set(errors.map((error) => grpcText(runtime, error)))]
  const text = texts.length === 1 ? texts.join() : `[${texts.join(', ')}]`
  const reason = errors[0]?.reason
  const message = `Back-off pulling image "${image}"${isOld(runtime) ? '' : `: ${reason ?? 'ErrImagePull'}: ${text}`}`
  return waiting(container, 'ImagePullBackOff', message, [
    {type: 'Normal', reason: 'Pulling', message: `Pulling image "${image}"`},
    {
      type: 'Warning',
      reason: 'Failed',
      message: `Failed to pull image "${image}": ${reason === undefined ? '' : `${reason}: `}${text}`,
    },
    {type: 'Warning', reason: 'Failed', message: `Error: ${reason ?? 'ErrImagePull'}`},
    {type: 'Normal', reason: 'BackOff', message},
    {type: 'Warning', reason: 'Failed', message: 'Error: ImagePullBackOff'},
  ])
}

function grpcText(runtime: Runtime, {code, text}: CriError): string {
  return code === 'Unknown' && !isOld(runtime) ? text : `rpc error: code = ${code} desc = ${text}`
}

function unreadableName(container: string, image: string, fault: string): Reported {
  const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": ${fault}`
  return waiting(container, 'InvalidImageName', message, [
    {type: 'Warning', reason: 'InspectFailed', message},
    {type: 'Warning', reason: 'Failed', message: 'Error: InvalidImageName'},
  ])
}

function unreadableSecret(runtime: Runtime, container: string, image: string, fault: string): Reported {
  if (!isOld(runtime)) {
    return waiting(container, fault, fault, [{type: 'Warning', reason: 'Failed', message: `Error: ${fault}`}])
  }
  return waiting(container, 'ErrImagePull', fault, [
    {type: 'Normal', reason: 'Pulling', message: `Pulling image "${image}"`},
    {type: 'Warning', reason: 'Failed', message: `Failed to pull image "${image}": ${fault}`},
    {type: 'Warning', reason: 'Failed', message: 'Error: ErrImagePull'},
  ])
}

/** A container that waits, with the events about it. */
export function waiting(
  container: string,
  reason: string,
  message: string,
  events: readonly ReportedEvent[] = [],
): Reported {
  return {
    state: {waiting: {reason, ...(message !== '' && {message})}},
    events: events.map((event) => ({...event, container})),
  }
}

/** A container whose image was pulled and that runs. */
export function running(container: string, image: string): Reported {
  const events = [
    ['Pulling', `Pulling image "${image}"`],
    ['Pulled', `Successfully pulled image "${image}" in 1.2s (1.2s including waiting). Image size: 304007 bytes.`],
    ['Created', 'Container created'],
    ['Started', 'Container started'],
  ] as const
  return {
    state: {running: {startedAt: '2026-11-21T12:01:00Z'}},
    imageID: `${image}@sha256:${'0f'.repeat(32)}`,
    events: events.map(([reason, message]) => ({type: 'Normal', reason, message, container})),
  }
}

/** What the kubelet says of pull secrets that it does not find (`getPullSecretsForPod`). */
export function missingSecrets(names: readonly string[]): readonly ReportedEvent[] {
  if (names.length === 0) return []
  const message = `Unable to retrieve some image pull secrets (${names.join(', ')}); attempting to pull the image may not succeed.`
  return [{type: 'Warning', reason: 'FailedToRetrieveImagePullSecret', message}]
}
