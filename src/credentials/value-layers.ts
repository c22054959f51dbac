import type {ValuePath, ValuesDocument} from './values-document.ts'
import {ValuesFault} from './values-fault.ts'

/** A value that a flag gives, by its path in dots: `registryToken`, `app.registryToken`. */
export interface GivenValue {
  readonly path: string
  readonly text: string
}

/** The values that templates are filled from. */
export interface ValueLayers {
  /**
   * The text of `.Values.a.b` for a template below `scope`. As in a subchart `.Values` is what stands beside the list,
   * but what the chart around has under that name will do as well, the nearest first.
   */
  valueAt(path: readonly string[], scope: readonly string[]): string | undefined
  /** Given values that no template has asked for, so far. */
  unused(): readonly string[]
}

/** What a flag gives comes before every file; of files the last one that has the value counts. */
export function valueLayers(given: readonly GivenValue[], documents: readonly ValuesDocument[]): ValueLayers {
  const byPath = new Map(given.map(({path, text}) => [path, text]))
  const used = new Set<string>()
  const find = (path: readonly string[]) => {
    const name = path.join('.')
    used.add(name)
    return byPath.get(name) ?? fromDocuments(documents, path)
  }
  return {
    valueAt(path, scope) {
      for (let depth = scope.length; depth >= 0; depth -= 1) {
        const value = find([...scope.slice(0, depth), ...path])
        if (value !== undefined) return value
      }
      return undefined
    },
    unused: () => [...byPath.keys()].filter((path) => !used.has(path)),
  }
}

/** The member of a mapping, own ones only. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.getOwnPropertyDescriptor(value, name)?.value
}

/** As a message says where something stands: `file "values.yaml" line 3: app.token`. */
export function placeOf(document: ValuesDocument, path: ValuePath): string {
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
  return `${document.name} line ${document.lineOf(path)}: ${name.replace(/^\./, '')}`
}

/** What a value is called that is no text. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return value === null ? 'empty' : 'a mapping'
  if (typeof value === 'boolean') return 'true or false'
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`
}

function fromDocuments(documents: readonly ValuesDocument[], path: readonly string[]): string | undefined {
  for (const document of documents.toReversed()) {
    const value = path.reduce<unknown>(memberOf, document.value)
    if (value === undefined || value === null) continue
    if (typeof value !== 'string') {
      throw new ValuesFault(`${placeOf(document, path)} is ${kindOf(value)}, and a template wants its text`, [
        'Write a text in quotes.',
      ])
    }
    if (value.includes('{{')) throw new ValuesFault(`${placeOf(document, path)} is a template itself`)
    return value
  }
  return undefined
}
