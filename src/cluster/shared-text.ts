import {isJsonObject} from './json-field.ts'

/**
 * Gives equal texts of many objects one place in memory: each page of a list brings its own copy of every image, node and
 * message, and the Pods of a large cluster have few different ones. The object is changed in place, so it has to be new.
 */
export function textSharing(): <T>(object: T) => T {
  const known = new Map<string, string>()
  const share = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(share)
    if (!isJsonObject(value)) return
    for (const [name, member] of Object.entries(value)) {
      if (typeof member !== 'string') share(member)
      else if (!known.has(member)) known.set(member, member)
      else Reflect.set(value, name, known.get(member))
    }
  }
  return (object) => {
    share(object)
    return object
  }
}
