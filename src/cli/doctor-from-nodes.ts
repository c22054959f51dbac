import {openPulls, withNodes} from '../app/open-pulls.ts'
import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import type {Report} from '../report/report.ts'
import {ExpectedError} from './expected-error.ts'
import {type AskingOptions, type Flags, nodePods, pullByNodes} from './from-nodes.ts'
import {type RegistryFlagValues, registriesOf} from './registry-flags.ts'

/** The report with what nodes say to what it had left open; the same report where that is nothing. */
export async function doctorFromNodes(
  flags: Flags & RegistryFlagValues & {readonly 'no-probe': boolean},
  {report, snapshot}: {readonly report: Report; readonly snapshot: ClusterSnapshot},
  options: Omit<AskingOptions, 'ask'>,
): Promise<Report> {
  if (snapshot.source.kind === 'files') {
    throw new ExpectedError('a node pulls with the Secrets of the cluster, so it cannot be asked about --filename')
  }
  const registries = await registriesOf(flags)
  const ask = flags['no-probe'] ? {notAsked: '--no-probe was given'} : registries.ask
  const answers: Report[] = []
  for (const open of openPulls(report, snapshot)) {
    const request = {...open, snapshot, scope: report.scope}
    if (flags['dry-run'] === 'client') {
      const {podsText} = await import('./pods-text.ts')
      options.listener.tell(await podsText(await nodePods(flags, request), 'yaml'))
      continue
    }
    answers.push(await pullByNodes(flags, request, {...options, ask}))
  }
  await registries.close()
  return answers.length === 0 ? report : withNodes(report, answers)
}
