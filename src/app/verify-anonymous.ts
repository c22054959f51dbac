import {loginPlan} from '../doctor/image-plan.ts'
import {imageCount} from '../doctor/pull-plan.ts'
import {parseReference} from '../reference/parse-reference.ts'
import {buildReport, type Report} from '../report/report.ts'
import {type Ask, requestCount} from './ask.ts'
import {imageVerdicts} from './image-verdict.ts'
import {notWaitedFor} from './not-waited-for.ts'
import {deepProbePlan} from './probe-depth.ts'
import {nothingRead} from './verify-subject.ts'

export interface AnonymousOptions {
  readonly scope: string
  readonly images: readonly string[]
  readonly ask: Ask
  /** What has to be known about how registries are asked. */
  readonly warnings?: readonly string[]
}

/**
 * Whether these images can be pulled without a login, down to one of their layers, and what the registry says is left of its
 * pulls: Docker Hub tells that for the headers of a manifest, which cost none. Nothing of a cluster is read, so there are
 * answers and no findings.
 */
export async function verifyAnonymously(
  takenAt: string,
  {images, scope, ask, warnings = []}: AnonymousOptions,
): Promise<Report> {
  const plans = images.map((image) => loginPlan(parseReference(image), 'anonymous'))
  const answers = await ask(deepProbePlan(plans, plans, nothingRead(takenAt)))
  const pulls = plans.map((plan) => ({plan, failure: undefined, events: []}))
  const report = buildReport([], notWaitedFor(pulls, answers), {
    scope,
    pods: 0,
    pulls: plans.length,
    images: imageCount(plans),
    probes: answers.size,
    requests: requestCount(answers.values()),
  })
  return {
    ...report,
    verdicts: imageVerdicts(plans, answers),
    ...(warnings.length > 0 && report.totals.requests > 0 && {warnings}),
  }
}
