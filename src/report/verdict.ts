import type {Credential} from '../credentials/credential.ts'
import type {LoginCheck} from '../registry/check-login.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import type {PullName} from './pull-name.ts'
import {transportWords} from './transport-words.ts'

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
  const detail = detailOf(outcome, subject.registry)
  return {
    ...subject,
    ...(credential === 'anonymous' ? {} : {login: loginName(credential)}),
    answer: outcome.kind,
    isGood: isGood(outcome),
    ...(outcome.kind === 'readable' && outcome.digest !== undefined ? {digest: outcome.digest} : {}),
    ...(detail === undefined ? {} : {detail}),
  }
}

function isGood({kind}: ProbeOutcome | LoginCheck): boolean {
  return kind === 'readable' || kind === 'accepted' || kind === 'not-asked'
}

function loginName({username, source: {key, secret}}: Credential): NonNullable<Verdict['login']> {
  return {username, key, ...(secret === undefined ? {} : {secret: secret.name})}
}

function detailOf(outcome: ProbeOutcome | LoginCheck, registry: string): string | undefined {
  if (isGood(outcome)) return undefined
  if (outcome.kind === 'unreachable') {
    const {host, kind, code} = outcome.failure
    const who = host === registry || host === `${registry}:443` ? '' : `${host}: `
    return `${who}${transportWords[kind]} (${code})`
  }
  if (outcome.kind === 'refused' || outcome.kind === 'not-a-registry') return outcome.reason
  // What comes after the refusal, such as a look at the list of tags, only makes out what it means.
  const exchange = outcome.exchanges.findLast(({status = 0}) => status >= 400)
  if (exchange === undefined) return undefined
  const words = [exchange.code, exchange.message].filter((word) => word !== undefined).join(': ')
  return words === '' ? String(exchange.status) : `${exchange.status} ${words}`
}
