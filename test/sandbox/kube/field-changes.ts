import {type FieldSet, joinPath} from './field-set.ts'
import {childrenOf, ownable} from './field-tree.ts'
import {isList, isObject, type Json, type JsonObject, sameJson} from './json.ts'

/** How one version of an object differs from another, field by field. */
export interface FieldChanges {
  /** Fields that were not there, or not with this value. */
  readonly written: FieldSet
  readonly removed: FieldSet
}

/** Members that are there in every Go object, so that writing into them does not make them appear. */
const alwaysThere = new Set([
  'containers',
  'jobTemplate',
  'metadata',
  'source',
  'spec',
  'status',
  'strategy',
  'template',
])

/** Compares two versions (Compare in structured-merge-diff). */
export function fieldChanges(old: JsonObject, object: JsonObject): FieldChanges {
  const written = new Set<string>()
  const removed = new Set<string>()

  function compare(
    path: readonly string[],
    field: string,
    before: Json | undefined,
    after: Json | undefined,
    isItem: boolean,
  ) {
    if (sameJson(before, after)) return
    const name = joinPath(path)
    if (before === undefined) written.add(name)
    if (after === undefined) removed.add(name)
    const olds = new Map(childrenOf(field, before, isItem).map((child) => [child.element, child]))
    const news = new Map(childrenOf(field, after, isItem).map((child) => [child.element, child]))
    if (before !== undefined && after !== undefined && olds.size + news.size === 0) written.add(name)
    for (const element of new Set([...olds.keys(), ...news.keys()])) {
      const next = news.get(element) ?? olds.get(element)
      if (next === undefined) continue
      const was = olds.get(element)?.value ?? implied(next.field, before, news.get(element)?.value)
      compare([...path, element], next.field, was, news.get(element)?.value, isList(before ?? after))
    }
  }

  compare([], '', ownable(old), ownable(object), false)
  return {written, removed}
}

/** Of an object that is there, the empty value of a member that it cannot be without. */
function implied(field: string, parent: Json | undefined, after: Json | undefined): Json | undefined {
  if (!isObject(parent) || !alwaysThere.has(field)) return undefined
  if (isList(after)) return []
  return isObject(after) ? {} : undefined
}

/** The fields that an applied configuration is about (ToFieldSet): its leaves, and each item of a list with keys. */
export function appliedFields(configuration: JsonObject): FieldSet {
  const set = new Set<string>()

  function visit(path: readonly string[], field: string, value: Json, isItem: boolean): void {
    const children = childrenOf(field, value, isItem)
    if (path.length > 0 && (children.length === 0 || isItem)) set.add(joinPath(path))
    for (const child of children) visit([...path, child.element], child.field, child.value, isList(value))
  }

  visit([], '', ownable(configuration), false)
  return set
}
