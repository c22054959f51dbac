import {goJson} from '../go-template/go-json-text.ts'
import {TemplateFault} from '../template-fault.ts'
import {evaluatePath, type Origin} from './evaluate-path.ts'
import type {Part} from './jsonpath.ts'
import {parseJsonpath} from './parse-jsonpath.ts'

/**
 * A value as `kubectl get -o jsonpath=TEMPLATE` prints it: the values of one path with a blank between them, objects and
 * lists as JSON, and no line end that the template does not have. Its errors are kubectl's.
 */
export function jsonpathText(value: unknown, template: string): string {
  const parts = readJsonpath(template)
  try {
    return partsText(parts, {root: value, current: value})
  } catch (error) {
    if (error instanceof TemplateFault) {
      throw new TemplateFault(`error executing jsonpath ${JSON.stringify(template)}: ${error.message}`, {cause: error})
    }
    throw error
  }
}

/** The template's parts, for whoever wants to know of its faults before there is a value. */
export function readJsonpath(template: string): readonly Part[] {
  try {
    return parseJsonpath(template)
  } catch (error) {
    if (error instanceof TemplateFault) {
      throw new TemplateFault(`error parsing jsonpath ${template}, ${error.message}`, {cause: error})
    }
    throw error
  }
}

function partsText(parts: readonly Part[], origin: Origin): string {
  return parts.map((part) => partText(part, origin)).join('')
}

function partText(part: Part, origin: Origin): string {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'path':
      return evaluatePath(part.path, origin).map(valueText).join(' ')
    case 'range':
      return evaluatePath(part.path, origin)
        .map((current) => partsText(part.body, {...origin, current}))
        .join('')
  }
}

function valueText(value: unknown): string {
  return typeof value === 'object' && value !== null ? goJson(value) : String(value ?? '<nil>')
}
