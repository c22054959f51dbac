import type {PullName} from './pull-name.ts'

/** The line of a container's image, or else of the object, in the order in which they are looked for. */
export function placeKeys({namespace, pod, owner, image}: PullName): readonly string[] {
  const [kind = '', name = ''] = owner?.split('/') ?? []
  const objects = [objectPlaceKey('Pod', namespace, pod), ...(owner ? [objectPlaceKey(kind, namespace, name)] : [])]
  return [...objects.map((key) => imagePlaceKey(key, image)), ...objects]
}

export function objectPlaceKey(kind: string, namespace: string, name: string): string {
  return JSON.stringify([kind, namespace, name])
}

export function imagePlaceKey(objectKey: string, image: string): string {
  return `${objectKey} ${image}`
}
