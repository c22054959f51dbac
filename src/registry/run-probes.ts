import type {Http} from './http-message.ts'
import {limiter} from './limiter.ts'
import {loginOf} from './login.ts'
import {mergedProbes} from './merged-probes.ts'
import {type Probe, type ProbeOutcome, probeKey} from './probe.ts'
import {runProbe} from './run-probe.ts'
import {loginKey, type Session, startSession} from './session.ts'

/** How many questions are on the way at once: kind to a registry, and quick where there are many. */
const atOncePerRegistry = 4
const atOnce = 32

/** What the questions of one run share. */
export interface ProbesOptions {
  readonly session?: Session
  /** Told of each outcome as it comes. */
  readonly onOutcome?: (probe: Probe, outcome: ProbeOutcome) => void
}

/**
 * Asks each distinct question once; the outcomes are keyed by `probeKey`. A login's first question to a registry goes
 * ahead of its others, so that a refused login is presented once and not once for each image.
 */
export async function runProbes(
  probes: readonly Probe[],
  http: Http,
  {session = startSession(), onOutcome}: ProbesOptions = {},
): Promise<ReadonlyMap<string, ProbeOutcome>> {
  const distinct = mergedProbes(probes)
  const outcomes = new Map<string, ProbeOutcome>()
  const everywhere = limiter(atOnce)
  const registries = new Map(probes.map(({reference}) => [reference.registry, limiter(atOncePerRegistry)]))

  async function run(probe: Probe): Promise<void> {
    const here = registries.get(probe.reference.registry) ?? everywhere
    const outcome = await here(() => everywhere(() => runProbe(probe, http, session)))
    outcomes.set(probeKey(probe), outcome)
    onOutcome?.(probe, outcome)
  }

  const groups = Map.groupBy(distinct.values(), ({reference, attempt}) =>
    loginKey(reference.registry, loginOf(attempt)),
  )
  await Promise.all(
    [...groups.values()].map(async ([first, ...others]) => {
      if (first !== undefined) await run(first)
      await Promise.all(others.map(run))
    }),
  )
  return new Map([...distinct.keys()].flatMap((key) => entry(key, outcomes.get(key))))
}

function entry(key: string, outcome: ProbeOutcome | undefined): readonly (readonly [string, ProbeOutcome])[] {
  return outcome === undefined ? [] : [[key, outcome]]
}
