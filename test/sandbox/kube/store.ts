import type {KubeObject} from './json.ts'
import type {ResourceType} from './resource-type.ts'
import {type StoredObject, storedObject} from './stored-object.ts'

/** What happened to one object at one revision. */
export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly revision: number
  readonly object: StoredObject
  /** The version before, which tells a watch with a selector whether the object has left its sight. */
  readonly previous?: StoredObject
}

/** All objects of one resource at one revision, sorted by key. */
export interface Snapshot {
  readonly revision: number
  readonly objects: readonly StoredObject[]
}

/** The objects of a server, with the revisions that lists and watches refer to. One counter for all, as etcd has it. */
export interface Store {
  revision(): number
  find(type: ResourceType, key: string): StoredObject | undefined
  /** Stores a new version under the next revision. */
  put(type: ResourceType, object: KubeObject): StoredObject
  /** Stores an object as it is; its revision stays, and those to come are above it. */
  load(type: ResourceType, object: KubeObject): StoredObject
  /** Removes an object; the answer is its last version, under the revision of the removal. */
  remove(stored: StoredObject): StoredObject
  now(type: ResourceType): Snapshot
  /** The snapshot that was held for this revision, if it has not been forgotten since. */
  held(type: ResourceType, revision: number): Snapshot | undefined
  /** Keeps a snapshot for the pages that are to follow. */
  hold(type: ResourceType, snapshot: Snapshot): void
  /** What happened after `revision`, or `undefined` where that is too long ago to know. */
  since(type: ResourceType, revision: number): readonly Change[] | undefined
  subscribe(type: ResourceType, watcher: Watcher): () => void
  /** Everyone who is told of changes now. */
  watchers(): readonly Watcher[]
  /** Forgets the past, as etcd does every five minutes: held snapshots, and the changes up to now. */
  compact(): void
}

/** Who is told of changes, until it unsubscribes. */
export interface Watcher {
  changed(change: Change): void
  /** Says how far it has seen. */
  bookmark(): void
  /** Ends in order. */
  end(): void
}

interface Shelf {
  readonly objects: Map<string, StoredObject>
  sorted: readonly StoredObject[] | undefined
  readonly held: Map<number, Snapshot>
  changes: Change[]
  readonly watchers: Set<Watcher>
}

const firstRevision = 1
const longestHistory = 10_000
const mostHeld = 64

/** An empty store. */
export function createStore(): Store {
  const shelves = new Map<ResourceType, Shelf>()
  let revision = firstRevision
  let oldest = firstRevision

  function shelf(type: ResourceType): Shelf {
    const known = shelves.get(type)
    if (known !== undefined) return known
    const fresh: Shelf = {objects: new Map(), sorted: undefined, held: new Map(), changes: [], watchers: new Set()}
    shelves.set(type, fresh)
    return fresh
  }

  function record(type: ResourceType, change: Change): void {
    const {changes, watchers} = shelf(type)
    changes.push(change)
    if (changes.length > longestHistory) oldest = Math.max(oldest, changes.shift()?.revision ?? 0)
    for (const watcher of [...watchers]) watcher.changed(change)
  }

  function keep(stored: StoredObject): void {
    const {type, key} = stored
    const place = shelf(type)
    const previous = place.objects.get(key)
    place.objects.set(key, stored)
    place.sorted = undefined
    if (previous === undefined) record(type, {type: 'ADDED', revision, object: stored})
    else record(type, {type: 'MODIFIED', revision, object: stored, previous})
  }

  return {
    revision: () => revision,
    find: (type, key) => shelf(type).objects.get(key),
    put(type, object) {
      revision++
      const stored = storedObject(type, atRevision(object, revision))
      keep(stored)
      return stored
    },
    load(type, object) {
      const own = Number(object.metadata.resourceVersion ?? Number.NaN)
      if (!Number.isSafeInteger(own)) return this.put(type, object)
      revision = Math.max(revision, own)
      const stored = storedObject(type, object)
      keep(stored)
      return stored
    },
    remove(stored) {
      const {type, key} = stored
      revision++
      const last = storedObject(type, atRevision(stored.object, revision))
      shelf(type).objects.delete(key)
      shelf(type).sorted = undefined
      record(type, {type: 'DELETED', revision, object: last, previous: stored})
      return last
    },
    now(type) {
      const place = shelf(type)
      place.sorted ??= [...place.objects.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
      return {revision, objects: place.sorted}
    },
    held: (type, asked) => shelf(type).held.get(asked),
    hold(type, snapshot) {
      const {held} = shelf(type)
      held.set(snapshot.revision, snapshot)
      const [eldest] = held.keys()
      if (held.size > mostHeld && eldest !== undefined) held.delete(eldest)
    },
    since(type, asked) {
      return asked < oldest ? undefined : shelf(type).changes.filter((change) => change.revision > asked)
    },
    subscribe(type, watcher) {
      const {watchers} = shelf(type)
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    watchers: () => [...shelves.values()].flatMap(({watchers}) => [...watchers]),
    compact() {
      oldest = revision
      for (const place of shelves.values()) {
        place.held.clear()
        place.changes = []
      }
    },
  }
}

function atRevision(object: KubeObject, revision: number): KubeObject {
  return {...object, metadata: {...object.metadata, resourceVersion: String(revision)}}
}
