import {withoutQuotedText} from './error-chain.ts'

/**
 * The errors of several attempts. The kubelet tries each login and joins what it got as `[a, b]`, equal ones only once
 * (apimachinery `utilerrors.NewAggregate`, from `pullImage` in `kuberuntime_image.go`; before 1.8 also equal ones). An
 * error has commas of its own, so the next one is known by the words that the runtimes begin an error with.
 */
export function attempts(message: string): readonly string[] {
  const open = listStart(message)
  if (open === undefined) return [message]
  const head = message.slice(0, open)
  const inner = message.slice(open + 1).replace(/\]\s*$/, '')
  return splitBeforeRuntimes(inner).map((attempt) => head + attempt)
}

/** The kubelet's list stands at the beginning, behind the image it pulls or behind the reason it backs off from. */
function listStart(message: string): number | undefined {
  const masked = withoutQuotedText(message)
  const found = /(?:^\s*|image "_*": ?|\b(?:ErrImagePull|ImagePullBackOff): ?)\[(?!::|[\da-f:.]+\]|manifests )/.exec(
    masked,
  )
  return found ? found.index + found[0].length - 1 : undefined
}

const opener =
  /, (?=rpc error: |failed to pull (?:and unpack )?image |failed to resolve |failed to authorize|Error response from daemon: |unable to (?:pull image|retrieve auth token)|RegistryUnavailable: |SignatureValidationFailed: |(?:Error )?initializing (?:image from )?source |(?:Get|Head) "?https?:|pinging container registry |reading manifest |unauthorized: |denied: |toomanyrequests: |manifest unknown|API error \()/g

function splitBeforeRuntimes(inner: string): readonly string[] {
  const masked = withoutQuotedText(inner)
  const pieces: string[] = []
  let start = 0
  for (const comma of masked.matchAll(opener)) {
    pieces.push(inner.slice(start, comma.index))
    start = comma.index + 2
  }
  return [...pieces, inner.slice(start)]
}
