import {TemplateFault} from '../template-fault.ts'
import type {Base, Node, Operand, Pipeline} from './go-template.ts'
import {isTrue, sortedEntries, valueText} from './go-value.ts'
import {parseGoTemplate} from './parse-go-template.ts'
import {callFunction} from './template-function.ts'

/**
 * A value as `kubectl get -o go-template=TEMPLATE` prints it: the value as JSON is the dot, and no line end is added.
 * Numbers that are whole are printed whole.
 */
export function goTemplateText(value: unknown, template: string): string {
  const nodes = readGoTemplate(template)
  try {
    const scope: Scope = {dot: value, variables: [new Map([['$', value]])]}
    return run(nodes, scope).text
  } catch (error) {
    if (error instanceof TemplateFault) {
      throw new TemplateFault(`error executing template ${JSON.stringify(template)}: ${error.message}`, {cause: error})
    }
    throw error
  }
}

/** The template's parts, for whoever wants to know of its faults before there is a value. */
export function readGoTemplate(template: string): readonly Node[] {
  try {
    return parseGoTemplate(template)
  } catch (error) {
    if (error instanceof TemplateFault) {
      throw new TemplateFault(`error parsing template ${template}, ${error.message}`, {cause: error})
    }
    throw error
  }
}

interface Scope {
  readonly dot: unknown
  /** From the outermost block to the innermost. */
  readonly variables: readonly Map<string, unknown>[]
}

interface Outcome {
  readonly text: string
  /** A loop is to be left, or its next turn to begin. */
  readonly leaves?: 'break' | 'continue'
}

function run(nodes: readonly Node[], scope: Scope): Outcome {
  let text = ''
  for (const node of nodes) {
    const outcome = runNode(node, scope)
    text += outcome.text
    if (outcome.leaves) return {text, leaves: outcome.leaves}
  }
  return {text}
}

function runNode(node: Node, scope: Scope): Outcome {
  switch (node.kind) {
    case 'text':
      return {text: node.text}
    case 'print': {
      const value = evaluate(node.pipeline, scope)
      return {text: node.pipeline.variables.length > 0 ? '' : valueText(value)}
    }
    case 'if':
    case 'with': {
      const inner = within(scope)
      const value = evaluate(node.pipeline, inner)
      if (!isTrue(value)) return run(node.otherwise, inner)
      return run(node.body, node.kind === 'with' ? {...inner, dot: value} : inner)
    }
    case 'range':
      return runRange(node, scope)
    case 'break':
    case 'continue':
      return {text: '', leaves: node.kind}
  }
}

function runRange({pipeline, body, otherwise}: Extract<Node, {kind: 'if' | 'with' | 'range'}>, scope: Scope): Outcome {
  const entries = entriesOf(evaluate({...pipeline, variables: []}, scope))
  if (entries.length === 0) return run(otherwise, within(scope))
  let text = ''
  for (const [key, dot] of entries) {
    const inner = within({...scope, dot})
    const [first, second] = pipeline.variables
    if (first !== undefined) assign(first, second === undefined ? dot : key, pipeline.isDeclared, inner)
    if (second !== undefined) assign(second, dot, pipeline.isDeclared, inner)
    const outcome = run(body, inner)
    text += outcome.text
    if (outcome.leaves === 'break') break
  }
  return {text}
}

function entriesOf(value: unknown): readonly (readonly [unknown, unknown])[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return [...value.entries()]
  if (typeof value === 'object') return sortedEntries(value)
  throw new TemplateFault(`range can't iterate over ${valueText(value)}`)
}

function evaluate({commands, variables, isDeclared}: Pipeline, scope: Scope): unknown {
  const [first = [], ...others] = commands
  const value = others.reduce(
    (last, command) => evaluateCommand(command, scope, [last]),
    evaluateCommand(first, scope, []),
  )
  const [name] = variables
  if (name !== undefined) assign(name, value, isDeclared, scope)
  return value
}

function evaluateCommand(command: readonly Operand[], scope: Scope, last: readonly unknown[]): unknown {
  const [head, ...rest] = command
  if (head === undefined) return last[0]
  if (head.kind === 'function') {
    return callFunction(head.name, [...rest.map((operand) => evaluateOperand(operand, scope)), ...last])
  }
  if (rest.length > 0 || last.length > 0) throw new TemplateFault("can't give argument to non-function")
  return evaluateOperand(head, scope)
}

function evaluateOperand(operand: Operand, scope: Scope): unknown {
  switch (operand.kind) {
    case 'literal':
      return operand.value
    case 'function':
      return callFunction(operand.name, [])
    case 'fields':
      return operand.names.reduce(fieldOf, baseOf(operand.base, scope))
  }
}

function baseOf(base: Base, scope: Scope): unknown {
  switch (base.kind) {
    case 'dot':
      return scope.dot
    case 'variable':
      return blockOf(base.name, scope).get(base.name)
    case 'pipeline':
      return evaluate(base.pipeline, scope)
  }
}

function fieldOf(value: unknown, name: string): unknown {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new TemplateFault(
      `can't evaluate field ${name} in type ${Array.isArray(value) ? '[]interface {}' : typeof value}`,
    )
  }
  return new Map<string, unknown>(Object.entries(value)).get(name)
}

function within(scope: Scope): Scope {
  return {...scope, variables: [...scope.variables, new Map()]}
}

function assign(name: string, value: unknown, isDeclared: boolean, scope: Scope): void {
  const block = isDeclared ? scope.variables.at(-1) : blockOf(name, scope)
  block?.set(name, value)
}

function blockOf(name: string, scope: Scope): Map<string, unknown> {
  const block = scope.variables.findLast((variables) => variables.has(name))
  if (block === undefined) throw new TemplateFault(`undefined variable ${JSON.stringify(name)}`)
  return block
}
