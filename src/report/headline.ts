import {displayWidth} from './display-width.ts'
import {printable} from './printable.ts'
import {paragraph, type TextOptions} from './text-lines.ts'

/** A headline's parts stand this far apart at least. */
const gap = 2

/** On a wider terminal the right part would be too far from what it belongs to. */
const widest = 100

/**
 * A line with what it is about on the left and who suffers on the right, where both fit; else the right part goes into
 * lines of its own, which come after the paragraph that `below` makes.
 */
export function headline(
  left: {readonly text: string; readonly painted: string},
  right: string,
  options: TextOptions,
): {readonly line: string; readonly below: readonly string[]} {
  const shown = printable(right)
  const room = Math.min(options.width, widest) - displayWidth(left.text) - displayWidth(shown)
  if (shown === '') return {line: left.painted, below: []}
  if (room < gap) return {line: left.painted, below: paragraph(right, 4, options)}
  return {line: left.painted + ' '.repeat(room) + shown, below: []}
}
