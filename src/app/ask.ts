import type {Answered, GrantAnswer} from '../registry/ask-grants.ts'
import type {LoginCheck} from '../registry/check-login.ts'
import type {Login} from '../registry/login.ts'
import type {Exchange, Probe, ProbeOutcome} from '../registry/probe.ts'

/** Puts distinct questions to registries; the answers come by `probeKey`. It never throws for an answer. */
export type Ask = (probes: readonly Probe[]) => Promise<ReadonlyMap<string, ProbeOutcome>>

/** Tries a login by itself. It never throws for an answer. */
export type AskLogin = (registry: string, login: Login) => Promise<LoginCheck>

/** Asks what logins may do beyond pulling; the answers come by `loginKey`. It never throws for an answer. */
export type AskGrants = (answered: readonly Answered[]) => Promise<ReadonlyMap<string, GrantAnswer>>

/** What an answer was made of; see `ProbeOutcome`. */
interface Asked {
  readonly exchanges: readonly Exchange[]
  readonly absence?: {readonly exchanges: readonly Exchange[]}
  readonly content?: {readonly exchanges: readonly Exchange[]}
}

/** How many requests went out; answers that share an exchange, such as one token for two questions, count it once. */
export function requestCount(outcomes: Iterable<Asked>): number {
  return new Set([...outcomes].flatMap(allExchanges)).size
}

function allExchanges({exchanges, absence, content}: Asked): readonly Exchange[] {
  return [...exchanges, ...(absence?.exchanges ?? []), ...(content?.exchanges ?? [])]
}
