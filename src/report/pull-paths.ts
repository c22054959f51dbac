import type {Examination} from '../doctor/examine.ts'
import {isNobodysPull} from '../doctor/image-plan.ts'
import {type PullPath, pullPath} from './pull-path.ts'
import type {ReportFinding} from './report.ts'

/**
 * The paths of a report: of each finding that breaks pulls, that of the first pull it names; where pulls were asked for
 * by name, also one of those that do not fail, for each container of a workload.
 */
export function pullPaths(examinations: readonly Examination[], isNamed: boolean): readonly PullPath[] {
  const paths = new Map<string, PullPath>()
  for (const {pullCase, causes} of examinations) {
    const {plan, failure} = pullCase
    if (isNobodysPull(plan)) continue
    const [answer] = causes
    if (answer === undefined && (failure !== undefined || !isNamed)) continue
    const {pod, container} = plan
    const owner = pod.owner === undefined ? pod.name : `${pod.owner.kind}/${pod.owner.name}`
    const what =
      answer === undefined ? [owner, container.name, container.image] : [answer.diagnosis.code, answer.finding]
    const key = JSON.stringify([pod.namespace, ...what])
    if (!paths.has(key)) paths.set(key, pullPath(pullCase, answer))
  }
  return [...paths.values()]
}

/** The path that shows where a finding breaks a pull. */
export function pathOf({code, pulls: [first]}: ReportFinding, paths: readonly PullPath[]): PullPath | undefined {
  return paths.find(
    ({code: own, pull}) =>
      own === code &&
      pull.namespace === first?.namespace &&
      pull.pod === first.pod &&
      pull.container === first.container,
  )
}
