import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {deepProbePlan, isBehindManifest} from '../../src/app/probe-depth.ts'
import {readManifests} from '../../src/cluster/read-manifests.ts'
import type {ClusterSnapshot} from '../../src/cluster/snapshot.ts'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {type Diagnosed, type Examination, examine} from '../../src/doctor/examine.ts'
import type {PullCase} from '../../src/doctor/pull-case.ts'
import {observePulls, pullCases} from '../../src/doctor/pull-cases.ts'
import {pullPlans} from '../../src/doctor/pull-plan.ts'
import type {Http} from '../../src/registry/run-probe.ts'
import {runProbes} from '../../src/registry/run-probes.ts'
import {type Session, startSession} from '../../src/registry/session.ts'

const captures = join(import.meta.dirname, '../fixtures/captures')

/** One row of truth.tsv: what is wrong with a container (`*`: any) of a recorded namespace, or `healthy`. */
export interface Truth {
  readonly scenario: string
  readonly container: string
  readonly best: string
  readonly also: readonly string[]
}

export const truths: readonly Truth[] = readFileSync(join(captures, 'truth.tsv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map(readTruth)

/** Every recording, listed in truth.tsv or not. */
export const recordings: readonly string[] = readdirSync(captures)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace(/\.json$/, ''))

/** Part of what was recorded, as somebody may have it. */
export interface View {
  readonly keeps?: (kind: string) => boolean
  readonly stripsStatus?: boolean
  readonly hides?: (snapshot: ClusterSnapshot) => ClusterSnapshot
}

export function snapshotOf(
  scenario: string,
  {keeps = () => true, stripsStatus = false, hides = (all) => all}: View = {},
): ClusterSnapshot {
  const name = `${scenario}.json`
  const list: {items: {kind: string; status?: unknown}[]} = JSON.parse(readFileSync(join(captures, name), 'utf8'))
  const items = list.items.filter(({kind}) => keeps(kind))
  const text = JSON.stringify({
    ...list,
    items: items.map(({status, ...rest}) => (stripsStatus && rest.kind === 'Pod' ? rest : {...rest, status})),
  })
  return hides(readManifests([{name, text}]))
}

/** As a cluster reads: what was not recorded in a namespace is not there. */
export function readWhole(snapshot: ClusterSnapshot): ClusterSnapshot {
  const nothing = new Map()
  return {
    ...snapshot,
    pullSecrets: {...snapshot.pullSecrets, unread: nothing},
    serviceAccounts: {...snapshot.serviceAccounts, unread: nothing},
  }
}

/** As `doctor -f --no-probe` does. */
export function examineOffline(snapshot: ClusterSnapshot): readonly Examination[] {
  return examined(pullCases(snapshot, observePulls(snapshot, pullPlans(snapshot)), new Map()))
}

/** As `doctor` does: only failing pulls make questions. */
export async function examineLive(
  snapshot: ClusterSnapshot,
  http: Http,
  session: Session = startSession(),
): Promise<readonly Examination[]> {
  const pulls = observePulls(snapshot, pullPlans(snapshot))
  const failing = pulls.filter(({failure}) => failure !== undefined)
  const deep = failing.filter(isBehindManifest).map(({plan}) => plan)
  const probes = deepProbePlan(
    failing.map(({plan}) => plan),
    deep,
    snapshot,
  )
  return examined(pullCases(snapshot, pulls, await runProbes(probes, http, {session})))
}

/** The causes of the container that the truth is about, the answer first. */
export function causesFor({container}: Truth, examinations: readonly Examination[]): readonly Diagnosed[] {
  const own = examinations.filter(({pullCase}) => container === '*' || pullCase.plan.container.name === container)
  return own.find(({causes}) => causes.length > 0)?.causes ?? []
}

export function isAccepted({best, also}: Truth, answer: Diagnosed | undefined): boolean {
  if (answer === undefined) return best === 'healthy'
  return [best, ...also].includes(answer.diagnosis.cause)
}

function readTruth(line: string): Truth {
  const [scenario = '', container = '', best = '', also = ''] = line.split('\t')
  return {scenario, container, best, also: also.split(',').filter((cause) => cause !== '')}
}

function examined(cases: readonly PullCase[]): readonly Examination[] {
  return cases.map((pullCase) => examine(pullCase, catalogue))
}
