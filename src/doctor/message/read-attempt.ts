import type {FailurePart, Fault} from '../pull-failure.ts'
import type {ClauseRule, Saying} from './clause-rule.ts'
import {containerd} from './containerd.ts'
import {containersImage} from './containers-image.ts'
import {distributionErrors} from './distribution-error.ts'
import {dockerEngine} from './docker-engine.ts'
import {type Clause, errorChain} from './error-chain.ts'
import {goNetwork} from './go-network.ts'
import {httpStatus} from './http-status.ts'
import {kubelet} from './kubelet.ts'
import {nodeStorage} from './node-storage.ts'
import {urlsIn} from './url.ts'

/** What one attempt's error says, and what it names besides. */
export interface AttemptReading {
  readonly part: FailurePart
  readonly image?: string
  readonly isSandbox: boolean
  /** False where no link was understood at all: the text may speak of something else. */
  readonly isAboutPull: boolean
}

const grammars: readonly (readonly ClauseRule[])[] = [
  kubelet,
  containerd,
  containersImage,
  dockerEngine,
  distributionErrors,
  goNetwork,
  nodeStorage,
  httpStatus,
]

/**
 * Reads an error from the outside in. The last link that names a fault is the cause, except that a fault which says
 * more than its cause keeps its place: "no match for platform in manifest: not found" is no 404.
 */
export function readAttempt(message: string): AttemptReading {
  const chain = errorChain(message)
  const sayings = chain.flatMap((clause) => sayingOf(clause, message) ?? [])
  const fault = decisive(sayings.flatMap((saying) => saying.fault ?? []))
  const image = sayings.find((saying) => saying.image !== undefined)?.image
  const isSandbox = sayings.some((saying) => saying.isSandbox)
  const isAboutPull = sayings.length > 0
  const [url] = urlsIn(message).slice(-1)
  const status = last(sayings, 'status')
  const host = url?.host ?? last(sayings, 'host')
  const serverMessage = sayings.find((saying) => typeof saying.quotesRegistry === 'string')?.quotesRegistry
  const part: FailurePart = {
    text: ownWords(chain, message),
    at: place(sayings, url?.at),
    fault,
    presented: sayings.findLast((saying) => saying.presented !== undefined)?.presented ?? 'unknown',
    ...(status === undefined ? {} : {status}),
    ...(host === undefined || host === '' ? {} : {host}),
    ...(url?.asked === undefined ? {} : {asked: url.asked}),
    ...(url?.mirrorOf === undefined ? {} : {mirrorOf: url.mirrorOf}),
    ...(typeof serverMessage === 'string' ? {serverMessage} : {}),
  }
  return {part, isSandbox, isAboutPull, ...(image === undefined ? {} : {image})}
}

function sayingOf(clause: Clause, message: string): Saying | undefined {
  for (const {clause: expression, says} of grammars.flat()) {
    const match = expression.exec(clause.text)
    if (match === null) continue
    const saying = typeof says === 'function' ? says(match) : says
    return saying.quotesRegistry === true ? {...saying, quotesRegistry: message.slice(clause.start).trim()} : saying
  }
  return undefined
}

/** How much a fault tells. Of equals the innermost is believed. */
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
    case 'proxy':
    case 'dns':
    case 'html':
    case 'no-platform':
    case 'no-space':
    case 'never-present':
    case 'pull-qps':
    case 'keyring-unreadable':
    case 'credential-provider':
    case 'signature':
    case 'short-name':
    case 'invalid-reference':
      return 4
    default:
      return 3
  }
}

function decisive(faults: readonly Fault[]): Fault {
  return faults.reduce<Fault>((best, fault) => (weight(fault) >= weight(best) ? fault : best), 'unknown')
}

function last<Key extends 'status' | 'host'>(sayings: readonly Saying[], key: Key): Saying[Key] | undefined {
  return sayings.findLast((saying) => saying[key] !== undefined)?.[key]
}

/** The innermost step that a link names; the URL decides where no link does. */
function place(sayings: readonly Saying[], urlAt: FailurePart['at'] | undefined): FailurePart['at'] {
  const named = sayings.findLast((saying) => saying.at !== undefined)?.at
  if (named === 'blob' && urlAt === 'resolve') return 'manifest'
  if (named === undefined || named === 'resolve') return urlAt ?? named ?? 'unknown'
  return named
}

/** From the first link that is not the kubelet's. */
function ownWords(chain: readonly Clause[], message: string): string {
  const first = chain.find(
    ({text}) => !/^(?:Failed to pull image|Back-off pulling image|ErrImagePull|rpc error|code )/.test(text),
  )
  return first === undefined
    ? message.trim()
    : message
        .slice(first.start)
        .trim()
        .replace(/^code ?=? ?\w+,? desc ?=? ?/, '')
}
