import {availableParallelism, loadavg} from 'node:os'
import {parseArgs} from 'node:util'
import {type Comparison, compare} from './compare.ts'
import {compareLargeCluster, compareSmallNamespace, measureGrowth} from './doctor-scale.ts'
import {compareProbes, probeLine} from './probes.ts'
import {startUpContests} from './start-up.ts'
import {comparisonLines, comparisonTitle, growthLine, growthTitle} from './table.ts'
import {createWorkplace, type Workplace} from './workplace.ts'

/**
 * What both forms of the program cost against kubectl, all taking turns. The speed of the machine, and what else it does, is
 * in all numbers; what counts is the ratio of CPU times. `--table` prints how `doctor -A` grows instead; `--only` takes a
 * part of a name, `--rounds` how often each pair is run.
 */
const {values} = parseArgs({
  options: {rounds: {type: 'string', default: '15'}, only: {type: 'string', default: ''}, table: {type: 'boolean'}},
})
const rounds = Number(values.rounds)
const workplace = createWorkplace()
try {
  const load = loadavg()[0]?.toFixed(1)
  console.log(`${workplace.kubectlVersion}; Node.js ${process.version}; ${availableParallelism()} cores, load ${load}`)
  if (values.table) await printGrowth(workplace)
  else await printComparisons(workplace, values.only)
} finally {
  workplace.remove()
}

async function printComparisons(place: Workplace, only: string): Promise<void> {
  const parts: readonly (readonly [string, () => Promise<Comparison>])[] = [
    ...startUpContests(place).map((contest) => [contest.name, () => compare(contest, rounds)] as const),
    ['doctor, 20 Pods', () => compareSmallNamespace(place, rounds)],
    ['doctor -A, 10,000 Pods', () => compareLargeCluster(place, rounds)],
  ]
  console.log(`in turn, medians of ${rounds}\n\n${comparisonTitle}`)
  for (const [name, run] of parts) if (name.includes(only)) console.log(comparisonLines(await run()))
  if ('200 registries'.includes(only)) {
    const probes = await compareProbes(place, rounds)
    console.log(`${comparisonLines(probes.comparison)}\n${probeLine(probes)}`)
  }
}

async function printGrowth(place: Workplace): Promise<void> {
  const growthRounds = Math.min(rounds, 3)
  console.log(`doctor -A --no-probe -o json, medians of ${growthRounds}\n\n${growthTitle}`)
  for (const pods of [1_000, 10_000, 50_000]) {
    for (const growth of await measureGrowth(place, pods, growthRounds)) console.log(growthLine(growth))
  }
}
