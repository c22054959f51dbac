import {openPulls, withNodes} from '../app/open-pulls.ts'
import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import type {Report} from '../report/report.ts'
import type {CommandOutput} from './command-output.ts'
import {type ExitCode, exitCodeOfReport} from './exit-code.ts'
import {exitCodeOfAsking, type Flags, nodePods, pullByNodes} from './from-nodes.ts'
import {podsText} from './pods-text.ts'
import {type RegistryFlagValues, registriesOf} from './registry-flags.ts'

type DoctorFlags = Flags & RegistryFlagValues & {readonly 'no-probe': boolean; readonly output: string}

/** What was diagnosed from this machine. */
export interface Diagnosed {
  readonly report: Report
  readonly snapshot: ClusterSnapshot
  readonly isWide: boolean
}

/**
 * Prints the report with what nodes say to what it had left open; the same report where that is nothing. For a dry run the
 * Pods are printed in its place.
 */
export async function doctorFromNodes(
  flags: DoctorFlags,
  {report, snapshot, isWide}: Diagnosed,
  output: CommandOutput,
): Promise<ExitCode> {
  const requests = openPulls(report, snapshot)
  if (flags['dry-run'] === 'client') {
    if (requests.length === 0) output.listener.tell('no pull is left open that a node could be asked about')
    output.print(await podsText(requests.length === 0 ? [] : await nodePods(flags, requests), flags.output))
    return 0
  }
  const print = (full: Report) => output.printReport(full, isWide)
  if (requests.length === 0) {
    output.listener.tell('no node was asked: the report leaves no pull open that one could answer')
    await print(report)
    return exitCodeOfReport(report)
  }
  const registries = await registriesOf(flags)
  const ask = flags['no-probe'] ? {notAsked: '--no-probe was given'} : registries.ask
  try {
    const {reports, ...ending} = await pullByNodes(flags, requests, {snapshot, scope: report.scope, ask, output})
    const answers = requests.flatMap((question, at) => {
      const said = reports[at]
      return said === undefined ? [] : [{question, report: said}]
    })
    const full = withNodes(report, snapshot, answers)
    await print(full)
    return exitCodeOfAsking(ending, exitCodeOfReport(full), flags)
  } finally {
    await registries.close()
  }
}
