import {goJson} from './go-json-text.ts'
import {valueText} from './go-value.ts'

/** Go's `fmt.Sprintf` for texts, numbers and booleans, with flags, width and precision; its own words for what is amiss. */
export function goPrintf(format: string, values: readonly unknown[]): string {
  let next = 0
  const text = format.replace(/%([-+# 0]*)(\d*)(?:\.(\d*))?(.)?/gsu, (_, flags, width, precision, verb) => {
    if (verb === undefined) return '%!(NOVERB)'
    if (verb === '%') return '%'
    if (next >= values.length) return `%!${verb}(MISSING)`
    const value = values[next]
    next += 1
    return padded(formatted(value, verb, precision, flags), flags, Number(width), typeof value === 'number')
  })
  const extra = values.slice(next).map((value) => `${goType(value)}=${valueText(value)}`)
  return extra.length === 0 ? text : `${text}%!(EXTRA ${extra.join(', ')})`
}

function formatted(value: unknown, verb: string, precision: string | undefined, flags: string): string {
  const sign = flags.includes('+') && typeof value === 'number' && value >= 0 ? '+' : ''
  if (verb === 'v') return sign + valueText(value)
  if (verb === 'T') return goType(value)
  if (typeof value === 'string' && verb === 's')
    return precision === undefined ? value : clipped(value, Number(precision))
  if (typeof value === 'string' && verb === 'q') return goJson(value)
  if (typeof value === 'string' && verb === 'x') return Buffer.from(value).toString('hex')
  if (typeof value === 'boolean' && verb === 't') return String(value)
  if (typeof value === 'number') {
    if (verb === 'd' && Number.isInteger(value)) return sign + value
    if (verb === 'f') return sign + value.toFixed(precision === undefined ? 6 : Number(precision))
    if (verb === 'g') return sign + value
    if (verb === 'x' && Number.isInteger(value)) return value.toString(16)
  }
  if (verb === 's' && typeof value === 'object') return valueText(value)
  return `%!${verb}(${goType(value)}=${valueText(value)})`
}

function clipped(text: string, characters: number): string {
  return Array.from(text).slice(0, characters).join('')
}

function padded(text: string, flags: string, width: number, isNumber: boolean): string {
  const missing = width - Array.from(text).length
  if (missing <= 0) return text
  if (flags.includes('-')) return text + ' '.repeat(missing)
  if (!flags.includes('0') || !isNumber) return ' '.repeat(missing) + text
  return text.replace(/^[+-]?/, (sign) => sign + '0'.repeat(missing))
}

function goType(value: unknown): string {
  if (value === undefined || value === null) return '<nil>'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float64'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'string'
  return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}'
}
