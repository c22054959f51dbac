import type {UnreadPart} from '../report/way-advice.ts'
import type {ClusterSurvey} from './survey-cluster.ts'

const parts: readonly (readonly [keyof ClusterSurvey, string])[] = [
  ['nodes', 'nodes, so the cloud is not known'],
  ['definitions', 'what is installed, such as External Secrets'],
  ['secrets', 'pull secrets, so the registries in use are not known'],
  ['serviceAccounts', 'ServiceAccounts'],
]

/** What of the survey could not be read, and what it means for the advice. */
export function surveyGaps(survey: ClusterSurvey): readonly UnreadPart[] {
  return parts.flatMap(([part, what]): readonly UnreadPart[] => {
    const observed = survey[part]
    if (observed.kind === 'value') return []
    if (observed.kind === 'failed') return [{what, why: observed.reason}]
    return [{what, why: 'this user may not read them', permission: observed.permission}]
  })
}
