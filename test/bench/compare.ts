import {type Cost, measure, type Run} from './measure.ts'

/** Two ways to do the same, and what the second may cost in CPU time as a multiple of the first. */
export interface Pair {
  readonly name: string
  readonly reference: Run
  readonly ours: Run
  readonly limit: number
}

export interface Comparison {
  readonly name: string
  readonly limit: number
  readonly reference: Cost
  readonly ours: Cost
  /** Of CPU times. */
  readonly ratio: number
}

/** Calls before the first that counts: they fill V8's compile cache and kubectl's discovery cache. */
const warmUps = 2

/** Runs the two in turn, so that what else the machine does meets both alike; each number is a median of its own. */
export async function compare({name, reference, ours, limit}: Pair, rounds: number): Promise<Comparison> {
  const costs: {readonly reference: Cost; readonly ours: Cost}[] = []
  for (let round = -warmUps; round < rounds; round += 1) {
    const cost = {reference: await measure(reference), ours: await measure(ours)}
    if (round >= 0) costs.push(cost)
  }
  const typical = {
    reference: medianCost(costs.map((cost) => cost.reference)),
    ours: medianCost(costs.map((cost) => cost.ours)),
  }
  return {name, limit, ...typical, ratio: typical.ours.cpuMs / typical.reference.cpuMs}
}

/** What a run typically costs, each of the three by itself. */
export function medianCost(costs: readonly Cost[]): Cost {
  return {
    cpuMs: median(costs.map(({cpuMs}) => cpuMs)),
    wallMs: median(costs.map(({wallMs}) => wallMs)),
    peakMiB: median(costs.map(({peakMiB}) => peakMiB)),
  }
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2
}
