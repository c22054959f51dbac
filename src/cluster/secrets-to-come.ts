import {textField} from './json-field.ts'
import {objectKey, type Unread} from './observations.ts'
import type {ManifestObject} from './parse-manifest.ts'

/** Where operators name the Secret that they make of such an object, where it is not called as the object itself. */
const namePaths = [
  ['spec', 'target', 'name'],
  ['spec', 'destination', 'name'],
  ['spec', 'secretName'],
  ['spec', 'template', 'metadata', 'name'],
] as const

/**
 * The Secrets, by `namespace/name`, that an operator makes of an object in the files, such as a SealedSecret or an
 * ExternalSecret: not missing, and what they will hold is not known. Such an object is known by its kind, which has "Secret" in it.
 */
export function secretsToCome(objects: readonly ManifestObject[]): ReadonlyMap<string, Unread> {
  const makers = objects.filter(({kind}) => kind !== 'Secret' && kind.includes('Secret'))
  return new Map(
    makers.map(({kind, namespace, name, object}): [string, Unread] => {
      const own = namePaths.flatMap((path) => textField(object, ...path) ?? [])[0]
      const reason = `it is made of ${kind} "${name}", which does not show what it will hold`
      return [objectKey({namespace, name: own ?? name}), {kind: 'failed', reason}]
    }),
  )
}
