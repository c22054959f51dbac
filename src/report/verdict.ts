import type {Credential} from '../credentials/credential.ts'
import type {LoginCheck} from '../registry/check-login.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import type {PullName} from './pull-name.ts'

/** What one registry answered to one login, for one image or for the login alone. */
export interface Verdict {
  readonly registry: string
  /** Absent where no image needs this login: then only the login itself was tried. */
  readonly image?: string
  /** Who asked; absent where nobody's login was presented. */
  readonly login?: {readonly username: string; readonly key: string; readonly secret?: string}
  readonly answer: ProbeOutcome['kind'] | LoginCheck['kind']
  readonly isGood: boolean
  readonly digest?: string
  /** Status and words of the answer that decided, fit to be shown. */
  readonly detail?: string
  /** The Pods' containers that pull this image with the Secret. */
  readonly pulls: readonly PullName[]
}

/** A verdict out of an answer. A registry that asks nobody for a login proves nothing against it. */
export function verdict(
  subject: Pick<Verdict, 'registry' | 'image' | 'pulls'>,
  credential: Credential | 'anonymous',
  outcome: ProbeOutcome | LoginCheck,
): Verdict {
  const detail = detailOf(outcome)
  return {
    ...subject,
    ...(credential === 'anonymous' ? {} : {login: loginName(credential)}),
    answer: outcome.kind,
    isGood: outcome.kind === 'readable' || outcome.kind === 'accepted' || outcome.kind === 'not-asked',
    ...(outcome.kind === 'readable' && outcome.digest !== undefined ? {digest: outcome.digest} : {}),
    ...(detail === undefined ? {} : {detail}),
  }
}

function loginName({username, source: {key, secret}}: Credential): NonNullable<Verdict['login']> {
  return {username, key, ...(secret === undefined ? {} : {secret: secret.name})}
}

function detailOf(outcome: ProbeOutcome | LoginCheck): string | undefined {
  if (outcome.kind === 'unreachable') return `${outcome.failure.kind} (${outcome.failure.code})`
  if (outcome.kind === 'refused' || outcome.kind === 'not-a-registry') return outcome.reason
  const exchange = outcome.exchanges.at(-1)
  if (exchange?.status === undefined) return undefined
  const words = [exchange.code, exchange.message].filter((word) => word !== undefined).join(': ')
  return words === '' ? String(exchange.status) : `${exchange.status} ${words}`
}
