/** A line, or the dash that begins an item of a list, apart from what stands behind it. */
interface Line {
  readonly indent: number
  readonly isDash: boolean
  readonly text: string
}

/** What is read, and where the next line stands. */
type Reading = {readonly value: unknown; readonly next: number} | undefined

const member = /^(?<name>[A-Za-z][\w./-]*):(?: (?<value>.*))?$/
const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['null', null],
  ['true', true],
  ['false', false],
  ['{}', {}],
  ['[]', []],
  ['""', ''],
])

/**
 * Reads the YAML that `kubectl config` and the tools of clouds write: blocks of members and lists, texts that need no
 * quotes, and a few words. `undefined` for anything else, which is the library's to read; that takes longer to load and
 * to warm up than most calls take to read all of a namespace.
 */
export function readPlainYaml(text: string): unknown {
  const lines = text.split('\n').flatMap(linesOf)
  const read = readBlock(lines, 0, 0)
  return read?.next === lines.length ? read.value : undefined
}

function linesOf(line: string): readonly Line[] {
  if (line === '') return []
  const [, blanks = '', dash, text = ''] = /^( *)(- )?(.*)$/.exec(line) ?? []
  const indent = blanks.length
  if (dash === undefined) return [{indent, isDash: false, text}]
  return [
    {indent, isDash: true, text: ''},
    {indent: indent + dash.length, isDash: false, text},
  ]
}

function readBlock(lines: readonly Line[], at: number, indent: number): Reading {
  const first = lines[at]
  if (first === undefined || first.indent !== indent) return undefined
  return first.isDash ? readList(lines, at, indent) : readMembers(lines, at, indent)
}

function readMembers(lines: readonly Line[], start: number, indent: number): Reading {
  const found = new Map<string, unknown>()
  let at = start
  for (let line = lines[at]; line !== undefined && line.indent === indent && !line.isDash; line = lines[at]) {
    const {name, value = ''} = member.exec(line.text)?.groups ?? {}
    if (name === undefined || words.has(name) || found.has(name)) return undefined
    const read = value === '' ? readInner(lines, at + 1, indent) : readScalar(value, at + 1)
    if (read === undefined) return undefined
    found.set(name, read.value)
    at = read.next
  }
  return {value: Object.fromEntries(found), next: at}
}

/** Below a name: members further in, a list there or right below, or nothing. */
function readInner(lines: readonly Line[], at: number, indent: number): Reading {
  const first = lines[at]
  const isInner = first !== undefined && (first.indent > indent || (first.indent === indent && first.isDash))
  return isInner ? readBlock(lines, at, first.indent) : {value: null, next: at}
}

function readList(lines: readonly Line[], start: number, indent: number): Reading {
  const items: unknown[] = []
  let at = start
  for (let line = lines[at]; line !== undefined && line.indent === indent && line.isDash; line = lines[at]) {
    const {text = ''} = lines[at + 1] ?? {}
    const read = member.test(text) ? readMembers(lines, at + 1, indent + 2) : readScalar(text, at + 2)
    if (read === undefined) return undefined
    items.push(read.value)
    at = read.next
  }
  return {value: items, next: at}
}

/** It begins with a letter, a slash or the dashes of a flag, so it is no number, and holds nothing that YAML gives a meaning. */
function readScalar(text: string, next: number): Reading {
  if (words.has(text)) return {value: words.get(text), next}
  const isPlain = /^(?:--?)?[A-Za-z/](?:[\w./+=@-]|:(?=[\w/]))*$/.test(text) && !/^(?:null|true|false|-e\d)/i.test(text)
  return isPlain ? {value: text, next} : undefined
}
