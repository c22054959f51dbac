import {type JsonObject, objectAt} from './json.ts'

/**
 * Fields of an object, each as the path to it. An element of a path is spelled as in FieldsV1: `f:NAME` a member,
 * `k:{"name":"app"}` an item by its keys, `v:"x"` an item by its value.
 */
export type FieldSet = ReadonlySet<string>

const separator = '\n'

/** The member of a field set that stands for the path. */
export function joinPath(elements: readonly string[]): string {
  return elements.join(separator)
}

export function splitPath(path: string): readonly string[] {
  return path === '' ? [] : path.split(separator)
}

/** Whether `path` is `ancestor` or lies below it. */
export function isWithin(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(ancestor + separator)
}

/**
 * The path as messages print it: `.data.a`, `.spec.containers[name="app"].image` (Path.String in
 * structured-merge-diff).
 */
export function pathText(path: string): string {
  return splitPath(path)
    .map((element) => {
      const text = element.slice(2)
      if (element.startsWith('f:')) return `.${text}`
      if (element.startsWith('v:')) return `[=${text}]`
      const pairs = Object.entries(JSON.parse(text)).map(([key, value]) => `${key}=${JSON.stringify(value)}`)
      return `[${pairs.join(',')}]`
    })
    .join('')
}

/** The set in the form of `managedFields[].fieldsV1`: a tree, in which `.` marks a node that is a member itself. */
export function toFieldsV1(set: FieldSet): JsonObject {
  const root: Tree = new Map()
  for (const path of [...set].toSorted()) {
    const node = splitPath(path).reduce((tree: Tree, element) => branch(tree, element), root)
    node.set('.', new Map())
  }
  return objectOf(root)
}

/** Reads that form. */
export function fromFieldsV1(fields: JsonObject): FieldSet {
  const set = new Set<string>()
  collect(fields, [], set)
  return set
}

interface Tree extends Map<string, Tree> {}

function branch(tree: Tree, element: string): Tree {
  const known = tree.get(element)
  if (known !== undefined) return known
  const fresh: Tree = new Map()
  tree.set(element, fresh)
  return fresh
}

/** A node with nothing below it needs no mark. */
function objectOf(tree: Tree): JsonObject {
  const elements = [...tree].filter(([element]) => element !== '.' || tree.size > 1)
  return Object.fromEntries(elements.map(([element, node]) => [element, objectOf(node)]))
}

function collect(fields: JsonObject, path: readonly string[], into: Set<string>): void {
  const elements = Object.keys(fields)
  if (path.length > 0 && (elements.length === 0 || elements.includes('.'))) into.add(joinPath(path))
  for (const element of elements) {
    if (element !== '.') collect(objectAt(fields, element), [...path, element], into)
  }
}
