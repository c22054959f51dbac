import {type Cel, parseCel} from './parse-cel.ts'

type Scope = Readonly<Record<string, unknown>>

/**
 * What an expression of CEL comes to, for the functions and macros that admission policies here use. An absent field is
 * an error, as in CEL: nothing is `undefined`, and of `||` and `&&` either side may decide for the other's error.
 */
export function evaluateCel(text: string, scope: Scope): unknown {
  return evaluate(parseCel(text), scope)
}

function evaluate(cel: Cel, scope: Scope): unknown {
  switch (cel.kind) {
    case 'literal':
      return cel.value
    case 'name':
      return field(scope, cel.name)
    case 'list':
      return cel.items.map((item) => evaluate(item, scope))
    case 'select':
      return field(evaluate(cel.of, scope), cel.field)
    case 'message':
      return Object.fromEntries(Object.entries(cel.fields).map(([name, value]) => [name, evaluate(value, scope)]))
    case 'not':
      return !truth(evaluate(cel.of, scope))
    case 'choice':
      return evaluate(truth(evaluate(cel.test, scope)) ? cel.yes : cel.no, scope)
    case 'binary':
      return operate(cel, scope)
    case 'call':
      return cel.target === undefined ? has(cel, scope) : call(cel, cel.target, scope)
  }
}

function operate({operator, left, right}: Extract<Cel, {kind: 'binary'}>, scope: Scope): unknown {
  if (operator === '||' || operator === '&&') {
    const sides = [left, right].map((side) => () => truth(evaluate(side, scope)))
    return decided(sides, operator === '||')
  }
  const [one, other] = [evaluate(left, scope), evaluate(right, scope)]
  if (operator === '==') return one === other
  if (Array.isArray(one) && Array.isArray(other)) return [...one, ...other]
  if (typeof one === 'string' && typeof other === 'string') return one + other
  throw new Error('no such overload: +')
}

/** `decider` from any of them decides; else the first error, else the opposite. */
function decided(sides: readonly (() => boolean)[], decider: boolean): boolean {
  const errors: unknown[] = []
  for (const side of sides) {
    try {
      if (side() === decider) return decider
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw errors[0]
  return !decider
}

function has({name, args}: Extract<Cel, {kind: 'call'}>, scope: Scope): boolean {
  const [of] = args
  if (name !== 'has' || of?.kind !== 'select') throw new Error(`no such function: ${name}`)
  return Object.hasOwn(record(evaluate(of.of, scope)), of.field)
}

function call({name, args}: Extract<Cel, {kind: 'call'}>, target: Cel, scope: Scope): unknown {
  const value = evaluate(target, scope)
  if (Array.isArray(value)) return macro(name, value, args, scope)
  if (typeof value !== 'string') throw new Error(`no such overload: ${name}`)
  const [first] = args.map((arg) => evaluate(arg, scope))
  switch (name) {
    case 'matches':
      return new RegExp(String(first), 'su').test(value)
    case 'startsWith':
      return value.startsWith(String(first))
    case 'substring':
      return value.slice(Number(first))
    default:
      throw new Error(`no such function: ${name}`)
  }
}

function macro(name: string, list: readonly unknown[], args: readonly Cel[], scope: Scope): unknown {
  const [variable, body] = args
  if (variable?.kind !== 'name' || body === undefined) throw new Error(`${name} takes a variable and an expression`)
  const each = (item: unknown) => evaluate(body, {...scope, [variable.name]: item})
  switch (name) {
    case 'exists':
      return decided(
        list.map((item) => () => truth(each(item))),
        true,
      )
    case 'filter':
      return list.filter((item) => truth(each(item)))
    case 'map':
      return list.map(each)
    default:
      throw new Error(`no such macro: ${name}`)
  }
}

function field(of: unknown, name: string): unknown {
  const found = record(of)
  if (!Object.hasOwn(found, name)) throw new Error(`no such key: ${name}`)
  return found[name]
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new Error('no such overload: a field of no object')
  return Object.fromEntries(Object.entries(value))
}

function truth(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new Error('no such overload: not a boolean')
  return value
}
