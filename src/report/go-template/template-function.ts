import {TemplateFault} from '../template-fault.ts'
import {goPrintf} from './go-printf.ts'
import {isTrue, orderOf, valueText} from './go-value.ts'

type TemplateFunction = (...values: readonly unknown[]) => unknown

/** Those of text/template that kubectl's users need, and kubectl's own two (`printers/template.go` in k8s.io/cli-runtime). */
const functions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['and', (...values) => values.find((value) => !isTrue(value)) ?? values.at(-1)],
  ['or', (...values) => values.find(isTrue) ?? values.at(-1)],
  ['not', (value) => !isTrue(value)],
  ['len', lengthOf],
  ['index', (value, ...keys) => keys.reduce(memberAt, value)],
  ['slice', sliced],
  ['print', printed],
  ['println', (...values) => `${values.map(valueText).join(' ')}\n`],
  ['printf', (format, ...values) => goPrintf(String(format), values)],
  ['eq', (left, ...rights) => rights.some((right) => orderOf(left, right, 'eq') === 0)],
  ['ne', (left, right) => orderOf(left, right, 'ne') !== 0],
  ['lt', (left, right) => orderOf(left, right, 'lt') < 0],
  ['le', (left, right) => orderOf(left, right, 'le') <= 0],
  ['gt', (left, right) => orderOf(left, right, 'gt') > 0],
  ['ge', (left, right) => orderOf(left, right, 'ge') >= 0],
  [
    'html',
    (...values) =>
      values
        .map(valueText)
        .join('')
        .replace(/[<>&'"]/g, (sign) => references.get(sign) ?? sign),
  ],
  ['urlquery', (...values) => encodeURIComponent(values.map(valueText).join('')).replaceAll('%20', '+')],
  ['base64decode', (value) => Buffer.from(String(value), 'base64').toString('utf8')],
  ['exists', (value, ...keys) => exists(value, keys)],
])

const references: ReadonlyMap<string, string> = new Map([
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['&', '&amp;'],
  ["'", '&#39;'],
  ['"', '&#34;'],
])

export const functionNames: ReadonlySet<string> = new Set(functions.keys())

/** The value of a call; a `TemplateFault` where the function does not take such values. */
export function callFunction(name: string, values: readonly unknown[]): unknown {
  const called = functions.get(name)
  if (called === undefined) throw new TemplateFault(`function ${JSON.stringify(name)} not defined`)
  if (values.length < (leastArguments.get(name) ?? 1)) {
    throw new TemplateFault(`wrong number of args for ${name}: got ${values.length}`)
  }
  return called(...values)
}

const leastArguments: ReadonlyMap<string, number> = new Map([
  ['print', 0],
  ['println', 0],
  ['ne', 2],
  ['eq', 2],
  ['lt', 2],
  ['le', 2],
  ['gt', 2],
  ['ge', 2],
])

function lengthOf(value: unknown): number {
  // Go counts the bytes of a text.
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (Array.isArray(value)) return value.length
  if (typeof value === 'object' && value !== null) return Object.keys(value).length
  throw new TemplateFault(`error calling len: len of type ${typeof value}`)
}

function memberAt(value: unknown, key: unknown): unknown {
  if (Array.isArray(value)) {
    if (typeof key !== 'number')
      throw new TemplateFault(`error calling index: cannot index slice/array with type ${typeof key}`)
    if (key >= 0 && key < value.length) return value[key]
    throw new TemplateFault(`error calling index: reflect: slice index out of range`)
  }
  if (typeof value !== 'object' || value === null) throw new TemplateFault('error calling index: index of untyped nil')
  return new Map<unknown, unknown>(Object.entries(value)).get(key)
}

function sliced(value: unknown, start: unknown = 0, end?: unknown): unknown {
  if (typeof value !== 'string' && !Array.isArray(value))
    throw new TemplateFault(`error calling slice: can't slice item`)
  return value.slice(Number(start), end === undefined ? undefined : Number(end))
}

/** Go puts blanks between two values of which neither is a text. */
function printed(...values: readonly unknown[]): string {
  return values
    .map((value, at) => {
      const isApart = at > 0 && typeof value !== 'string' && typeof values[at - 1] !== 'string'
      return (isApart ? ' ' : '') + valueText(value)
    })
    .join('')
}

function exists(value: unknown, keys: readonly unknown[]): boolean {
  try {
    return keys.reduce(memberAt, value) !== undefined
  } catch (error) {
    if (error instanceof TemplateFault) return false
    throw error
  }
}
