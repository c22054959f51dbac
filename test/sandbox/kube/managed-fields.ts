import type {KubeObject} from './json.ts'
import type {ResourceType} from './resource-type.ts'
import type {Part} from './update-object.ts'
import type {WriteOptions} from './write-options.ts'
export interface OwnedWrite {
  readonly object: KubeObject
  readonly old?: KubeObject
  readonly part?: Part
  readonly options: WriteOptions
}
export function ownedAfterUpdate(_type: ResourceType, write: OwnedWrite): KubeObject {
  return write.object
}
