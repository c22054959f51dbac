import type {PodEvent} from '../cluster/snapshot.ts'
import type {Evidence} from './finding.ts'

const unretrieved = /^Unable to retrieve some image pull secrets \(([^)]*)\)/

/**
 * The kubelet says so each time it looks after the Pod, every minute or two (`getPullSecretsForPod` out of `syncPod`), and
 * of what is said too often the event recorder lets one through every five minutes. What is older has been overcome.
 */
const longestSilenceMinutes = 15

/**
 * The pull secrets that the kubelet could not retrieve when it last looked, by an event FailedToRetrieveImagePullSecret.
 * None where the event is no longer of now, which is `takenAt`.
 */
export function unretrievedNames({reason, message, lastSeen}: PodEvent, takenAt: string): readonly string[] {
  if (reason !== 'FailedToRetrieveImagePullSecret') return []
  const minutes = lastSeen === undefined ? 0 : (Date.parse(takenAt) - Date.parse(lastSeen)) / 60_000
  return minutes > longestSilenceMinutes ? [] : (unretrieved.exec(message)?.[1]?.split(', ') ?? [])
}

/** The kubelet's own word about one Secret, the latest. */
export function unretrievedEvidence(name: string, events: readonly PodEvent[], takenAt: string): readonly Evidence[] {
  const event = events.findLast((each) => unretrievedNames(each, takenAt).includes(name))
  return event === undefined ? [] : [{kind: 'event', reason: event.reason, text: event.message}]
}
