/**
 * What Go's `json.Unmarshal` into a `map[string]interface{}` says about a text, or `undefined` where it accepts it.
 * The server puts these words into its refusals; they follow the states of encoding/json's scanner.go, which reads
 * bytes and, at the end of the text, one more blank.
 */
export function goJsonError(text: Buffer): string | undefined {
  try {
    const {kind, overflow} = scanDocument(Buffer.concat([text, Buffer.from(' ')]))
    if (kind !== 'object' && kind !== 'null') {
      return `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`
    }
    return overflow === undefined
      ? undefined
      : `json: cannot unmarshal number ${overflow} into Go value of type float64`
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error.message
    throw error
  }
}

class JsonSyntaxError extends Error {}

type ValueKind = 'object' | 'array' | 'string' | 'number' | 'bool' | 'null'

interface Document {
  readonly kind: ValueKind
  /** The first number that no float64 can hold. */
  readonly overflow: string | undefined
}

function scanDocument(bytes: Buffer): Document {
  let position = 0
  let overflow: string | undefined

  function peek(): string {
    const byte = bytes[position]
    if (byte === undefined) throw new JsonSyntaxError('unexpected end of JSON input')
    return String.fromCharCode(byte)
  }

  function fail(context: string): never {
    throw new JsonSyntaxError(`invalid character ${quoteCharacter(peek())} ${context}`)
  }

  function skipSpace(): void {
    while (position < bytes.length && ' \t\r\n'.includes(peek())) position++
  }

  function expect(pattern: RegExp, context: string): string {
    const character = peek()
    if (!pattern.test(character)) fail(context)
    position++
    return character
  }

  function scanValue(): ValueKind {
    skipSpace()
    const first = peek()
    if (first === '{') return scanObject()
    if (first === '[') return scanArray()
    if (first === '"') return scanString()
    if (first === 't') return scanLiteral('true', 'bool')
    if (first === 'f') return scanLiteral('false', 'bool')
    if (first === 'n') return scanLiteral('null', 'null')
    if (first === '-' || /[0-9]/.test(first)) return scanNumber()
    return fail('looking for beginning of value')
  }

  function scanObject(): ValueKind {
    position++
    skipSpace()
    if (peek() === '}') {
      position++
      return 'object'
    }
    do {
      skipSpace()
      if (peek() !== '"') fail('looking for beginning of object key string')
      scanString()
      skipSpace()
      expect(/:/, 'after object key')
      scanValue()
      skipSpace()
    } while (expect(/[,}]/, 'after object key:value pair') === ',')
    return 'object'
  }

  function scanArray(): ValueKind {
    position++
    skipSpace()
    if (peek() === ']') {
      position++
      return 'array'
    }
    do {
      scanValue()
      skipSpace()
    } while (expect(/[,\]]/, 'after array element') === ',')
    return 'array'
  }

  function scanString(): ValueKind {
    position++
    while (peek() !== '"') {
      const character = expect(/[^\x00-\x1f]/, 'in string literal')
      if (character === '\\') scanEscape()
    }
    position++
    return 'string'
  }

  function scanEscape(): void {
    if (expect(/[bfnrt\\/"u]/, 'in string escape code') !== 'u') return
    for (let digit = 0; digit < 4; digit++) expect(/[0-9a-fA-F]/, 'in \\u hexadecimal character escape')
  }

  function scanNumber(): ValueKind {
    const start = position
    if (peek() === '-') position++
    if (expect(/[0-9]/, 'in numeric literal') !== '0') skipDigits()
    if (peek() === '.') {
      position++
      expect(/[0-9]/, 'after decimal point in numeric literal')
      skipDigits()
    }
    if (/[eE]/.test(peek())) {
      position++
      if (/[+-]/.test(peek())) position++
      expect(/[0-9]/, 'in exponent of numeric literal')
      skipDigits()
    }
    const text = bytes.toString('latin1', start, position)
    if (!Number.isFinite(Number(text))) overflow ??= text
    return 'number'
  }

  function skipDigits(): void {
    while (/[0-9]/.test(peek())) position++
  }

  function scanLiteral(literal: string, kind: ValueKind): ValueKind {
    position++
    for (const character of literal.slice(1)) {
      if (peek() !== character) fail(`in literal ${literal} (expecting ${quoteCharacter(character)})`)
      position++
    }
    return kind
  }

  const kind = scanValue()
  skipSpace()
  if (position < bytes.length) fail('after top-level value')
  return {kind, overflow}
}

/** One byte in single quotes, escaped as strconv.Quote does (quoteChar in scanner.go). */
function quoteCharacter(character: string): string {
  if (character === "'") return String.raw`'\''`
  if (character === '"') return `'"'`
  const named: Record<string, string> = {'\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f', '\\': '\\\\'}
  const special = {'\v': '\\v', '\x07': '\\a', ...named}[character]
  if (special !== undefined) return `'${special}'`
  const code = character.charCodeAt(0)
  if (code < 0x20 || code === 0x7f) return `'\\x${code.toString(16).padStart(2, '0')}'`
  const isUnprintable = (code >= 0x80 && code <= 0xa0) || code === 0xad
  return isUnprintable ? `'\\u${code.toString(16).padStart(4, '0')}'` : `'${character}'`
}
