/** What a use case is doing, told while it works; for the screen alone, nothing depends on it. */
export type Progress =
  | {readonly kind: 'reading'; readonly what: string}
  | {
      readonly kind: 'asking'
      readonly answered: number
      readonly total: number
      /** Registries that have not answered all that they were asked. */
      readonly waitingFor: readonly string[]
    }

export type OnProgress = (progress: Progress) => void

/** One line, without an end. */
export function progressText(progress: Progress): string {
  switch (progress.kind) {
    case 'reading':
      return `reading ${progress.what}`
    case 'asking': {
      const {answered, total, waitingFor} = progress
      const [first, ...others] = waitingFor
      const rest = others.length === 0 ? '' : ` and ${others.length} more`
      const waiting = first === undefined ? '' : `; waiting for ${first}${rest}`
      return `asking registries: ${answered} of ${total} answered${waiting}`
    }
  }
}
