import {
  type Alias,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  visit,
  type YAMLMap,
} from 'yaml'
import {ValuesFault} from './values-fault.ts'

/** A values file as it was read. */
export interface ValuesInput {
  /** As messages name it: `file "values.yaml"`. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** Where in a document something stands: names of members, and places in lists from 0. */
export type ValuePath = readonly (string | number)[]

export interface ValuesDocument {
  readonly name: string
  /** The document as JSON has it, aliases and merge keys resolved; undefined where the file is empty. */
  readonly value: unknown
  /** The line of a value, or of the last one on the way to it, from 1. */
  lineOf(path: ValuePath): number
}

/** More nodes than any values file has once its aliases stand for what they name. */
const mostNodes = 100_000

/**
 * Reads one YAML document, YAML 1.2 with merge keys, as Helm's values files are. Messages of the parser quote what they
 * read, so only its code and the line are taken over. A tag that is not known, as a vault's, is refused: behind it stands
 * something else than the text.
 */
export function readValuesDocument({name, bytes}: ValuesInput): ValuesDocument {
  const text = decodeUtf8(name, bytes)
  try {
    return {name, ...readDocument(name, text)}
  } catch (error) {
    if (error instanceof RangeError) throw new ValuesFault(`${name} is nested too deeply`)
    throw error
  }
}

function readDocument(name: string, text: string): Omit<ValuesDocument, 'name'> {
  const lines = new LineCounter()
  const options = {merge: true, prettyErrors: false, logLevel: 'error', lineCounter: lines} as const
  const document = parseDocument(text, options)
  const [fault] = [...document.errors, ...document.warnings]
  if (fault !== undefined) {
    const {line} = lines.linePos(fault.pos[0])
    if (fault.code === 'RESOURCE_EXHAUSTION') throw new ValuesFault(`${name} line ${line} is nested too deeply`)
    throw new ValuesFault(`${name} line ${line} is not readable YAML: ${fault.code}`, hints(text, line))
  }
  if (expandedSize(document.contents) > mostNodes) {
    throw new ValuesFault(`${name} is not readable YAML: its aliases expand without end`)
  }
  visit(document, {Map: (_, node) => bareTemplate(node, text)})
  const offsetOf = (path: ValuePath) => lastOffset(document.contents, path, (alias) => alias.resolve(document))
  return {value: plainValue(name, document), lineOf: (path) => lines.linePos(offsetOf(path)).line}
}

/** The one fault that shows only here is a merge key beside something else than mappings. */
function plainValue(name: string, document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({maxAliasCount: -1})
  } catch (error) {
    if (error instanceof RangeError) throw error
    throw new ValuesFault(`${name} is not readable YAML: "<<" merges what is not a mapping`)
  }
}

/** A template without quotes, which YAML takes for a mapping in a mapping, as the text that was meant. */
function bareTemplate(node: YAMLMap, text: string): Scalar | undefined {
  const [start, end] = node.range ?? [0, 0]
  const source = text.slice(start, end)
  if (!/^\{\{[^{}]*\}\}$/.test(source)) return undefined
  const scalar = new Scalar<unknown>(source)
  scalar.range = [start, end, end]
  return scalar
}

/** Where the last value stands that there is on the way; a member of a mapping stands at its name. */
function lastOffset(contents: unknown, path: ValuePath, resolve: (alias: Alias) => unknown): number {
  let offset = 0
  let node = contents
  for (const step of path) {
    if (isAlias(node)) node = resolve(node)
    const pair = isMap(node) ? node.items.find(({key}) => isScalar(key) && String(key.value) === step) : undefined
    const next = isSeq(node) && typeof step === 'number' ? node.items[step] : pair?.value
    const place = pair?.key ?? next
    if (isNode(place) && place.range) offset = place.range[0]
    node = next
  }
  return offset
}

function decodeUtf8(name: string, bytes: Uint8Array): string {
  const text = bytes.includes(0) ? undefined : tryDecode(bytes)
  if (text !== undefined) return text
  throw new ValuesFault(`${name} is not UTF-8 text`, ['In PowerShell, write it with: Out-File -Encoding utf8 FILE'])
}

/** A byte order mark is left out. */
function tryDecode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    return undefined
  }
}

function hints(text: string, line: number): readonly string[] {
  const isTemplate = text.split('\n')[line - 1]?.includes('{{') === true
  return isTemplate ? ['A template stands in quotes: "{{ .Values.NAME }}".'] : []
}

/**
 * How many nodes there are once every alias is replaced by what it names. Anchors stand before their aliases, so one walk
 * in the order of the document counts them; an alias inside its own anchor expands without end.
 */
function expandedSize(contents: Node | null): number {
  const sizes = new Map<string, number>()
  const sizeOf = (node: unknown): number => {
    if (isAlias(node)) return sizes.get(node.source) ?? Number.POSITIVE_INFINITY
    if (!isNode(node)) return 1
    const anchor = 'anchor' in node && typeof node.anchor === 'string' ? node.anchor : undefined
    if (anchor !== undefined) sizes.delete(anchor)
    const size = childrenOf(node).reduce<number>((total, child) => total + sizeOf(child), 1)
    if (anchor !== undefined) sizes.set(anchor, size)
    return size
  }
  return sizeOf(contents)
}

function childrenOf(node: Node): readonly unknown[] {
  if (isMap(node)) return node.items.flatMap(({key, value}: Pair) => [key, value])
  return isSeq(node) ? node.items : []
}
