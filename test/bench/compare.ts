import {type Cost, measure, type Run} from './measure.ts'

/** Ways to do the same: a reference, and forms of ours with what each may cost in CPU time as a multiple of it. */
export interface Contest {
  readonly name: string
  readonly reference: Run
  readonly ours: readonly Entry[]
}

export interface Entry {
  readonly form: Form
  readonly run: Run
  readonly limit: number
}

/** The npm package on Node.js, and the executable of an archive. */
export type Form = 'npm' | 'archive'

export interface Comparison {
  readonly name: string
  readonly reference: Cost
  readonly ours: readonly Result[]
}

export interface Result {
  readonly form: Form
  readonly limit: number
  readonly cost: Cost
  /** Of CPU times. */
  readonly ratio: number
}

/** Calls before the first that counts: they fill V8's compile cache and kubectl's discovery cache. */
const warmUps = 2

/** Runs all of them in turn, so that what else the machine does meets all alike; each number is a median of its own. */
export async function compare({name, reference, ours}: Contest, rounds: number): Promise<Comparison> {
  const runs = [reference, ...ours.map(({run}) => run)]
  const costs: Cost[][] = []
  for (let round = -warmUps; round < rounds; round += 1) {
    const turn: Cost[] = []
    for (const run of runs) turn.push(await measure(run))
    if (round >= 0) costs.push(turn)
  }
  const typical = (index: number) => medianCost(costs.flatMap((turn) => turn[index] ?? []))
  const expected = typical(0)
  const results = ours.map(({form, limit}, index) => {
    const cost = typical(index + 1)
    return {form, limit, cost, ratio: cost.cpuMs / expected.cpuMs}
  })
  return {name, reference: expected, ours: results}
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
