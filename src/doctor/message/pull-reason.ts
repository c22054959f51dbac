import {errorChain} from './error-chain.ts'

/** The kubelet's reasons that only a pull has (`pkg/kubelet/images/types.go`, cri-api `pkg/errors`). */
const waitingReasons: ReadonlySet<string> = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ImageInspectError',
  'InvalidImageName',
  'ErrImageNeverPull',
  'RegistryUnavailable',
  'SignatureValidationFailed',
])

/** Event reasons that only a pull has (`pkg/kubelet/events/event.go`). */
const eventReasons: ReadonlySet<string> = new Set([
  'InspectFailed',
  'ErrImageNeverPull',
  'FailedToRetrieveImagePullSecret',
])

/** Do these words of the kubelet speak of a pull that fails? */
export function isAboutPulling(reason: string, message: string): boolean {
  const name = reason.replace(/^Init:/, '')
  if (waitingReasons.has(name) || eventReasons.has(name)) return true
  if (/^(?:Failed to (?:pull|inspect) image|Back-off pulling image|Failed to apply default image tag) "/.test(message))
    return true
  if (/^Container image ".*" is not present with pull policy of Never/.test(message)) return true
  if (name === 'Failed') return namesPullError(message.replace(/^Error: /, ''))
  if (name === 'FailedCreatePodSandBox')
    return /(?:failed to get sandbox image|failed pulling image|unable to pull (?:sandbox )?image|failed to inspect sandbox image|initializing source docker:\/\/)/.test(
      message,
    )
  if (/with (?:ErrImagePull|ImagePullBackOff|ImageInspectError|InvalidImageName|ErrImageNeverPull): "/.test(message))
    return true
  return !isReason(name) && isKeyringError(name)
}

/** `Error: ErrImagePull`: the event that follows the one with the cause. */
function namesPullError(error: string): boolean {
  return waitingReasons.has(error.trim()) || isKeyringError(error)
}

/** CamelCase, as API conventions ask of a reason; the kubelet breaks this where the keyring does not parse. */
function isReason(reason: string): boolean {
  return /^[A-Za-z]*$/.test(reason)
}

/**
 * The words of `encoding/base64`, `encoding/json` and `DockerConfigEntry.UnmarshalJSON`, which the kubelet passes on as
 * waiting reason and message where a pull secret does not parse (`MakeDockerKeyring`, `EnsureImageExists`).
 */
export function isKeyringError(error: string): boolean {
  const [first] = errorChain(error)
  return (
    first !== undefined &&
    /^(?:illegal base64 data at input byte|unable to parse auth field|invalid character |unexpected end of JSON input|json$|unexpected EOF$)/.test(
      first.text,
    )
  )
}
