import {at, isObject, type Json, type JsonObject, listAt, numberAt, textAt} from './json.ts'

/** What `kubectl get pods` says of a Pod: the columns Ready, Status and Restarts (printPod in pkg/printers). */
export interface PodStatus {
  readonly ready: string
  readonly status: string
  readonly restarts: string
}

/** Works the three columns out as the server's printer does: init containers first, the last bad container wins. */
export function podStatus(pod: JsonObject): PodStatus {
  const statuses = listAt(pod, 'status', 'containerStatuses')
  const initial = initStatus(pod)
  const regular = containersStatus(statuses, textAt(pod, 'status', 'reason') ?? textAt(pod, 'status', 'phase') ?? '')
  const waitsForInit = initial !== undefined
  const total = listAt(pod, 'spec', 'containers').length
  const counted = waitsForInit ? listAt(pod, 'status', 'initContainerStatuses') : statuses
  const status = waitsForInit ? initial : regular
  return {
    ready: `${statuses.filter(isReady).length}/${total}`,
    status: textAt(pod, 'metadata', 'deletionTimestamp') === undefined ? status : 'Terminating',
    restarts: String(counted.reduce((sum: number, one) => sum + (numberAt(one, 'restartCount') ?? 0), 0)),
  }
}

/** `Init:...` while an init container is not through; nothing afterwards. */
function initStatus(pod: JsonObject): string | undefined {
  const statuses = listAt(pod, 'status', 'initContainerStatuses')
  const place = statuses.findIndex((status) => !isThrough(status))
  const status = statuses[place]
  if (status === undefined) return undefined
  const terminated = at(status, 'state', 'terminated')
  if (isObject(terminated)) return `Init:${endingOf(terminated)}`
  const waiting = textAt(status, 'state', 'waiting', 'reason') ?? ''
  if (waiting !== '' && waiting !== 'PodInitializing') return `Init:${waiting}`
  return `Init:${place}/${listAt(pod, 'spec', 'initContainers').length}`
}

/** Ended well, or a sidecar that has started. */
function isThrough(status: Json): boolean {
  return at(status, 'state', 'terminated', 'exitCode') === 0 || at(status, 'started') === true
}

function containersStatus(statuses: readonly Json[], initial: string): string {
  const reason = statuses.reduceRight((sofar: string, status) => containerReason(status) ?? sofar, initial)
  if (reason !== 'Completed' || !statuses.some((one) => isObject(at(one, 'state', 'running')) && isReady(one))) {
    return reason
  }
  return 'Running'
}

function containerReason(status: Json): string | undefined {
  const waiting = textAt(status, 'state', 'waiting', 'reason')
  if (waiting !== undefined && waiting !== '') return waiting
  const terminated = at(status, 'state', 'terminated')
  return isObject(terminated) ? endingOf(terminated) : undefined
}

function endingOf(terminated: JsonObject): string {
  const reason = textAt(terminated, 'reason') ?? ''
  if (reason !== '') return reason
  const signal = numberAt(terminated, 'signal') ?? 0
  return signal === 0 ? `ExitCode:${numberAt(terminated, 'exitCode') ?? 0}` : `Signal:${signal}`
}

function isReady(status: Json): boolean {
  return at(status, 'ready') === true
}
