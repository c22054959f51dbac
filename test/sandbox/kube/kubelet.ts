import type {ApiServer} from './api-server.ts'
import {readCapture} from './captures.ts'
import {at, isObject, type JsonObject, listAt, objectAt, textAt} from './json.ts'

/** What happens to an image on a node: `pulls`, nothing at all, or what a recorded node said in its place. */
export type Outcome =
  | {readonly kind: 'pulls'}
  | {readonly kind: 'hangs'}
  /** The kubelet has no room, and the Pod ends there. */
  | {readonly kind: 'rejects'; readonly reason: string; readonly message: string}
  | {readonly kind: 'recorded'; readonly capture: string}

export interface KubeletOptions {
  readonly clock: () => Date
  outcome(node: string, image: string): Outcome
}

/**
 * The kubelets of all nodes of an API server: a Pod with `spec.nodeName` gets, in the next turn, the status and the events
 * that a recorded kubelet gave to a Pod of this kind, with its own names in them. Nothing is run and nothing is asked. A Pod
 * that is deleted meanwhile gets nothing. The image of a recording becomes that of the Pod, wherever it is quoted.
 */
export function startKubelet(api: ApiServer, {clock, outcome}: KubeletOptions): {stop(): void} {
  const stop = api.onAdded('v1', 'Pod', (pod) => {
    const node = textAt(pod, 'spec', 'nodeName')
    if (node === undefined || isObject(at(pod, 'status', 'containerStatuses'))) return
    setImmediate(() => play(api, pod, node, {clock, outcome}))
  })
  return {stop}
}

function play(api: ApiServer, pod: JsonObject, node: string, {clock, outcome}: KubeletOptions): void {
  const namespace = textAt(pod, 'metadata', 'namespace') ?? ''
  const name = textAt(pod, 'metadata', 'name') ?? ''
  const current = api.find('v1', 'Pod', name, namespace)
  if (current === undefined || textAt(current, 'metadata', 'uid') !== textAt(pod, 'metadata', 'uid')) return
  const [container] = listAt(current, 'spec', 'containers')
  const said = outcome(node, textAt(container, 'image') ?? '')
  const recording = recordingOf(said, isObject(container) ? container : {})
  const moved = moveTo(recording, current, node)
  api.put({apiVersion: 'v1', kind: 'Pod', ...current, status: {...moved.status, startTime: clock().toISOString()}})
  for (const event of moved.events) api.put(event)
}

interface Recording {
  readonly status: JsonObject
  readonly events: readonly JsonObject[]
  /** As it is written in the texts. */
  readonly pod: {readonly name: string; readonly namespace: string; readonly container: string; readonly image: string}
}

function recordingOf(said: Outcome, container: JsonObject): Recording {
  switch (said.kind) {
    case 'recorded':
      return readRecording(said.capture)
    case 'pulls':
      return started(readRecording('01-correct-secret'), container)
    case 'hangs':
      return hanging(readRecording('01-correct-secret'))
    case 'rejects': {
      const status = {phase: 'Failed', reason: said.reason, message: said.message}
      return {...readRecording('01-correct-secret'), status, events: []}
    }
  }
}

/** The first Pod of a capture, and what was said of it. */
export function readRecording(capture: string): Recording {
  const objects = readCapture(capture)
  const pod = objects.find(({kind}) => kind === 'Pod')
  const name = textAt(pod, 'metadata', 'name') ?? ''
  const [container] = listAt(pod, 'spec', 'containers')
  return {
    status: objectAt(pod, 'status'),
    events: objects.filter((object) => object['kind'] === 'Event' && textAt(object, 'involvedObject', 'name') === name),
    pod: {
      name,
      namespace: textAt(pod, 'metadata', 'namespace') ?? '',
      container: textAt(container, 'name') ?? '',
      image: textAt(container, 'image') ?? '',
    },
  }
}

/**
 * The recorded Pod runs; one whose command does not exist ends before that. What containerd's shim and runc say then was not
 * recorded: reason, exit code and words are those of kubelet and runc (`StartError`, 128).
 */
function started(recording: Recording, container: JsonObject): Recording {
  const [command] = listAt(container, 'command')
  const message = `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${String(command)}": stat ${String(command)}: no such file or directory`
  const terminated = {exitCode: 128, reason: 'StartError', message, startedAt: '1970-01-01T00:00:00Z'}
  const statuses = listAt(recording.status, 'containerStatuses').filter(isObject)
  const containerStatuses = statuses.map((status) => ({...status, state: {terminated}, ready: false, started: false}))
  const kept = recording.events.filter(({reason}) => reason !== 'Started')
  return {...recording, status: {...recording.status, phase: 'Failed', containerStatuses}, events: kept}
}

function hanging(recording: Recording): Recording {
  const statuses = listAt(recording.status, 'containerStatuses').filter(isObject)
  const state = {waiting: {reason: 'ContainerCreating'}}
  const containerStatuses = statuses.map((status) => ({...status, state, imageID: '', ready: false, started: false}))
  const kept = recording.events.filter(({reason}) => reason === 'Scheduled' || reason === 'Pulling')
  return {...recording, status: {...recording.status, phase: 'Pending', containerStatuses}, events: kept}
}

/** The scheduler has said nothing of a Pod that came with its node. */
function moveTo(recording: Recording, pod: JsonObject, node: string): Pick<Recording, 'status' | 'events'> {
  const [container] = listAt(pod, 'spec', 'containers')
  const name = textAt(pod, 'metadata', 'name') ?? ''
  const namespace = textAt(pod, 'metadata', 'namespace') ?? ''
  const moves: readonly (readonly [string, string])[] = [
    [recording.pod.image, textAt(container, 'image') ?? ''],
    [recording.pod.name, name],
    [recording.pod.namespace, namespace],
    [`spec.containers{${recording.pod.container}}`, `spec.containers{${textAt(container, 'name') ?? ''}}`],
    ['"lab-node"', JSON.stringify(node)],
  ]
  const move = (object: JsonObject): JsonObject => {
    const text = moves.reduce((done, [from, to]) => done.replaceAll(from, () => to), JSON.stringify(object))
    return JSON.parse(text)
  }
  const status = move(recording.status)
  const named = listAt(status, 'containerStatuses').filter(isObject)
  const containerStatuses = named.map((one) => ({...one, name: textAt(container, 'name') ?? ''}))
  const uid = textAt(pod, 'metadata', 'uid') ?? ''
  return {
    status: named.length === 0 ? status : {...status, containerStatuses},
    events: recording.events
      .filter(({reason}) => reason !== 'Scheduled')
      .map(move)
      .map((event) => ({...event, involvedObject: {...objectAt(event, 'involvedObject'), uid}})),
  }
}
