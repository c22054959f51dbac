import {
  type Cursor,
  isSpace,
  JsonSyntaxError,
  peek,
  readString,
  skipScalar,
  skipSpace,
  unexpected,
} from './go-json-token.ts'

// JSON as Go's encoding/json reads it, which is not `JSON.parse`: the words of its complaints reach users, a name may
// occur twice and then both count, text that is no UTF-8 is mended, and 10,000 levels are the limit.

/** A value in a JSON text; `start` and `end` are byte offsets. Of arrays and numbers nothing is read but the extent. */
export type GoJson =
  | GoJsonObject
  | {readonly kind: 'string'; readonly text: string; readonly start: number; readonly end: number}
  | {readonly kind: 'array' | 'number' | 'bool' | 'null'; readonly start: number; readonly end: number}

export interface GoJsonObject {
  readonly kind: 'object'
  /** In the order of the text, names that occur twice included. */
  readonly members: readonly GoJsonMember[]
  readonly start: number
  readonly end: number
}

export interface GoJsonMember {
  readonly name: string
  /** The offset of the name's opening quote; the member ends where its value does. */
  readonly start: number
  readonly value: GoJson
}

export type ParsedGoJson =
  | {readonly kind: 'value'; readonly value: GoJson}
  /** `fault` is Go's text, such as `unexpected end of JSON input`; `at` is the byte it stumbles over. */
  | {readonly kind: 'fault'; readonly fault: string; readonly at: number}

interface Name {
  readonly name: string
  readonly start: number
}

/** A container that has not been closed yet; `name` is that of the member whose value is being read. */
type Open =
  | {readonly kind: 'object'; readonly start: number; readonly members: GoJsonMember[]; name: Name}
  | {readonly kind: 'array'; readonly start: number}

const maximumDepth = 10_000

const quote = 0x22
const comma = 0x2c
const colon = 0x3a
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

/** Reads one JSON text whole (`checkValid` in scanner.go). Depth costs no stack, and the time is that of the length. */
export function parseGoJson(bytes: Uint8Array): ParsedGoJson {
  const cursor = {bytes, at: 0}
  try {
    const value = readValue(cursor)
    while (cursor.at < bytes.length && isSpace(peek(cursor))) cursor.at += 1
    if (cursor.at < bytes.length) unexpected(cursor, 'after top-level value')
    return {kind: 'value', value}
  } catch (error) {
    if (error instanceof JsonSyntaxError) return {kind: 'fault', fault: error.message, at: error.at}
    throw error
  }
}

function readValue(cursor: Cursor): GoJson {
  const open: Open[] = []
  for (;;) {
    let value = beginValue(cursor, open)
    while (value !== undefined) {
      const container = open.at(-1)
      if (container === undefined) return value
      value = endElement(cursor, open, container, value)
    }
  }
}

/** A whole value, or nothing where a container was opened whose first value comes next. */
function beginValue(cursor: Cursor, open: Open[]): GoJson | undefined {
  skipSpace(cursor)
  const start = cursor.at
  switch (peek(cursor)) {
    case openBrace:
      return beginObject(cursor, open)
    case openBracket:
      return beginArray(cursor, open)
    case quote: {
      const text = readString(cursor)
      return {kind: 'string', text, start, end: cursor.at}
    }
    default: {
      const kind = skipScalar(cursor)
      return {kind, start, end: cursor.at}
    }
  }
}

function beginObject(cursor: Cursor, open: Open[]): GoJsonObject | undefined {
  const start = enter(cursor, open)
  if (leave(cursor, closeBrace)) return {kind: 'object', members: [], start, end: cursor.at}
  open.push({kind: 'object', start, members: [], name: readName(cursor)})
  return undefined
}

function beginArray(cursor: Cursor, open: Open[]): GoJson | undefined {
  const start = enter(cursor, open)
  if (leave(cursor, closeBracket)) return {kind: 'array', start, end: cursor.at}
  open.push({kind: 'array', start})
  return undefined
}

/** Puts a value into its container: gives the container where it ends here, nothing where another value follows. */
function endElement(cursor: Cursor, open: Open[], container: Open, value: GoJson): GoJson | undefined {
  const {kind, start} = container
  if (kind === 'array') {
    if (leave(cursor, comma)) return undefined
    if (!leave(cursor, closeBracket)) unexpected(cursor, 'after array element')
    open.pop()
    return {kind, start, end: cursor.at}
  }
  const {members, name} = container
  members.push({...name, value})
  if (leave(cursor, comma)) {
    container.name = readName(cursor)
    return undefined
  }
  if (!leave(cursor, closeBrace)) unexpected(cursor, 'after object key:value pair')
  open.pop()
  return {kind, members, start, end: cursor.at}
}

function readName(cursor: Cursor): Name {
  skipSpace(cursor)
  const start = cursor.at
  if (peek(cursor) !== quote) unexpected(cursor, 'looking for beginning of object key string')
  const name = readString(cursor)
  if (!leave(cursor, colon)) unexpected(cursor, 'after object key')
  return {name, start}
}

/** Passes over the bracket that opens a container, and says where it stood. */
function enter(cursor: Cursor, open: readonly Open[]): number {
  if (open.length >= maximumDepth) unexpected(cursor, 'exceeded max depth')
  const start = cursor.at
  cursor.at += 1
  return start
}

/** Passes over this byte where it comes next, with the blanks before it. */
function leave(cursor: Cursor, byte: number): boolean {
  skipSpace(cursor)
  if (peek(cursor) !== byte) return false
  cursor.at += 1
  return true
}
