import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import {catalogue} from '../doctor/diagnoses/catalogue.ts'
import {type Diagnosis, diagnosisName} from '../doctor/diagnosis.ts'
import {examine} from '../doctor/examine.ts'
import {type ObservedPull, pullCasesOneByOne} from '../doctor/pull-cases.ts'
import {imageCount} from '../doctor/pull-plan.ts'
import type {OnProgress} from '../report/progress.ts'
import {pullList} from '../report/pull-list.ts'
import {type PullName, pullName} from '../report/pull-name.ts'

/** Of a large cluster the first failures are looked at ahead of time, and no more: the report looks at all of them. */
const mostExamined = 100

/**
 * Tells what was read, what will be asked, and what is certain already: causes that fields of the cluster prove, whatever
 * a registry may answer. For one who waits; the report is made anew from all that is known then.
 */
export function tellPlan(
  snapshot: ClusterSnapshot,
  pulls: readonly ObservedPull[],
  probes: number,
  onProgress: OnProgress,
): void {
  const failing = pulls.filter(({failure}) => failure !== undefined)
  onProgress({
    kind: 'planned',
    pods: snapshot.pods.length,
    images: imageCount(pulls.map(({plan}) => plan)),
    failing: failing.length,
    probes,
  })
  if (probes === 0) return
  const groups = new Map<Diagnosis, readonly PullName[]>()
  for (const pullCase of pullCasesOneByOne(snapshot, failing.slice(0, mostExamined), new Map())) {
    const [answer] = examine(pullCase, catalogue).causes
    if (answer?.finding.certainty !== 'proved') continue
    const {diagnosis} = answer
    groups.set(diagnosis, [...(groups.get(diagnosis) ?? []), pullName(pullCase.plan)])
  }
  for (const [diagnosis, names] of groups) {
    onProgress({kind: 'found', code: diagnosis.code, name: diagnosisName(diagnosis), pull: pullList(names)})
  }
}
