import {TemplateFault} from '../template-fault.ts'
import {type Filter, type Operand, operators, type Path, type Step} from './jsonpath.ts'
import {quotedText} from './quoted-text.ts'
import type {TextCursor} from './text-cursor.ts'

// path     = [ "$" / "@" ] *step
// step     = "." name / ".." / [ "." ] "*" / "[" bracket "]"
// bracket  = "*" / "?(" filter ")" / branch *( "," branch )
// branch   = quoted / index / [ index ] ":" [ index ] [ ":" [ index ] ] / name
// filter   = operand [ operator operand ]

/** One path, as far as it goes; what comes behind it is left (`parser.go` in k8s.io/client-go/util/jsonpath). */
export function parsePath(cursor: TextCursor): Path {
  const from = cursor.takeText('$') ? 'root' : 'current'
  if (from === 'current') cursor.takeText('@')
  // "{.}" is the value itself.
  if (cursor.take(/\.(?=[\s)}]|$)/y) !== undefined) return {from, steps: []}
  const steps: Step[] = []
  for (let next = parseStep(cursor, steps); next !== undefined; next = parseStep(cursor, steps)) steps.push(next)
  return {from, steps}
}

function parseStep(cursor: TextCursor, before: readonly Step[]): Step | undefined {
  // Blanks part no two paths: what follows is looked for in what was found.
  cursor.take(/\s+(?=[.[])/y)
  if (cursor.takeText('..')) return {kind: 'descent'}
  if (cursor.takeText('[')) return parseBracket(cursor)
  if (cursor.takeText('.')) {
    if (cursor.takeText('[')) return parseBracket(cursor)
    return parseName(cursor) ?? raise(cursor.fault())
  }
  return before.at(-1)?.kind === 'descent' ? parseName(cursor) : undefined
}

function parseName(cursor: TextCursor): Step | undefined {
  if (cursor.takeText('*')) return {kind: 'every'}
  const name = cursor.take(/(?:\\.|[^\s.,[\](){}<>=!|$@:"'*\\])+/suy)
  return name === undefined ? undefined : {kind: 'field', name: name.replace(/\\(.)/gsu, '$1')}
}

function parseBracket(cursor: TextCursor): Step {
  skipBlank(cursor)
  if (cursor.takeText('?(')) {
    const filter = parseFilter(cursor)
    skipBlank(cursor)
    if (!cursor.takeText(']')) throw new TemplateFault('unclosed array expect ]')
    return {kind: 'filter', filter}
  }
  const branches = [parseBranch(cursor)]
  for (skipBlank(cursor); cursor.takeText(','); skipBlank(cursor)) branches.push(parseBranch(cursor))
  if (!cursor.takeText(']')) throw new TemplateFault('unterminated array')
  const [only] = branches
  return branches.length === 1 && only !== undefined ? only : {kind: 'union', branches}
}

function parseBranch(cursor: TextCursor): Step {
  skipBlank(cursor)
  if (cursor.takeText('*')) return {kind: 'every'}
  const quoted = parseQuoted(cursor)
  if (quoted !== undefined) return {kind: 'field', name: quoted}
  const start = takeInteger(cursor)
  if (cursor.takeText(':')) return parseSlice(cursor, start)
  if (start !== undefined) return {kind: 'index', index: start}
  return parseName(cursor) ?? raise(new TemplateFault('invalid array index'))
}

function parseSlice(cursor: TextCursor, start: number | undefined): Step {
  const end = takeInteger(cursor)
  const step = cursor.takeText(':') ? takeInteger(cursor) : undefined
  return {
    kind: 'slice',
    ...(start !== undefined && {start}),
    ...(end !== undefined && {end}),
    ...(step !== undefined && {step}),
  }
}

function takeInteger(cursor: TextCursor): number | undefined {
  skipBlank(cursor)
  const digits = cursor.take(/[+-]?\d+/y)
  skipBlank(cursor)
  return digits === undefined ? undefined : Number(digits)
}

function parseFilter(cursor: TextCursor): Filter {
  const left = parseOperand(cursor)
  skipBlank(cursor)
  const operator = operators.find((one) => cursor.takeText(one))
  const right = operator === undefined ? undefined : parseOperand(cursor)
  skipBlank(cursor)
  if (!cursor.takeText(')')) throw new TemplateFault('unterminated filter')
  return {left, ...(operator !== undefined && right !== undefined && {test: {operator, right}})}
}

function parseOperand(cursor: TextCursor): Operand {
  skipBlank(cursor)
  const quoted = parseQuoted(cursor)
  if (quoted !== undefined) return {kind: 'literal', value: quoted}
  const number = cursor.take(/[+-]?\d+(?:\.\d+)?/y)
  if (number !== undefined) return {kind: 'literal', value: Number(number)}
  const truth = cursor.take(/(?:true|false)\b/y)
  if (truth !== undefined) return {kind: 'literal', value: truth === 'true'}
  return {kind: 'path', path: parsePath(cursor)}
}

/** Text in quotes of either kind, if it stands here. */
export function parseQuoted(cursor: TextCursor): string | undefined {
  const quoted = cursor.take(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/suy)
  if (quoted !== undefined) return quotedText(quoted.slice(1, -1))
  if (cursor.take(/["']/y) !== undefined) throw new TemplateFault('unterminated quoted string')
  return undefined
}

export function skipBlank(cursor: TextCursor): void {
  cursor.take(/\s+/y)
}

function raise(fault: TemplateFault): never {
  throw fault
}
