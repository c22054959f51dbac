import {createHash} from 'node:crypto'
import {type Confidence, startConfidence} from './confidence.ts'
import {type Endpoint, type EndpointOptions, endpointOf} from './endpoint.ts'
import type {Login} from './login.ts'
import type {Absence, Probe, ProbeOutcome} from './probe.ts'

/** How a run asks. */
export interface SessionOptions extends EndpointOptions {
  /**
   * Also read the manifest's body, as a pull does: a limit on reading and the platforms of an index show only there. By
   * default everywhere but at Docker Hub, where reading counts as a pull and asking for the headers does not.
   */
  readonly readsManifest?: (probe: Probe) => boolean
  /** Ends every request of the run. */
  readonly signal?: AbortSignal
}

/** The answer to a login that is not presented again. */
export type RefusedLogin = Extract<ProbeOutcome, {readonly kind: 'unauthorized'}>

/** What one run has learned of registries, so that no question is asked twice and no login is refused twice. */
export interface Session {
  readonly signal: AbortSignal | undefined
  readonly confidence: Confidence
  readsManifest(probe: Probe): boolean
  endpoint(registry: string): Endpoint
  /** This registry answers in plain HTTP where HTTPS was spoken to it. */
  fallBackToHttp(registry: string): void
  /** The outcome that stands for this login at this registry, once it was refused there. */
  refusal(registry: string, login: Login | undefined): RefusedLogin | undefined
  rememberRefusal(registry: string, login: Login, outcome: RefusedLogin): void
  /** Does this once for each key in the run; who comes later gets what the first one got. */
  once(key: string, ask: () => Promise<Absence | undefined>): Promise<Absence | undefined>
  /** Takes so many seconds of waiting from what the run has for this host; false where it has less left. */
  spendsWaiting(host: string, seconds: number): boolean
  countRequest(): void
  /** How many requests the run has sent. */
  readonly requests: number
}

/** Seconds that a run waits for one host that asks to come back later, all questions together. */
const longestWait = 10

/** Begins a run with nothing known. */
export function startSession(options: SessionOptions = {}): Session {
  const endpoints = new Map<string, Endpoint>()
  const refusals = new Map<string, RefusedLogin>()
  const asked = new Map<string, Promise<Absence | undefined>>()
  const waited = new Map<string, number>()
  let requests = 0
  return {
    signal: options.signal,
    confidence: startConfidence(),
    readsManifest: options.readsManifest ?? (({reference}) => reference.registry !== 'docker.io'),
    endpoint: (registry) => endpoints.get(registry) ?? endpointOf(registry, options),
    fallBackToHttp(registry) {
      endpoints.set(registry, {...endpointOf(registry, options), scheme: 'http', fallsBackToHttp: false})
    },
    refusal: (registry, login) => login && refusals.get(loginKey(registry, login)),
    rememberRefusal(registry, login, outcome) {
      refusals.set(loginKey(registry, login), outcome)
    },
    once(key, ask) {
      const answer = asked.get(key) ?? ask()
      asked.set(key, answer)
      return answer
    },
    spendsWaiting(host, seconds) {
      const sum = (waited.get(host) ?? 0) + seconds
      if (sum > longestWait) return false
      waited.set(host, sum)
      return true
    },
    countRequest() {
      requests++
    },
    get requests() {
      return requests
    },
  }
}

/** Equal for one login at one registry; a hash, so that no password stands in a key. */
export function loginKey(registry: string, login: Login | undefined): string {
  const identity = login === undefined ? [] : [login.username, login.password.reveal()]
  return createHash('sha256')
    .update(JSON.stringify([registry, ...identity]))
    .digest('hex')
}
