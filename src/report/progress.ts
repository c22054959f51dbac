import {counted} from './text-lines.ts'

/** What a use case is doing, told while it works; for the screen alone, nothing depends on it. */
export type Progress =
  | {readonly kind: 'reading'; readonly what: string}
  /** What was read, and what will be asked. */
  | {
      readonly kind: 'planned'
      readonly pods: number
      readonly images: number
      readonly failing: number
      readonly probes: number
    }
  | {readonly kind: 'examining'; readonly pulls: number}
  /** A cause that no answer of a registry is needed for. */
  | {readonly kind: 'found'; readonly code: string; readonly name: string; readonly pull: string}
  | {
      readonly kind: 'asking'
      readonly answered: number
      readonly total: number
      /** Registries that have not answered all that they were asked. */
      readonly waitingFor: readonly string[]
    }
  /** Nodes that were asked to pull; `total` is of Pods. */
  | {readonly kind: 'pulling'; readonly answered: number; readonly total: number}

export type OnProgress = (progress: Progress) => void

/** One line, without an end. */
export function progressText(progress: Progress): string {
  switch (progress.kind) {
    case 'reading':
      return `reading ${progress.what}`
    case 'planned': {
      const {pods, images, failing, probes} = progress
      const parts = [counted(pods, 'Pod'), counted(images, 'image'), `${failing} failing`, counted(probes, 'probe')]
      return parts.join(', ')
    }
    case 'examining':
      return `examining ${counted(progress.pulls, 'pull')}`
    case 'found':
      return `${progress.code} ${progress.name}  ${progress.pull}`
    case 'asking': {
      const {answered, total, waitingFor} = progress
      const [first, ...others] = waitingFor
      const rest = others.length === 0 ? '' : ` and ${others.length} more`
      const waiting = first === undefined ? '' : `; waiting for ${first}${rest}`
      return `asking registries: ${answered} of ${total} answered${waiting}`
    }
    case 'pulling':
      return `nodes are pulling: ${progress.answered} of ${progress.total} have answered`
  }
}
