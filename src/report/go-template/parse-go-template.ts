import {quotedText} from '../jsonpath/quoted-text.ts'
import {TemplateFault} from '../template-fault.ts'
import type {Base, Node, Operand, Pipeline} from './go-template.ts'
import {type Piece, readActions} from './read-actions.ts'
import {functionNames} from './template-function.ts'

/**
 * The grammar of text/template without `define`, `block` and `template`. Throws a `TemplateFault` for what it is not, and
 * for a function that there is not.
 */
export function parseGoTemplate(template: string): readonly Node[] {
  const pieces = [...readActions(template)]
  const {body, end} = parseBody(pieces)
  if (end !== undefined) throw new TemplateFault(`unexpected {{${end}}}`)
  return body
}

interface Body {
  readonly body: readonly Node[]
  /** The words of the action that ended it, `end` or `else ...`. */
  readonly end?: string
}

function parseBody(pieces: Piece[]): Body {
  const body: Node[] = []
  for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
    if (piece.kind === 'text') {
      body.push(piece)
      continue
    }
    const [keyword = '', ...rest] = piece.words
    if (keyword === 'end' || keyword === 'else') return {body, end: piece.words.join(' ')}
    body.push(parseNode(keyword, rest, piece.words, pieces))
  }
  return {body}
}

function parseNode(keyword: string, rest: readonly string[], words: readonly string[], pieces: Piece[]): Node {
  switch (keyword) {
    case 'if':
    case 'with':
    case 'range':
      return parseBlock(keyword, rest, pieces)
    case 'break':
    case 'continue':
      return {kind: keyword}
    case 'define':
    case 'block':
    case 'template':
      throw new TemplateFault(`{{${keyword}}} is not supported`)
    default:
      return {kind: 'print', pipeline: parsePipeline([...words])}
  }
}

function parseBlock(kind: 'if' | 'with' | 'range', words: readonly string[], pieces: Piece[]): Node {
  const pipeline = parsePipeline([...words])
  const {body, end} = parseBody(pieces)
  if (end === undefined) throw new TemplateFault('unexpected EOF')
  if (end === 'end') return {kind, pipeline, body, otherwise: []}
  const [, chained, ...rest] = end === 'else' ? [] : wordsOf(end)
  if (chained === 'if' || chained === 'with') {
    return {kind, pipeline, body, otherwise: [parseBlock(chained, rest, pieces)]}
  }
  if (end !== 'else') throw new TemplateFault(`unexpected {{${end}}}`)
  const otherwise = parseBody(pieces)
  if (otherwise.end !== 'end')
    throw new TemplateFault(otherwise.end === undefined ? 'unexpected EOF' : 'unexpected {{else}}')
  return {kind, pipeline, body, otherwise: otherwise.body}
}

/** The words of an action again, which were joined with blanks. */
function wordsOf(end: string): readonly string[] {
  const [piece] = readActions(`{{${end}}}`)
  return piece?.kind === 'action' ? piece.words : []
}

/** Takes a pipeline, up to the end of the words or a closing parenthesis. */
function parsePipeline(words: string[]): Pipeline {
  const {variables, isDeclared} = takeVariables(words)
  const commands: Operand[][] = [[]]
  while (words.length > 0 && !words[0]?.startsWith(')')) {
    const word = words.shift() ?? ''
    if (word === '|') commands.push([])
    else commands.at(-1)?.push(parseOperand(word, words))
  }
  if (commands.some((command) => command.length === 0)) throw new TemplateFault('missing value for command')
  return {variables, isDeclared, commands}
}

function takeVariables(words: string[]): Pick<Pipeline, 'variables' | 'isDeclared'> {
  const at = words[1] === ',' ? 3 : 1
  const sign = words[at]
  if (!words[0]?.startsWith('$') || (sign !== ':=' && sign !== '=')) return {variables: [], isDeclared: false}
  const variables = words.splice(0, at + 1).filter((word) => word.startsWith('$'))
  return {variables, isDeclared: sign === ':='}
}

function parseOperand(word: string, words: string[]): Operand {
  if (word === '(') return parseParentheses(words)
  if (word.startsWith('"') || word.startsWith("'")) return {kind: 'literal', value: quotedText(word.slice(1, -1))}
  if (word.startsWith('`')) return {kind: 'literal', value: word.slice(1, -1)}
  if (/^[+-]?\d/.test(word)) return {kind: 'literal', value: numberOf(word)}
  if (word === 'true' || word === 'false') return {kind: 'literal', value: word === 'true'}
  if (word === 'nil') return {kind: 'literal', value: null}
  if (word.startsWith('.')) return fields({kind: 'dot'}, word)
  if (word.startsWith('$')) {
    const [name = '$', ...names] = word.split('.')
    return {kind: 'fields', base: {kind: 'variable', name}, names}
  }
  if (functionNames.has(word)) return {kind: 'function', name: word}
  throw new TemplateFault(
    /^[\p{L}_]/u.test(word) ? `function ${JSON.stringify(word)} not defined` : `unexpected ${word}`,
  )
}

function parseParentheses(words: string[]): Operand {
  const pipeline = parsePipeline(words)
  const close = words.shift()
  if (close === undefined) throw new TemplateFault('unclosed left paren')
  return fields({kind: 'pipeline', pipeline}, close.slice(1))
}

function fields(base: Base, word: string): Operand {
  return {kind: 'fields', base, names: word.split('.').filter((name) => name !== '')}
}

function numberOf(word: string): number {
  const number = Number(word.replaceAll('_', ''))
  if (Number.isNaN(number)) throw new TemplateFault(`bad number syntax: ${JSON.stringify(word)}`)
  return number
}
