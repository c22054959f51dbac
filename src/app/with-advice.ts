import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import {advise} from '../doctor/advice/advise.ts'
import {type LoginPlace, type StoredLogin, storedLogins} from '../doctor/advice/stored-login.ts'
import type {PullPlan} from '../doctor/pull-plan.ts'
import type {Answered} from '../registry/ask-grants.ts'
import {type Probe, type ProbeOutcome, probeKey} from '../registry/probe.ts'
import type {Report} from '../report/report.ts'
import {reportAdvice} from '../report/report-advice.ts'
import {type Ask, type AskGrants, requestCount} from './ask.ts'

/** The logins to advise on, and what is known of them. */
export interface AdviceSubject {
  readonly places: readonly LoginPlace[]
  readonly plans: readonly PullPlan[]
  /** The answers that were got anyway. */
  readonly answers: ReadonlyMap<string, ProbeOutcome>
  readonly takenAt: string
  readonly nodes: ClusterSnapshot['nodes']
}

/** How registries are asked; undefined where they are not. */
export type AdviceAsk = {readonly ask: Ask; readonly askGrants: AskGrants} | undefined

/**
 * The report with better practice for the logins that work. Of each login and registry one image at most is asked for, and
 * only where none of the answers is about it; then one token.
 */
export async function withAdvice(report: Report, subject: AdviceSubject, asking: AdviceAsk): Promise<Report> {
  const {places, plans, answers, takenAt, nodes} = subject
  const logins = storedLogins(places, plans)
  const known = logins.map((login) => answeredOf(probesOf(login), answers))
  const open = logins.flatMap((login, at) => (known[at]?.length === 0 ? probesOf(login).slice(0, 1) : []))
  const fresh = asking === undefined || open.length === 0 ? new Map<string, never>() : await asking.ask(open)
  const told = (await asking?.askGrants([...known.flat(), ...answeredOf(open, fresh)])) ?? new Map<string, never>()
  const grants = new Map([...told].flatMap(([key, {grant}]) => (grant === undefined ? [] : [[key, grant]])))
  const {probes, requests} = report.totals
  return {
    ...report,
    advice: advise(logins, {takenAt, grants, providerIDs: providerIDsOf(nodes)}).map(reportAdvice),
    totals: {
      ...report.totals,
      probes: probes + fresh.size,
      requests: requests + requestCount([...fresh.values(), ...told.values()]),
    },
  }
}

function probesOf({places: [{credential}], pulls}: StoredLogin): readonly Probe[] {
  return pulls.flatMap(({parsed}) =>
    parsed.kind === 'invalid' ? [] : [{reference: parsed.reference, attempt: credential}],
  )
}

function answeredOf(probes: readonly Probe[], answers: ReadonlyMap<string, ProbeOutcome>): readonly Answered[] {
  return probes.flatMap((probe) => {
    const outcome = answers.get(probeKey(probe))
    return outcome === undefined ? [] : [{probe, outcome}]
  })
}

function providerIDsOf(nodes: ClusterSnapshot['nodes']): ReadonlyMap<string, string> {
  const known = nodes.kind === 'value' ? [...nodes.value] : []
  return new Map(known.flatMap(([name, {providerID}]) => (providerID === undefined ? [] : [[name, providerID]])))
}
