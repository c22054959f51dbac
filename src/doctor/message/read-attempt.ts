import type {FailurePart, Fault} from '../pull-failure.ts'
import type {ClauseRule, Saying} from './clause-rule.ts'
import {containerd} from './containerd.ts'
import {containersImage} from './containers-image.ts'
import {withWholeEnd} from './cut-off.ts'
import {distributionErrors} from './distribution-error.ts'
import {dockerEngine} from './docker-engine.ts'
import {type Clause, errorChain, quotedTexts} from './error-chain.ts'
import {goNetwork} from './go-network.ts'
import {httpStatus} from './http-status.ts'
import {kubelet} from './kubelet.ts'
import {looseSaying} from './loose-words.ts'
import type {HostError} from './mirror.ts'
import {nodeStorage} from './node-storage.ts'
import {isKeyringError} from './pull-reason.ts'
import {quotable, urlsIn} from './url.ts'

/** What one attempt's error says, and what it names besides. */
export interface AttemptReading {
  readonly part: FailurePart
  readonly image?: string
  readonly isSandbox: boolean
  /** False where no link was understood at all: the text may speak of something else. */
  readonly isAboutPull: boolean
}

/** A link of the chain, with what is known of its words. */
interface UnderstoodClause {
  readonly clause: Clause
  readonly saying: Saying
}

/** In the order in which they are asked: the first that knows a link explains it. */
const grammar: readonly ClauseRule[] = [
  kubelet,
  containerd,
  containersImage,
  dockerEngine,
  goNetwork,
  distributionErrors,
  nodeStorage,
  httpStatus,
].flat()

/**
 * Reads an error from the outside in. The last link that names a fault is the cause, except that a fault which says
 * more than its cause keeps its place: "no match for platform in manifest: not found" is no 404.
 */
export function readAttempt({text, mirror}: HostError): AttemptReading {
  const chain = withWholeEnd(errorChain(text))
  const understood = understand(chain, text)
  const sayings = understood.map(({saying}) => saying)
  const decisive = decisiveClause(understood)
  const image = sayings.find((saying) => saying.image !== undefined)?.image
  const url = urlsIn(text).at(-1)
  const status = last(sayings, 'status')
  const host = url?.host ?? last(sayings, 'host') ?? mirror?.host
  const serverMessage = registryWords(sayings)
  const asked = url?.asked ?? last(sayings, 'asked')
  const mirrorOf = url?.mirrorOf ?? mirror?.of
  const part: FailurePart = {
    text: ownWords(chain, text),
    at: place(sayings, url?.at),
    fault: decisive?.saying.fault ?? 'unknown',
    presented: last(sayings, 'presented') ?? 'unknown',
    ...(decisive && {quote: quotable(decisive.clause.text)}),
    ...(status !== undefined && {status}),
    ...(host !== undefined && host !== '' && {host}),
    ...(asked !== undefined && {asked}),
    ...(mirrorOf !== undefined && {mirrorOf}),
    ...(serverMessage !== undefined && {serverMessage}),
  }
  return {
    part,
    isSandbox: sayings.some((saying) => saying.isSandbox),
    isAboutPull: sayings.length > 0,
    ...(image !== undefined && {image}),
  }
}

/** By the forms of the programs; by phrases alone where these name no fault. */
function understand(chain: readonly Clause[], message: string): readonly UnderstoodClause[] {
  const formal = chain.flatMap((clause) => withSaying(clause, sayingOf(clause, message)))
  if (decisiveClause(formal) !== undefined) return formal
  const [own] = chain.filter(({text}) => !isPrefix(text))
  if (own !== undefined && isKeyringError(message.slice(own.start))) {
    return [...formal, {clause: own, saying: {at: 'keyring', fault: 'keyring-unreadable'}}]
  }
  const loose = chain.flatMap((clause) => withSaying(clause, looseSaying(clause)))
  if (loose.length > 0) return [...formal, ...loose]
  // A program that was run reports its error as %q; a name that is quoted has no blanks.
  const quoted = quotedTexts(message).filter((content) => content.includes(' '))
  return [...formal, ...quoted.flatMap((content) => understand(errorChain(content), content))]
}

function withSaying(clause: Clause, saying: Saying | undefined): readonly UnderstoodClause[] {
  return saying === undefined ? [] : [{clause, saying}]
}

function sayingOf(clause: Clause, message: string): Saying | undefined {
  for (const {clause: expression, says} of grammar) {
    const match = expression.exec(clause.text)
    if (match === null) continue
    const saying = typeof says === 'function' ? says(match) : says
    return saying.quotesRegistry === true ? {...saying, quotesRegistry: message.slice(clause.start).trim()} : saying
  }
  return undefined
}

/**
 * How much a fault tells beside others of the same chain: a 404 is the shape of many, a refusal may be quoted inside
 * another's words, and what the node or the kubelet says of itself is not changed by what it wraps.
 */
function weight(fault: Fault): number {
  switch (fault) {
    case 'unknown':
      return 0
    case 'http-status':
    case 'not-found':
    case 'truncated':
    case 'tls-handshake':
      return 1
    case 'unauthorized':
    case 'forbidden':
    case 'server-error':
      return 2
    case 'dns':
    case 'html':
    case 'no-platform':
    case 'no-space':
    case 'storage':
    case 'never-present':
    case 'pull-qps':
    case 'signature':
    case 'short-name':
    case 'invalid-reference':
      return 4
    case 'proxy':
    case 'keyring-unreadable':
    case 'credential-provider':
      return 5
    default:
      return 3
  }
}

function decisiveClause(understood: readonly UnderstoodClause[]): UnderstoodClause | undefined {
  const weightOf = ({saying}: UnderstoodClause) => weight(saying.fault ?? 'unknown')
  return understood
    .filter((entry) => weightOf(entry) > 0)
    .reduce<UnderstoodClause | undefined>(
      (best, entry) => (best === undefined || weightOf(entry) >= weightOf(best) ? entry : best),
      undefined,
    )
}

function last<Key extends 'at' | 'status' | 'host' | 'asked' | 'presented'>(
  sayings: readonly Saying[],
  key: Key,
): Saying[Key] | undefined {
  return sayings.findLast((saying) => saying[key] !== undefined)?.[key]
}

/** An "unknown" with nothing behind it is containerd's class of error (`errdefs.ErrUnknown`), not a registry's code. */
function registryWords(sayings: readonly Saying[]): string | undefined {
  return sayings
    .map(({quotesRegistry}) => quotesRegistry)
    .find((words): words is string => typeof words === 'string' && words !== 'unknown')
}

/** The innermost step that a link names; the URL decides where no link does. */
function place(sayings: readonly Saying[], urlAt: FailurePart['at'] | undefined): FailurePart['at'] {
  const named = last(sayings, 'at')
  if (named === 'blob' && urlAt === 'resolve') return 'manifest'
  if (named === undefined || named === 'resolve') return urlAt ?? named ?? 'unknown'
  return named
}

/** From the first link that is not the kubelet's. */
function ownWords(chain: readonly Clause[], message: string): string {
  const first = chain.find(({text}) => !isPrefix(text))
  return first === undefined
    ? message.trim()
    : message
        .slice(first.start)
        .trim()
        .replace(/^code ?=? ?\w+,? desc ?=? ?/, '')
}

/** What the kubelet and gRPC put before an error. */
function isPrefix(text: string): boolean {
  return /^(?:Failed to pull image|Back-off pulling image|ErrImagePull|Error$|rpc error|code )/.test(text)
}
