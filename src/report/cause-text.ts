import type {Diagnosis, Severity} from '../doctor/diagnosis.ts'
import {type PageBlock, readPage} from './cause-page.ts'
import {displayWidth} from './display-width.ts'
import {paragraph, type TextOptions} from './text-lines.ts'

/** What a cause is called, as its page and the list of all begin with. */
interface CauseHead {
  readonly code: string
  readonly name: string
  readonly cause: string
  readonly severity: Severity
  readonly summary: string
}

/** One page, or the list of all. */
export type CauseText =
  | (CauseHead & Pick<Diagnosis, 'explanation'> & {readonly kind: 'Explanation'})
  | {readonly kind: 'ExplanationList'; readonly items: readonly CauseHead[]}

/** Wider lines are hard to read, however wide the terminal is. */
const widest = 100

/** A page of the catalogue set for the terminal, or the list of all causes, one a line. Commands stay on one line. */
export function causeText(text: CauseText, options: TextOptions): string {
  if (text.kind === 'ExplanationList') return listText(text.items, options)
  const {theme} = options
  const set = {...options, width: Math.min(options.width, widest)}
  const blocks = readPage(text.explanation).flatMap((block) => blockLines(block, set))
  const head = `${theme[text.severity](text.code)} ${theme.strong(text.name)} ${theme.faint(`(${text.severity})`)}`
  return `${[head, ...paragraph(text.summary, 0, set), ...blocks].join('\n')}\n`
}

function blockLines({kind, text}: PageBlock, options: TextOptions): readonly string[] {
  switch (kind) {
    case 'heading':
      return ['', options.theme.strong(text)]
    case 'paragraph':
      return paragraph(text, 2, options)
    case 'command':
      return [`    ${options.theme.success(text)}`]
  }
}

function listText(items: readonly CauseHead[], {theme}: TextOptions): string {
  const width = Math.max(0, ...items.map(({cause}) => displayWidth(cause)))
  const line = ({code, cause, severity, summary}: CauseHead) => {
    return `${theme[severity](code)}  ${theme.strong(cause.padEnd(width))}  ${summary}\n`
  }
  return items.map(line).join('')
}
