import type {FailurePart} from '../pull-failure.ts'
import type {Saying} from './clause-rule.ts'
import {withWholeEnd} from './cut-off.ts'
import {decisiveClause} from './decisive-clause.ts'
import {type Clause, errorChain} from './error-chain.ts'
import type {HostError} from './mirror.ts'
import {isPrefix, understand} from './understand.ts'
import {quotable, urlsIn} from './url.ts'

/** What one attempt's error says, and what it names besides. */
export interface AttemptReading {
  readonly part: FailurePart
  readonly image?: string
  readonly isSandbox: boolean
  /** False where no link was understood at all: the text may speak of something else. */
  readonly isAboutPull: boolean
}

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
  const status = last(sayings, 'status')
  const serverMessage = registryWords(sayings)
  // A URL in the registry's own words is where it sends the reader, not what was asked.
  const url = urlsIn(serverMessage === undefined ? text : text.replaceAll(serverMessage, '')).at(-1)
  const host = url?.host ?? last(sayings, 'host') ?? mirror?.host
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
