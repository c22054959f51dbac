import type {ClusterSnapshot, Pod} from '../cluster/snapshot.ts'
import type {PullName} from '../report/pull-name.ts'
import type {Report} from '../report/report.ts'

/** With which Secrets a Pod pulls. */
interface Puller {
  readonly namespace: string
  readonly serviceAccount: string
  readonly pullSecrets: readonly string[]
}

/** Images that the same Secrets are to pull in one namespace. */
export interface OpenPulls extends Puller {
  readonly images: readonly string[]
}

/** What a report has left open and a node could answer: the pulls under "not checked", equal ones once. */
export function openPulls({notChecked}: Report, {pods}: ClusterSnapshot): readonly OpenPulls[] {
  const open = new Set(notChecked.flatMap(({pulls}) => pulls.map(keyOf)))
  const pulls = pods.flatMap((pod) => {
    const {namespace, name, containers} = pod
    return containers
      .filter((container) => open.has(keyOf({namespace, pod: name, container: container.name})))
      .map(({image}) => ({puller: pullerOf(pod), image}))
  })
  return [...Map.groupBy(pulls, ({puller}) => pullerKey(puller)).values()].flatMap((group) => {
    const [first] = group
    return first === undefined ? [] : [{...first.puller, images: [...new Set(group.map(({image}) => image))]}]
  })
}

/** What nodes said to one question. */
export interface Answered {
  readonly question: OpenPulls
  readonly report: Report
}

/**
 * The report with what the nodes say. What was not checked is so no longer for each pull whose image has a node's answer
 * with the same Secrets; nothing is said of other nodes.
 */
export function withNodes(report: Report, {pods}: ClusterSnapshot, answers: readonly Answered[]): Report {
  const imagesOf = new Map(answers.map((each) => [pullerKey(each.question), answeredImages(each.report)]))
  const answered = new Set(
    pods.flatMap((pod) => {
      const images = imagesOf.get(pullerKey(pullerOf(pod)))
      const own = pod.containers.filter(({image}) => images?.has(image))
      return own.map((container) => keyOf({namespace: pod.namespace, pod: pod.name, container: container.name}))
    }),
  )
  const left = report.notChecked.flatMap((gap) => {
    const pulls = gap.pulls.filter((pull) => !answered.has(keyOf(pull)))
    return pulls.length > 0 || gap.pulls.length === 0 ? [{...gap, pulls}] : []
  })
  const reports = answers.map((each) => each.report)
  return {
    ...report,
    findings: [...report.findings, ...reports.flatMap(({findings}) => findings)],
    notChecked: [...left, ...reports.flatMap(({notChecked}) => notChecked)],
    nodePulls: reports.flatMap(({nodePulls = []}) => nodePulls),
  }
}

function answeredImages({nodePulls = []}: Report): ReadonlySet<string> {
  const answered = nodePulls.filter(({outcome}) => outcome === 'pulled' || outcome === 'failed')
  return new Set(answered.map(({image}) => image))
}

function keyOf({namespace, pod, container}: Pick<PullName, 'namespace' | 'pod' | 'container'>): string {
  return JSON.stringify([namespace, pod, container])
}

function pullerOf({namespace, serviceAccountName, pullSecretNames}: Pod): Puller {
  return {namespace, serviceAccount: serviceAccountName, pullSecrets: pullSecretNames}
}

function pullerKey({namespace, serviceAccount, pullSecrets}: Puller): string {
  return JSON.stringify([namespace, serviceAccount, ...pullSecrets])
}
