import type {PullSecret} from '../credentials/pull-secret.ts'
import type {Cause} from './cause.ts'
import type {Finding, Remedy} from './finding.ts'
import type {PullCase} from './pull-case.ts'
import {refusalOf} from './refusal.ts'

/** Causes that rest on the registry's having been shown the login that is in the Secret now. */
const ofPresentedLogin: ReadonlySet<Cause> = new Set<Cause>([
  'bad-credentials',
  'token-expired',
  'no-pull-permission',
  'repository-not-found-or-no-access',
])

/** The longest back-off of the kubelet is five minutes (`MaxContainerBackOff`); the pull itself takes its time, too. */
const longestBackOffMinutes = 6

/**
 * The Secret that the login comes from, where it was made or changed so lately that the kubelet may not have pulled with it
 * yet: after the last try that an event tells of, and less than a back-off ago. What the kubelet says is then about what
 * was there before. Undefined where one of the logins is older.
 */
export function untriedSecret(pullCase: PullCase): PullSecret | undefined {
  const {pullSecrets, takenAt, failure} = pullCase
  if (failure === undefined || failure.from === 'probe') return undefined
  const since = lastTry(pullCase)
  const names = new Set(refusalOf(pullCase)?.logins.map(({source}) => source.secret?.name))
  const secrets = pullSecrets.flatMap(({name, secret}) => {
    return names.has(name) && secret.kind === 'value' && secret.value !== undefined ? [secret.value] : []
  })
  const isUntried = (secret: PullSecret) => {
    const changed = Date.parse(secret.changedAt ?? secret.createdAt ?? '')
    return changed > since && Date.parse(takenAt) - changed < longestBackOffMinutes * 60_000
  }
  return secrets.length === names.size && secrets.every(isUntried) ? secrets[0] : undefined
}

/** A finding as far as it can be believed while the login has not been tried; what this machine has proved stays so. */
export function withUntriedSecret(finding: Finding, cause: Cause, {name}: PullSecret): Finding {
  if (!ofPresentedLogin.has(cause) || finding.certainty === 'proved') return finding
  const wait: Remedy = {
    step: `Wait for the kubelet's next try, within five minutes: secret "${name}" was written after the last one that is known.`,
  }
  return {...finding, certainty: 'possible', remedies: [wait, ...finding.remedies]}
}

/** Milliseconds; the Pod's making, where no event tells of a try. */
function lastTry({plan: {pod, container}, events}: PullCase): number {
  const tries = events.filter(
    (event) =>
      (event.container ?? container.name) === container.name &&
      (event.reason === 'Pulling' || event.message.startsWith('Failed to pull image')),
  )
  return Date.parse(tries.at(-1)?.lastSeen ?? pod.createdAt ?? '')
}
