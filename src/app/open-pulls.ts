import type {ClusterSnapshot, Pod} from '../cluster/snapshot.ts'
import type {PullName} from '../report/pull-name.ts'
import type {Report} from '../report/report.ts'

/** Images that the same Secrets are to pull in one namespace. */
export interface OpenPulls {
  readonly namespace: string
  readonly serviceAccount: string
  readonly pullSecrets: readonly string[]
  readonly images: readonly string[]
}

/** What a report has left open and a node could answer: the pulls under "not checked", equal ones once. */
export function openPulls({notChecked}: Report, {pods}: ClusterSnapshot): readonly OpenPulls[] {
  const open = new Set(notChecked.flatMap(({pulls}) => pulls.map(keyOf)))
  const pulls = pods.flatMap((pod) => {
    const {namespace, name, containers} = pod
    return containers
      .filter((container) => open.has(keyOf({namespace, pod: name, container: container.name})))
      .map(({image}) => ({pod, image}))
  })
  return [...Map.groupBy(pulls, ({pod}) => identityOf(pod)).values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const {namespace, serviceAccountName, pullSecretNames} = first.pod
    const images = [...new Set(group.map(({image}) => image))]
    return [{namespace, serviceAccount: serviceAccountName, pullSecrets: pullSecretNames, images}]
  })
}

/**
 * The report with what the nodes say. What was not checked stays so unless each of its images has a node's answer; nothing
 * is said of other nodes.
 */
export function withNodes(report: Report, answers: readonly Report[]): Report {
  const nodePulls = answers.flatMap((answer) => answer.nodePulls ?? [])
  const answered = new Set(
    nodePulls.flatMap(({outcome, image}) => (outcome === 'pulled' || outcome === 'failed' ? [image] : [])),
  )
  const isAnswered = (pulls: readonly PullName[]) => pulls.length > 0 && pulls.every(({image}) => answered.has(image))
  return {
    ...report,
    findings: [...report.findings, ...answers.flatMap(({findings}) => findings)],
    notChecked: [
      ...report.notChecked.filter(({pulls}) => !isAnswered(pulls)),
      ...answers.flatMap(({notChecked}) => notChecked),
    ],
    nodePulls,
  }
}

function keyOf({namespace, pod, container}: Pick<PullName, 'namespace' | 'pod' | 'container'>): string {
  return JSON.stringify([namespace, pod, container])
}

function identityOf({namespace, serviceAccountName, pullSecretNames}: Pod): string {
  return JSON.stringify([namespace, serviceAccountName, ...pullSecretNames])
}
