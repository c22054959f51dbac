import {isApplied} from './applied-pod.ts'
import {locateObjects, type ObjectPlace} from './locate-objects.ts'
import type {ManifestFile} from './parse-manifest.ts'
import type {Container, FilePlace, Pod} from './snapshot.ts'

/**
 * The Pods of manifests, each container with the line that names its image. Pods that are applied are passed over: who mends
 * them does so in the cluster, and files of thousands of them are not read twice.
 */
export function withFilePlaces(
  pods: readonly Pod[],
  files: readonly ManifestFile[],
  namespace = 'default',
): readonly Pod[] {
  const objects = new Map(files.flatMap((file) => placesIn(file, namespace)))
  return pods.map((pod) => {
    const object = isApplied(pod) ? undefined : objects.get(objectKey(ownKind(pod), pod.namespace, pod.name))
    return object === undefined ? pod : {...pod, containers: pod.containers.map((each) => placed(each, object))}
  })
}

interface Located extends ObjectPlace {
  readonly file: string
}

function placesIn(file: ManifestFile, namespace: string): readonly (readonly [string, Located])[] {
  const {path} = file
  if (path === undefined) return []
  return locateObjects(file, namespace).map((object) => [
    objectKey(object.kind, object.namespace, object.name),
    {...object, file: path},
  ])
}

function placed(container: Container, {file, line, images}: Located): Container {
  const named = images.find(({image}) => image === container.image)
  const place: FilePlace = {file, line: named?.line ?? line}
  return {...container, place}
}

function ownKind({templatePath, owner}: Pod): string {
  return templatePath === undefined ? 'Pod' : (owner?.kind ?? '')
}

function objectKey(kind: string, namespace: string, name: string): string {
  return JSON.stringify([kind, namespace, name])
}
