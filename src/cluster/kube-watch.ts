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

/** A server is asked to end a watch after so long, which is the least that client-go's reflector asks for. */
const lifetimeSeconds = 300

/** Bookmarks come about every minute, and the end after the lifetime: who is silent for longer is not there any more. */
const silenceLimitMs = (lifetimeSeconds + 30) * 1000

const metadataTypes = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json'

/**
 * Changes of a collection (Kubernetes API concepts, "Efficient detection of changes"). A server ends each watch after
 * some minutes; it is taken up again where it ended. Without a `resourceVersion` it begins with an ADDED for everything
 * that is there, in no order of versions: where it breaks off in there it begins again, and an object may be ADDED twice.
 * A connection that has gone silent, as one that a proxy keeps open to nobody, is taken up anew as well. Ends quietly when
 * the signal fires; throws `expired` when the list has to be read anew: where the server no longer knows what happened
 * since, and where a connection never said a word, not even a bookmark, since then the next one would not either.
 */
export async function* watchEvents(
  open: (call: Call) => Promise<Readable>,
  query: WatchQuery,
  signal: AbortSignal,
  silenceMs = silenceLimitMs,
): AsyncGenerator<WatchEvent> {
  let version = query.resourceVersion
  while (!signal.aborted) {
    let isIdle = true
    const silence = silenceAfter(silenceMs)
    try {
      const stream = await open(watchCall(query, version, AbortSignal.any([signal, silence.signal])))
      silence.signal.addEventListener('abort', () => stream.destroy(), {once: true})
      for await (const line of linesOf(stream, silence.heard)) {
        const event = parseEvent(line)
        isIdle = false
        const isOrdered = version !== undefined || event.type !== 'ADDED'
        if (isOrdered) version = textField(event.object, 'metadata', 'resourceVersion') ?? version
        if (event.type !== 'BOOKMARK') yield {type: event.type, object: event.object}
      }
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof KubeError && !silence.signal.aborted) throw error
    } finally {
      silence.end()
    }
    if (silence.signal.aborted && !silence.wasBroken()) throw new KubeError('expired', 'the watch says nothing')
    if (isIdle) await setTimeout(pauseMs, undefined, {signal}).catch(() => undefined)
  }
}

function watchCall(query: WatchQuery, version: string | undefined, signal: AbortSignal): Call {
  const {resource, namespace, labelSelector, fieldSelector, metadataOnly = false} = query
  return {
    verb: 'watch',
    method: 'GET',
    address: {resource, ...(namespace !== undefined && {namespace})},
    query: {
      watch: 'true',
      allowWatchBookmarks: 'true',
      timeoutSeconds: String(lifetimeSeconds),
      resourceVersion: version,
      labelSelector,
      fieldSelector,
    },
    ...(metadataOnly && {accept: metadataTypes}),
    signal,
    stays: true,
  }
}

interface Silence {
  /** Fires once nothing was heard for too long. */
  readonly signal: AbortSignal
  readonly heard: () => void
  /** Was anything heard at all? */
  wasBroken(): boolean
  end(): void
}

function silenceAfter(milliseconds: number): Silence {
  const controller = new AbortController()
  const timer = globalThis.setTimeout(() => controller.abort(), milliseconds)
  let isBroken = false
  return {
    signal: controller.signal,
    heard() {
      isBroken = true
      timer.refresh()
    },
    wasBroken: () => isBroken,
    end: () => clearTimeout(timer),
  }
}

/** One line each; the last may be missing its end, when the connection broke, and is then left out. */
async function* linesOf(stream: Readable, heard: () => void): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of stream) {
    heard()
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
      throw new KubeError('not-an-api-server', 'the server answers a watch with something that is not a change')
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
