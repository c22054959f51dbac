import type {BlobReading, Content, ProbeOutcome} from '../registry/probe.ts'
import type {FailurePart, Fault} from './pull-failure.ts'
import {transportFault} from './transport-fault.ts'

/** A failure behind a manifest that can be read, with the answer that shows it. */
export interface ContentFailure {
  readonly part: FailurePart
  /** The decisive exchange last. */
  readonly outcome?: ProbeOutcome
}

/**
 * Where a pull would fail after it has read the manifest: at the platform, at an image that the index lists and the registry
 * has lost, or at the layers. Undefined where nobody looked, and where what was looked at is good. Of several Pods that want
 * the image, each for `platforms` of its own, only these count.
 */
export function contentFailure(
  content: Content | undefined,
  platforms?: readonly string[],
): ContentFailure | undefined {
  if (content === undefined) return undefined
  const {blob, exchanges} = content
  const missingPlatforms = content.missingPlatforms.filter((each) => platforms?.includes(each) ?? true)
  const missingChildren = content.missingChildren.filter(({platform}) => platforms?.includes(platform) ?? true)
  if (missingPlatforms.length > 0) {
    return {part: part('manifest', 'no-platform', `no match for platform ${missingPlatforms.join(', ')}`)}
  }
  // A runtime would pull it all the same, and its programs would not start.
  if (platforms !== undefined && content.otherPlatform !== undefined) {
    return {part: part('manifest', 'no-platform', `the image is for ${content.otherPlatform} alone`)}
  }
  const [gone] = missingChildren
  if (gone !== undefined) {
    const lost = part('manifest', 'manifest-unknown', `${gone.digest} for ${gone.platform} is not there`)
    return {part: lost, outcome: {kind: 'manifest-unknown', exchanges}}
  }
  const fault = blob && blobFault(blob)
  if (blob === undefined || fault === undefined) return undefined
  const blocked = {...part('blob', fault, `${blob.digest} cannot be read from ${blob.host}`), host: blob.host}
  return {part: blocked, outcome: {...blob.answer, exchanges}}
}

function part(at: FailurePart['at'], fault: Fault, text: string): FailurePart {
  return {text, at, fault, presented: 'unknown'}
}

/** Undefined for a byte that came, and for an answer that was not waited for or not asked for. */
function blobFault({answer}: BlobReading): Fault | undefined {
  switch (answer.kind) {
    case 'readable':
    case 'refused':
      return undefined
    case 'not-found':
    case 'manifest-unknown':
    case 'name-unknown':
      return 'blob-missing'
    case 'unauthorized':
    case 'denied':
      return 'forbidden'
    case 'rate-limited':
    case 'server-error':
      return answer.kind
    case 'not-a-registry':
      return 'html'
    case 'unreachable': {
      const fault = transportFault(answer.failure.kind)
      return fault === 'unknown' ? undefined : fault
    }
  }
}
