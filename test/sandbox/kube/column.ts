import {age} from './human-duration.ts'
import {at, type Json, type JsonObject, numberAt, objectAt, textAt} from './json.ts'

/** One column of a Table. Priority 1 shows only with `-o wide`. */
export interface Column {
  readonly name: string
  readonly type: 'string' | 'integer' | 'boolean'
  readonly priority: 0 | 1
  cell(object: JsonObject, now: Date): Json
}

export const nameColumn = text('Name', 'metadata', 'name')
export const ageColumn: Column = {
  name: 'Age',
  type: 'string',
  priority: 0,
  cell: (object, now) => age(at(object, 'metadata', 'creationTimestamp'), now),
}

/** A column of texts. */
export function column(title: string, cell: Column['cell']): Column {
  return {name: title, type: 'string', priority: 0, cell}
}

/** A column of texts for `-o wide`. */
export function wide(title: string, cell: Column['cell']): Column {
  return {...column(title, cell), priority: 1}
}

/** What stands at a path. */
export function text(title: string, ...path: readonly string[]): Column {
  return column(title, (object) => textAt(object, ...path) ?? '')
}

/** A number at a path. */
export function count(title: string, path: readonly string[], priority: 0 | 1 = 0, absent = 0): Column {
  return {name: title, type: 'integer', priority, cell: (object) => numberAt(object, ...path) ?? absent}
}

/** How many members an object has. */
export function size(title: string, member: string): Column {
  return {name: title, type: 'integer', priority: 0, cell: (object) => Object.keys(objectAt(object, member)).length}
}

/** What an empty cell says. */
export function orNone(value: string | undefined): string {
  return value === undefined || value === '' ? '<none>' : value
}
