import type {GoJson} from './go-json.ts'

/** A JSON value of a kind that its Go field cannot hold (`UnmarshalTypeError`). */
export interface TypeMismatch {
  readonly found: GoJson['kind']
  /** The fields on the way to it, such as `auths.auth`; empty for the value itself. */
  readonly path: readonly string[]
  /** The Go type that was wanted. */
  readonly wanted: string
}

/** What Go says of a mismatch below a value of the type `struct`, since Go 1.24; older ones know less of the way. */
export function mismatchText({found, path, wanted}: TypeMismatch, struct: string): string {
  const place = path.length === 0 ? 'Go value' : `Go struct field ${[struct, ...path].join('.')}`
  return `json: cannot unmarshal ${found} into ${place} of type ${wanted}`
}

/**
 * The field that a JSON name stands for: the one spelled so, else one that differs by case alone (`foldName` in
 * encoding/json). Two characters beyond ASCII fold into it, U+017F to "s" and U+212A to "k".
 */
export function fieldNamed<Field extends string>(name: string, fields: readonly Field[]): Field | undefined {
  const alike = fields.filter((field) => field.length === name.length)
  if (alike.length === 0) return undefined
  return alike.find((field) => field === name) ?? alike.find((field) => folded(field) === folded(name))
}

/** Each character folds into one, so that only names of one length are alike. */
function folded(name: string): string {
  return name
    .replaceAll('\u017f', 's')
    .replaceAll('\u212a', 'k')
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
