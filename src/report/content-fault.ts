import type {BlobReading, Content, Exchange, ProbeAnswer} from '../registry/probe.ts'
import {transportWords} from './transport-words.ts'

/**
 * What keeps an image from being pulled though its manifest can be read, as a clause about the image; undefined where
 * nothing does, and where nobody looked.
 */
export function contentFault(content: Content | undefined): string | undefined {
  if (content === undefined) return undefined
  const {missingPlatforms, missingChildren, blob, exchanges} = content
  if (missingPlatforms.length > 0) return `it has no image for ${missingPlatforms.join(', ')}`
  const [gone] = missingChildren
  if (gone !== undefined) return `its image for ${gone.platform} is gone (${gone.digest})`
  const words = blob && blobWords(blob, exchanges.at(-1))
  return words && `its layers cannot be read: ${blob.host} ${words}`
}

/** Undefined for a byte that came. */
function blobWords({answer}: BlobReading, last: Exchange | undefined): string | undefined {
  const status = last?.status === undefined ? '' : ` (${last.status})`
  switch (answer.kind) {
    case 'readable':
      return undefined
    case 'not-found':
    case 'name-unknown':
    case 'manifest-unknown':
      return `does not have one of them${status}`
    case 'unauthorized':
    case 'denied':
      return `refuses them${status}`
    case 'rate-limited':
      return `refuses more requests for now${status}`
    case 'server-error':
      return `fails${status}`
    case 'not-a-registry':
      return answer.reason
    case 'unreachable':
      return unreachableWords(answer)
    case 'refused':
      return `was not asked to the end: ${answer.reason}`
  }
}

function unreachableWords({failure}: Extract<ProbeAnswer, {kind: 'unreachable'}>): string {
  return `is out of reach, ${transportWords[failure.kind]} (${failure.code})`
}
