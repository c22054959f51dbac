import {type Probe, type ProbeOutcome, probeKey} from '../registry/probe.ts'
import type {Ask} from './ask.ts'
import {isInterrupted} from './not-waited-for.ts'

/** An answer is believed for so long, as the kubelet's own longest pause between two tries. */
const lifetimeMs = 5 * 60_000

interface Remembered {
  readonly outcome: ProbeOutcome
  readonly at: number
  readonly depth: Probe['depth']
}

/**
 * Asks again only what is new: another image, another login, a deeper question, or an answer that has grown old. What the
 * last call did not ask for is forgotten, so that no more is kept than one round needs.
 */
export function rememberingAsk(now: () => number = () => performance.now()): (ask: Ask) => Ask {
  let known: ReadonlyMap<string, Remembered> = new Map()
  return (ask) => async (probes) => {
    const time = now()
    const isKnown = (probe: Probe) => {
      const before = known.get(probeKey(probe))
      if (before === undefined || time - before.at >= lifetimeMs) return false
      return before.depth === 'layer' || probe.depth !== 'layer'
    }
    const open = probes.filter((probe) => !isKnown(probe))
    const fresh = open.length === 0 ? new Map<string, ProbeOutcome>() : await ask(open)
    const depths = new Map(open.map((probe) => [probeKey(probe), probe.depth]))
    const entries = probes.flatMap((probe): readonly (readonly [string, Remembered])[] => {
      const key = probeKey(probe)
      const outcome = fresh.get(key)
      const entry = outcome === undefined ? known.get(key) : {outcome, at: time, depth: depths.get(key)}
      return entry === undefined ? [] : [[key, entry]]
    })
    known = new Map(entries.filter(([, {outcome}]) => !isInterrupted(outcome)))
    return new Map(entries.map(([key, {outcome}]) => [key, outcome]))
  }
}
