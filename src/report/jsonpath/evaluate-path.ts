import {JSONPath} from 'jsonpath-plus'
import {TemplateFault} from '../template-fault.ts'
import type {Filter, Operand, Operator, Path, Step} from './jsonpath.ts'

/** Where a path begins. */
export interface Origin {
  readonly root: unknown
  readonly current: unknown
}

/**
 * The values that a path leads to; none where there are none, as kubectl has it (`AllowMissingKeys`). Each step is one of
 * jsonpath-plus in its form that has no grammar; filters, which it would run as a program, are decided here.
 */
export function evaluatePath({from, steps}: Path, origin: Origin): readonly unknown[] {
  const first = [from === 'root' ? origin.root : origin.current]
  return steps.reduce<readonly unknown[]>((values, step) => {
    // The branches of a union follow on each other, each with what it finds in all values.
    const branches = step.kind === 'union' ? step.branches : [step]
    return branches.flatMap((branch) => values.flatMap((value) => taken(value, branch, origin)))
  }, first)
}

function taken(value: unknown, step: Step, origin: Origin): readonly unknown[] {
  switch (step.kind) {
    case 'field':
      return isObject(value) && !Array.isArray(value) && Object.hasOwn(value, step.name)
        ? select(value, [`\`${step.name}`])
        : []
    case 'every':
      return select(value, ['*'])
    case 'descent':
      return select(value, ['..'])
    case 'index':
      return [elementAt(value, step.index)]
    case 'slice':
      return Array.isArray(value) ? sliced(value, step) : [value]
    case 'union':
      return step.branches.flatMap((branch) => taken(value, branch, origin))
    case 'filter':
      return select(value, ['*']).filter((item) => holds(step.filter, {...origin, current: item}))
  }
}

function select(json: unknown, path: string[]): readonly unknown[] {
  if (!isObject(json)) return []
  return JSONPath<unknown[]>({path: ['$', ...path], json, wrap: true, eval: false})
}

function elementAt(value: unknown, index: number): unknown {
  if (!Array.isArray(value)) throw new TemplateFault(`${typeName(value)} is not array or slice`)
  const place = index < 0 ? value.length + index : index
  if (place >= 0 && place < value.length) return value[place]
  throw new TemplateFault(`array index out of bounds: index ${index}, length ${value.length}`)
}

function sliced(value: readonly unknown[], {start = 0, end = value.length, step = 1}: Extract<Step, {kind: 'slice'}>) {
  if (step <= 0) throw new TemplateFault(`step must be > 0`)
  return value.slice(start, end).filter((_, place) => place % step === 0)
}

function holds({left, test}: Filter, origin: Origin): boolean {
  const lefts = valuesOf(left, origin)
  if (test === undefined) return lefts.length > 0
  const rights = valuesOf(test.right, origin)
  if (lefts.length === 0 || rights.length === 0) return false
  if (lefts.length > 1 || rights.length > 1) throw new TemplateFault('can only compare one element at a time')
  return compares(lefts[0], test.operator, rights[0])
}

function valuesOf(operand: Operand, origin: Origin): readonly unknown[] {
  return operand.kind === 'literal' ? [operand.value] : evaluatePath(operand.path, origin)
}

/** Only texts with texts and numbers with numbers have an order; no other two are equal. */
function compares(left: unknown, operator: Operator, right: unknown): boolean {
  if (operator === '==') return left === right
  if (operator === '!=') return left !== right
  const isOrdered =
    (typeof left === 'string' && typeof right === 'string') || (typeof left === 'number' && typeof right === 'number')
  if (!isOrdered) return false
  switch (operator) {
    case '<':
      return left < right
    case '>':
      return left > right
    case '<=':
      return left <= right
    case '>=':
      return left >= right
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function typeName(value: unknown): string {
  return isObject(value) ? 'map' : typeof value
}
