import type {Readable} from 'node:stream'
import {setTimeout} from 'node:timers/promises'
import {field, isJsonObject, numberField, textField} from './json-field.ts'
import type {WatchEvent, WatchQuery} from './kube-api.ts'
import {KubeError} from './kube-error.ts'
import type {Call} from './kube-request.ts'

/** No object is larger than some 1.5 MiB in the server's own store. */
const lineLimit = 16 * 1024 * 1024

/** Between two watches of which the first brought nothing, as the backoff of client-go's reflector begins. */
const pauseMs = 800

/**
 * Changes of a collection (Kubernetes API concepts, "Efficient detection of changes"). A server ends each watch after
 * some minutes; it is taken up again where it ended. Without a `resourceVersion` it begins with an ADDED for everything
 * that is there, in no order of versions: where it breaks off in there it begins again, and an object may be ADDED twice.
 * Ends quietly when the signal fires; throws `expired` when the server no longer knows what happened since, so that the
 * list has to be read anew.
 */
export async function* watchEvents(
  open: (call: Call) => Promise<Readable>,
  query: WatchQuery,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent> {
  let version = query.resourceVersion
  while (!signal.aborted) {
    let isIdle = true
    try {
      for await (const line of linesOf(await open(watchCall(query, version, signal)))) {
        const event = parseEvent(line)
        isIdle = false
        const isOrdered = version !== undefined || event.type !== 'ADDED'
        if (isOrdered) version = textField(event.object, 'metadata', 'resourceVersion') ?? version
        if (event.type !== 'BOOKMARK') yield {type: event.type, object: event.object}
      }
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof KubeError) throw error
    }
    if (isIdle) await setTimeout(pauseMs, undefined, {signal}).catch(() => undefined)
  }
}

function watchCall(query: WatchQuery, version: string | undefined, signal: AbortSignal): Call {
  const {resource, namespace, labelSelector, fieldSelector} = query
  return {
    verb: 'watch',
    method: 'GET',
    address: {resource, ...(namespace !== undefined && {namespace})},
    query: {watch: 'true', allowWatchBookmarks: 'true', resourceVersion: version, labelSelector, fieldSelector},
    signal,
    stays: true,
  }
}

/** One line each; the last may be missing its end, when the connection broke, and is then left out. */
async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of stream) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > lineLimit) throw new KubeError('refused', 'the API server sends an object that is too large')
    yield* lines.filter((line) => line !== '')
  }
}

function parseEvent(line: string): {readonly type: WatchEvent['type'] | 'BOOKMARK'; readonly object: unknown} {
  const event = parseLine(line)
  const type = field(event, 'type')
  const object = field(event, 'object')
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
    case 'BOOKMARK':
      return {type, object}
    case 'ERROR':
      throw watchError(object)
    default:
      throw new KubeError('not-an-api-server', 'the server answers a watch with what is no change')
  }
}

function parseLine(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** A `Status` in the stream; 410 is the one that means something. */
function watchError(status: unknown): KubeError {
  const code = numberField(status, 'code') ?? 0
  const details = {status: code}
  if (code === 410) return new KubeError('expired', 'the server no longer knows what has changed since', details)
  return new KubeError('server-error', `the server ended the watch (${code})`, details)
}
