import type {Credential} from '../credentials/credential.ts'
import type {LoginCheck} from '../registry/check-login.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import type {RateLimit} from '../registry/rate-limit.ts'
import {contentFault} from './content-fault.ts'
import {outcomeWarnings} from './outcome-warning.ts'
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
  /** What is odd about the way to the answer, such as a token server at a private address. */
  readonly warnings?: readonly string[]
  /** What is left of the pulls that the registry allows. */
  readonly rateLimit?: RateLimit
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
  const warnings = [...outcomeWarnings(outcome, subject.registry), ...unreadLayers(outcome), ...otherPlatform(outcome)]
  return {
    ...subject,
    ...(credential === 'anonymous' ? {} : {login: loginName(credential)}),
    answer: outcome.kind,
    isGood: isGood(outcome),
    ...(outcome.kind === 'readable' && outcome.digest !== undefined ? {digest: outcome.digest} : {}),
    ...(detail === undefined ? {} : {detail}),
    ...(warnings.length > 0 && {warnings}),
    ...('rateLimit' in outcome && outcome.rateLimit && {rateLimit: outcome.rateLimit}),
  }
}

function isGood(outcome: ProbeOutcome | LoginCheck): boolean {
  if (outcome.kind === 'readable') return contentFault(outcome.content) === undefined
  return outcome.kind === 'accepted' || outcome.kind === 'not-asked'
}

/** Where reading counts, an image is tried by its manifest's headers alone (see `SessionOptions.readsManifest`). */
function unreadLayers(outcome: ProbeOutcome | LoginCheck): readonly string[] {
  if (outcome.kind !== 'readable' || outcome.rateLimit === undefined || outcome.content !== undefined) return []
  return ['its layers were not looked at, since reading counts as a pull there']
}

/** No index, so that nothing keeps a runtime from pulling it to where it does not run. */
function otherPlatform(outcome: ProbeOutcome | LoginCheck): readonly string[] {
  const other = outcome.kind === 'readable' ? outcome.content?.otherPlatform : undefined
  if (other === undefined) return []
  return [`it is for ${other} alone, and a node that pulls it is of another platform: its programs do not start there`]
}

function loginName({username, source: {key, secret}}: Credential): NonNullable<Verdict['login']> {
  return {username, key, ...(secret === undefined ? {} : {secret: secret.name})}
}

function detailOf(outcome: ProbeOutcome | LoginCheck, registry: string): string | undefined {
  if (isGood(outcome)) return undefined
  if (outcome.kind === 'readable') return contentFault(outcome.content)
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
