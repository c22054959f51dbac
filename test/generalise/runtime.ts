import {containerdError} from './containerd-words.ts'
import {crioError} from './containers-image-words.ts'
import {dockerError} from './docker-engine-words.ts'

/** The container runtimes whose words are known here, each for its releases of that line. */
export const runtimes = [
  'containerd-1.6',
  'containerd-1.7',
  'containerd-2.1',
  'containerd-2.3',
  'cri-o-1.24',
  'cri-o-1.36',
  'docker',
] as const

export type Runtime = (typeof runtimes)[number]

/** The image as it is asked for. */
export interface Asked {
  /** `host[:port]` as the reference has it. */
  readonly registry: string
  readonly repository: string
  /** Tag or digest. */
  readonly identifier: string
}

/** What befalls one attempt at a pull, in terms of the wire. */
export type Answer =
  /** 401 of a registry that asks for Basic. */
  | {readonly kind: 'basic-401'}
  /** The token server refuses. */
  | {readonly kind: 'token'; readonly status: number; readonly realm: string; readonly words?: string}
  /** A token that does not reach the repository. */
  | {readonly kind: 'scope'}
  /** Any other status on the manifest; `words` is "code: message" as the registry's JSON has it. */
  | {readonly kind: 'status'; readonly status: number; readonly words?: string; readonly html?: string}
  | {readonly kind: 'absent'; readonly what: 'manifest' | 'repository'}
  /** No answer; the error of Go's net packages. */
  | {readonly kind: 'net'; readonly error: string}
  /** As `net`, and at the host of the layers. */
  | {readonly kind: 'blob-net'; readonly url: string; readonly error: string}
  | {readonly kind: 'platform' | 'schema1' | 'html' | 'digest-mismatch' | 'cut-short' | 'layer-gone' | 'disk-full'}

/** What the runtime returns over CRI: the code of its gRPC status, and the text. */
export interface CriError {
  readonly code: string
  readonly text: string
  /** CRI-O's own classes of error, which the kubelet makes a reason of. */
  readonly reason?: string
}

/** The error of one attempt in a runtime's words. `hasLogin`: a user name and a password were presented. */
export function criError(runtime: Runtime, asked: Asked, answer: Answer, hasLogin: boolean): CriError {
  if (runtime === 'docker') {
    return {code: 'Unknown', text: `Error response from daemon: ${dockerError(asked, answer, hasLogin)}`}
  }
  return runtime.startsWith('cri-o')
    ? crioError(runtime, asked, answer)
    : containerdError(runtime, asked, answer, hasLogin)
}

/** Does the runtime quote what the registry writes into the body of a refusal? containerd began with 2.3. */
export function quotesRegistry(runtime: Runtime): boolean {
  return !runtime.startsWith('containerd') || runtime === 'containerd-2.3'
}

/** A runtime that is met with a kubelet which prints the code Unknown and forgets the cause while it backs off (before 1.29). */
export function isOld(runtime: Runtime): boolean {
  return runtime === 'containerd-1.6' || runtime === 'cri-o-1.24' || runtime === 'docker'
}
