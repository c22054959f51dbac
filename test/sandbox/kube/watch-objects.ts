import {goJson} from './json.ts'
import {revisionOf, type Selection} from './list-objects.ts'
import type {OutputStream, Reply} from './reply.ts'
import type {ResourceType} from './resource-type.ts'
import {expired, type StatusError} from './status-error.ts'
import type {Change, Store} from './store.ts'
import type {View} from './view.ts'

/**
 * A stream of changes after the query's `resourceVersion`, one JSON object a line; without one it begins with all that
 * is there, and with `sendInitialEvents` a bookmark says where that ends. A version that is too old gets one ERROR
 * event and the end. `timeoutSeconds` ends the stream in order.
 */
export function watchObjects(
  store: Store,
  type: ResourceType,
  view: View,
  selection: Selection,
  query: URLSearchParams,
): Reply {
  const from = revisionOf(query)
  const asksForInitial = query.get('sendInitialEvents') === 'true'
  const wantsInitial = from === 0 || asksForInitial

  function start(stream: OutputStream): void {
    const send = (event: string, json: string) => stream.write(`{"type":"${event}","object":${json}}\n`)
    const missed = wantsInitial ? [] : store.since(type, from)
    if (missed === undefined) {
      send('ERROR', goJson(tooOld(from, store).status))
      stream.end()
      return
    }
    const report = (change: Change) => {
      const seen = eventFor(change, selection)
      if (seen !== undefined) send(seen, view.one(change.object))
    }
    const bookmark = () => {
      if (query.get('allowWatchBookmarks') === 'true') send('BOOKMARK', view.bookmark(store.revision()))
    }
    const end = () => {
      bookmark()
      stream.end()
    }
    if (wantsInitial) {
      for (const object of store.now(type).objects.filter(selection.matches)) send('ADDED', view.one(object))
      if (asksForInitial) send('BOOKMARK', view.bookmark(store.revision(), {'k8s.io/initial-events-end': 'true'}))
    }
    for (const change of missed) report(change)
    const stop = store.subscribe(type, {changed: report, bookmark, end})
    const timer = endAfter(query, end)
    stream.onClose(() => {
      stop()
      clearTimeout(timer)
    })
  }
  return {kind: 'stream', start}
}

/** What a change means to a watcher that sees only part of the objects. */
function eventFor({type, object, previous}: Change, selection: Selection): Change['type'] | undefined {
  const was = previous !== undefined && selection.matches(previous)
  const is = type !== 'DELETED' && selection.matches(object)
  if (is) return was ? 'MODIFIED' : 'ADDED'
  return was ? 'DELETED' : undefined
}

function endAfter(query: URLSearchParams, end: () => void): NodeJS.Timeout | undefined {
  const seconds = Number(query.get('timeoutSeconds') ?? 0)
  return seconds > 0 ? setTimeout(end, seconds * 1000).unref() : undefined
}

function tooOld(from: number, store: Store): StatusError {
  return expired(`too old resource version: ${from} (${store.revision()})`)
}
