import type {KubeObject} from './json.ts'
import type {PatchTarget} from './patch-object.ts'
import type {Store} from './store.ts'
import type {StoredObject} from './stored-object.ts'
import type {Part} from './update-object.ts'
import type {WriteOptions} from './write-options.ts'
export function applyObject(
  _s: Store,
  _t: PatchTarget,
  _o: StoredObject | undefined,
  _g: KubeObject,
  _p: Part,
  _w: WriteOptions,
): {readonly object: StoredObject; readonly isNew: boolean} {
  throw new Error('later')
}
