import {globSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {parseAst} from 'rolldown/parseAst'
import {parseMessage} from '../../src/doctor/parse-pull-failure.ts'
import {redactHosts} from '../../src/report/redact-hosts.ts'

const src = join(import.meta.dirname, '../../src')

export interface Expression {
  /** Path below src. */
  readonly file: string
  readonly pattern: string
  readonly flags: string
}

/** Text that means something else in a pattern, and there would never end. */
const hostile = '^(a|a)*[b]$.'

/** What makes an expression while it is at work, called with texts that try to be part of it. */
const works: Readonly<Record<string, () => unknown>> = {
  'doctor/message/pasted-text.ts': () => parseMessage(`Error: {"errors":[{"code":"${hostile}","message":"no"}]}`),
  'report/redact-hosts.ts': () => {
    const pull = {
      namespace: hostile,
      pod: `${hostile}-0`,
      container: 'c',
      image: 'a/b',
      containerKind: 'regular',
    } as const
    const report = {kind: 'DiagnosisReport', findings: [], notChecked: [{reason: 'no answer', pulls: [pull]}]}
    return redactHosts(JSON.parse(JSON.stringify(report)))
  },
}

/** Every place of src where an expression is made of parts, as `file:line`. */
export function makingPlaces(): readonly string[] {
  return makingFiles().flatMap((file) => {
    const text = readFileSync(join(src, file), 'utf8')
    return makingOffsets(file).map((offset) => `${file}:${text.slice(0, offset).split('\n').length}`)
  })
}

/**
 * The expressions that are made at those places, by place: at import those of tables, and those that depend on what is
 * read by `works`. The constructor is watched meanwhile.
 */
export async function madeExpressions(): Promise<ReadonlyMap<string, readonly Expression[]>> {
  const made = new Map<string, readonly Expression[]>()
  const original = globalThis.RegExp
  const watch = (expression: RegExp): RegExp => {
    const [, file, line] = /\/src\/([^\s:]+\.tsx?)(?:\?watched)?:(\d+)/.exec(new Error().stack ?? '') ?? []
    if (file !== undefined) {
      const place = `${file}:${line}`
      made.set(place, [...(made.get(place) ?? []), {file, pattern: expression.source, flags: expression.flags}])
    }
    return expression
  }
  globalThis.RegExp = new Proxy(original, {
    construct: (target, [pattern, flags]) => watch(new target(pattern, flags)),
    apply: (target, _, [pattern, flags]) => watch(target(pattern, flags)),
  })
  try {
    // What this file has imported itself is made already: a query makes another of it.
    for (const file of makingFiles()) await import(`${join(src, file)}?watched`)
    for (const work of Object.values(works)) work()
  } finally {
    globalThis.RegExp = original
  }
  return made
}

function makingFiles(): readonly string[] {
  return globSync('**/*.{ts,tsx}', {cwd: src})
    .filter((file) => makingOffsets(file).length > 0)
    .toSorted()
}

function makingOffsets(file: string): readonly number[] {
  const offsets: number[] = []
  visitNodes(astOf(file), (node) => {
    if ('callee' in node && isRegExpName(node.callee) && 'start' in node) offsets.push(Number(node.start))
  })
  return offsets
}

/** Every literal of the file. */
export function literalsIn(file: string): readonly Expression[] {
  const literals: Expression[] = []
  visitNodes(astOf(file), (node) => {
    if ('regex' in node && isRegex(node.regex)) literals.push({file, ...node.regex})
  })
  return literals
}

function astOf(file: string): unknown {
  return parseAst(readFileSync(join(src, file), 'utf8'), {lang: file.endsWith('x') ? 'tsx' : 'ts'})
}

function visitNodes(node: unknown, visit: (node: object) => void): void {
  if (typeof node !== 'object' || node === null) return
  visit(node)
  for (const child of Object.values(node)) visitNodes(child, visit)
}

function isRegExpName(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && value.name === 'RegExp'
}

function isRegex(value: unknown): value is {readonly pattern: string; readonly flags: string} {
  return typeof value === 'object' && value !== null && 'pattern' in value && 'flags' in value
}
