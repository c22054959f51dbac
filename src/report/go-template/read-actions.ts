import {TemplateFault} from '../template-fault.ts'

/** A piece of a template: text, or what stands between `{{` and `}}` as its words. */
export type Piece =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'action'; readonly words: readonly string[]}

/**
 * Parts a template into text and actions. `{{- ` takes the white space before it away, ` -}}` that behind it; comments
 * are dropped (text/template, "Text and spaces").
 */
export function readActions(template: string): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  let isTrimmed = false
  while (at < template.length) {
    const start = template.indexOf('{{', at)
    const text = template.slice(at, start === -1 ? undefined : start)
    const trimsLeft = start !== -1 && /^-\s/.test(template.slice(start + 2, start + 4))
    const left = isTrimmed ? text.trimStart() : text
    const shown = trimsLeft ? left.trimEnd() : left
    if (shown !== '') pieces.push({kind: 'text', text: shown})
    if (start === -1) break
    const action = readAction(template, start + (trimsLeft ? 3 : 2))
    if (action.words.length > 0) pieces.push({kind: 'action', words: action.words})
    else if (!action.isComment) throw new TemplateFault('missing value for command')
    at = action.end
    isTrimmed = action.trimsRight
  }
  return pieces
}

interface Action {
  readonly words: readonly string[]
  readonly end: number
  readonly trimsRight: boolean
  readonly isComment: boolean
}

const word =
  /\s+|"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])+'|:=|[=|(),]|\$?\.?[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*|\$|\.|[+-]?\d[\w.]*/suy

function readAction(template: string, start: number): Action {
  const comment = /\s*\/\*.*?\*\/(\s-)?\}\}/suy
  comment.lastIndex = start
  const found = comment.exec(template)
  if (found) return {words: [], end: comment.lastIndex, trimsRight: found[1] !== undefined, isComment: true}
  const words: string[] = []
  for (let at = start; ; ) {
    const [end] = /^(?:\s-)?\}\}/.exec(template.slice(at, at + 4)) ?? []
    if (end !== undefined) return {words, end: at + end.length, trimsRight: end.length > 2, isComment: false}
    if (at >= template.length) throw new TemplateFault('unclosed action')
    word.lastIndex = at
    const [next] = word.exec(template) ?? []
    if (next === undefined) throw new TemplateFault(`unexpected ${JSON.stringify(template.charAt(at))} in operand`)
    // `).name` is a field of what is in parentheses; written apart it would be an argument.
    if (next.startsWith('.') && template.charAt(at - 1) === ')') words.push(`${words.pop()}${next}`)
    else if (next.trim() !== '') words.push(next)
    at += next.length
  }
}
