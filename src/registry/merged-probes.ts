import {type Probe, probeKey} from './probe.ts'

/** One probe for each key, that goes as far as the farthest of its equals and looks for the platforms of all. */
export function mergedProbes(probes: readonly Probe[]): ReadonlyMap<string, Probe> {
  const merged = new Map<string, Probe>()
  for (const probe of probes) {
    const key = probeKey(probe)
    const known = merged.get(key)
    merged.set(key, known === undefined ? probe : mergedProbe(known, probe))
  }
  return merged
}

function mergedProbe(one: Probe, other: Probe): Probe {
  const platforms = [...new Set([...(one.platforms ?? []), ...(other.platforms ?? [])])]
  const isDeep = one.depth === 'layer' || other.depth === 'layer'
  return {...one, ...(isDeep && {depth: 'layer' as const}), ...(platforms.length > 0 && {platforms})}
}
