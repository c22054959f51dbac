import {decodeUtf8} from './go-utf8.ts'

/** A place in a JSON text, moved on by whoever reads. */
export interface Cursor {
  readonly bytes: Uint8Array
  at: number
}

/** What a JSON text breaks off with. `message` is in the words of encoding/json; `at` is the offset of the byte. */
export class JsonSyntaxError extends Error {
  readonly at: number

  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

const space = 0x20
const quote = 0x22
const minus = 0x2d
const point = 0x2e
const zero = 0x30
const backslash = 0x5c

const literals = {t: ['true', 'bool'], f: ['false', 'bool'], n: ['null', 'null']} as const

/**
 * The byte at the cursor. Go's scanner is fed one blank behind the text, which is how it sees that a number has ended
 * and why a literal that is cut short is blamed on ' ' (`scanner.eof` in scanner.go).
 */
export function peek({bytes, at}: Cursor): number {
  if (at > bytes.length) throw new JsonSyntaxError('unexpected end of JSON input', bytes.length)
  return bytes[at] ?? space
}

export function skipSpace(cursor: Cursor): void {
  while (isSpace(peek(cursor))) cursor.at += 1
}

/** Throws Go's complaint about the byte at the cursor; `context` is what the scanner was in the midst of. */
export function unexpected(cursor: Cursor, context: string): never {
  throw new JsonSyntaxError(`invalid character ${quoted(peek(cursor))} ${context}`, cursor.at)
}

/**
 * Reads a string, the cursor on its opening quote. Bytes that are no UTF-8 and halves of surrogate pairs become U+FFFD,
 * one for each (`unquoteBytes` in decode.go).
 */
export function readString(cursor: Cursor): string {
  const start = cursor.at + 1
  let isEscaped = false
  cursor.at = start
  for (let byte = peek(cursor); byte !== quote; byte = peek(cursor)) {
    if (byte < space) unexpected(cursor, 'in string literal')
    cursor.at += 1
    if (byte !== backslash) continue
    isEscaped = true
    skipEscape(cursor)
  }
  const text = decodeUtf8(cursor.bytes.subarray(start, cursor.at))
  cursor.at += 1
  return isEscaped ? withoutEscapes(text) : text
}

/** Passes over a number, true, false or null; anything else is no beginning of a value. */
export function skipScalar(cursor: Cursor): 'number' | 'bool' | 'null' {
  const first = peek(cursor)
  if (first === minus || isDigit(first)) return skipNumber(cursor)
  const letter = String.fromCharCode(first)
  if (letter !== 't' && letter !== 'f' && letter !== 'n') unexpected(cursor, 'looking for beginning of value')
  const [literal, kind] = literals[letter]
  for (const character of literal) {
    const code = character.charCodeAt(0)
    if (peek(cursor) !== code) unexpected(cursor, `in literal ${literal} (expecting ${quoted(code)})`)
    cursor.at += 1
  }
  return kind
}

function skipNumber(cursor: Cursor): 'number' {
  if (peek(cursor) === minus) cursor.at += 1
  if (peek(cursor) === zero) cursor.at += 1
  else skipDigits(cursor, 'in numeric literal')
  if (peek(cursor) === point) {
    cursor.at += 1
    skipDigits(cursor, 'after decimal point in numeric literal')
  }
  if (isOneOf(peek(cursor), 'eE')) {
    cursor.at += 1
    if (isOneOf(peek(cursor), '+-')) cursor.at += 1
    skipDigits(cursor, 'in exponent of numeric literal')
  }
  return 'number'
}

/** Passes over one digit or more. */
function skipDigits(cursor: Cursor, context: string): void {
  if (!isDigit(peek(cursor))) unexpected(cursor, context)
  while (isDigit(peek(cursor))) cursor.at += 1
}

function skipEscape(cursor: Cursor): void {
  const letter = peek(cursor)
  if (!isOneOf(letter, 'bfnrt\\/"u')) unexpected(cursor, 'in string escape code')
  cursor.at += 1
  if (!isOneOf(letter, 'u')) return
  for (let digit = 0; digit < 4; digit += 1) {
    if (!isOneOf(peek(cursor), '0123456789abcdefABCDEF')) unexpected(cursor, 'in \\u hexadecimal character escape')
    cursor.at += 1
  }
}

const controls: Readonly<Record<string, string>> = {b: '\b', f: '\f', n: '\n', r: '\r', t: '\t'}

function withoutEscapes(text: string): string {
  return text
    .replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, hex: string | undefined, letter: string) =>
      hex === undefined ? (controls[letter] ?? letter) : String.fromCharCode(Number.parseInt(hex, 16)),
    )
    .toWellFormed()
}

/** A byte as Go quotes it in its complaints: the character of that code, whatever the text's encoding (`quoteChar`). */
function quoted(byte: number): string {
  const character = String.fromCharCode(byte)
  if (character === "'") return String.raw`'\''`
  const at = '\x07\b\t\n\v\f\r\\'.indexOf(character)
  if (at >= 0) return `'\\${'abtnvfr\\'.charAt(at)}'`
  if (byte < space || byte === 0x7f) return `'\\x${hexDigits(byte, 2)}'`
  const isUnprintable = (byte > 0x7f && byte <= 0xa0) || byte === 0xad
  return isUnprintable ? `'\\u${hexDigits(byte, 4)}'` : `'${character}'`
}

function hexDigits(value: number, length: number): string {
  return value.toString(16).padStart(length, '0')
}

export function isSpace(byte: number): boolean {
  return byte === space || byte === 0x0a || byte === 0x0d || byte === 0x09
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= 0x39
}

function isOneOf(byte: number, characters: string): boolean {
  return characters.includes(String.fromCharCode(byte))
}
