import {imagePlaceKey, objectPlaceKey} from '../report/place-key.ts'
import type {Place} from '../report/render-options.ts'
import {listFolder, readInput} from './io.ts'

/** The lines of the Pods, workloads and images in files that a user named; standard input has none to point to. What a folder holds are manifests, whose pulls name their lines themselves. */
export async function filePlaces(names: readonly string[], namespace = 'default'): Promise<ReadonlyMap<string, Place>> {
  const {locateObjects} = await import('../cluster/locate-objects.ts')
  const places = new Map<string, Place>()
  for (const file of names.filter((name) => name !== '-' && listFolder(name, false) === undefined)) {
    const text = Buffer.from(await readInput(file)).toString('utf8')
    for (const object of locateObjects({text}, namespace)) {
      const key = objectPlaceKey(object.kind, object.namespace, object.name)
      places.set(key, {file, line: object.line})
      // The spec comes first; the status names images again.
      for (const {image, line} of object.images.toReversed()) places.set(imagePlaceKey(key, image), {file, line})
    }
  }
  return places
}
