import {withoutQuotedText} from './error-chain.ts'

/**
 * The errors of several attempts. The kubelet tries each login and joins what it got as `[a, b]`
 * (apimachinery `utilerrors.NewAggregate`, from `pullImage` in `kuberuntime_image.go`); an error has commas of its own,
 * so the next one is known by the words that the runtimes begin an error with.
 */
export function attempts(message: string): readonly string[] {
  const open = listStart(message)
  if (open === undefined) return [message]
  const head = message.slice(0, open)
  const inner = message.slice(open + 1).replace(/\]\s*$/, '')
  return splitBeforeRuntimes(inner).map((attempt) => head + attempt)
}

/** The kubelet's list opens right behind its own prefix or at the beginning, and in front of a runtime's first words. */
function listStart(message: string): number | undefined {
  const masked = withoutQuotedText(message)
  const found = /(?:^|: )\[(?!::|[\da-f:]+\]|manifests )/.exec(masked)
  return found ? found.index + found[0].length - 1 : undefined
}

const opener =
  /, (?=rpc error: |failed to pull (?:and unpack )?image |failed to resolve |Error response from daemon: |unable to pull image|RegistryUnavailable: |SignatureValidationFailed: |initializing source |(?:Get|Head) "?https?:|pinging container registry |reading manifest |unauthorized: |denied: |toomanyrequests: |manifest unknown)/g

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
