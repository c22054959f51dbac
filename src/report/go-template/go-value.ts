import {TemplateFault} from '../template-fault.ts'

/** Zero, the empty text, nothing, and what is empty are false (text/template, "Actions"). */
export function isTrue(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  return Boolean(value)
}

/** A value as `%v` prints what `json.Unmarshal` made: `map[key:value]`, `[one two]`, and `<no value>` for what is absent. */
export function valueText(value: unknown): string {
  return value === undefined || value === null ? '<no value>' : nestedText(value)
}

function nestedText(value: unknown): string {
  if (value === undefined || value === null) return '<nil>'
  if (Array.isArray(value)) return `[${value.map(nestedText).join(' ')}]`
  if (typeof value !== 'object') return String(value)
  return `map[${sortedEntries(value)
    .map(([key, member]) => `${key}:${nestedText(member)}`)
    .join(' ')}]`
}

/** The order in which Go's templates go through a map. */
export function sortedEntries(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : Number(one > other)))
}

/** Below 0, 0 or above 0. Values of two kinds cannot be compared, and those that have no order only for equality. */
export function orderOf(left: unknown, right: unknown, name: string): number {
  const isEquality = name === 'eq' || name === 'ne'
  if (left === undefined || left === null || right === undefined || right === null) {
    if (isEquality) return (left ?? null) === (right ?? null) ? 0 : 1
    throw new TemplateFault(`error calling ${name}: invalid type for comparison`)
  }
  if (typeof left !== typeof right) throw new TemplateFault(`error calling ${name}: incompatible types for comparison`)
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : Number(left > right)
  if (typeof left === 'boolean' && isEquality) return left === right ? 0 : 1
  throw new TemplateFault(`error calling ${name}: invalid type for comparison`)
}
