import type {KubeApi} from '../cluster/kube-api.ts'
import {KubeError} from '../cluster/kube-error.ts'
import type {PullPod} from '../cluster/pull-pod.ts'
import type {NodeAnswer, SaidOfPod} from './node-answer.ts'
import type {AskedNode} from './node-report.ts'
import type {PullOptions} from './pull-from-nodes.ts'
import {type PullRun, runPulls} from './pull-run.ts'

/** One question to nodes, and what is known of it already. */
export interface PlannedPulls {
  readonly plan: PullRun
  readonly pods: readonly PullPod[]
  readonly known: ReadonlyMap<PullPod, NodeAnswer>
}

/** `failed`: the API server refused what every node would need, or could not be reached any more. */
export type AskingEnd =
  | {readonly kind: 'whole'}
  | {readonly kind: 'interrupted'}
  | {readonly kind: 'failed'; readonly error: KubeError}

export interface AskedNodes {
  /** For each question its Pods, all of them. */
  readonly groups: readonly (readonly AskedNode[])[]
  readonly end: AskingEnd
}

export interface AskOptions extends Omit<PullOptions, 'onAnswer'> {
  /** Told of each answer with the question that it is to. */
  onSaid(question: PlannedPulls, pod: PullPod, answer: NodeAnswer, said: SaidOfPod): void
}

/**
 * Puts the questions one after the other, to the nodes that have not answered them yet. Whatever ends this early, what is
 * known by then is given, and of the others why they are not known. Throws a `KubeError` only where no node is known at all.
 */
export async function askNodes(
  api: KubeApi,
  questions: readonly PlannedPulls[],
  options: AskOptions,
): Promise<AskedNodes> {
  const total = questions.reduce((sum, {pods}) => sum + pods.length, 0)
  const groups: (readonly AskedNode[])[] = []
  let end: AskingEnd = {kind: 'whole'}
  for (const question of questions) {
    const before = groups.reduce((sum, group) => sum + group.length, 0)
    const answers = new Map(question.known)
    const own: AskingEnd = isOver(end) ? end : await ask(api, question, answers, {...options, before, total})
    const why = own.kind === 'failed' ? own.error.message : 'the run was interrupted'
    groups.push(question.pods.map((pod) => ({pod, answer: answers.get(pod) ?? {kind: 'unanswered' as const, why}})))
    if (own.kind !== 'whole') end = own
  }
  const isNothingKnown = groups.flat().every(({answer}) => answer.kind === 'unanswered')
  if (end.kind === 'failed' && isNothingKnown) throw end.error
  return {groups, end}
}

/** What one namespace refuses, another one may take; a server that is gone takes nothing. */
function isOver(end: AskingEnd): boolean {
  switch (end.kind) {
    case 'whole':
      return false
    case 'interrupted':
      return true
    case 'failed':
      return end.error.kind !== 'forbidden' && end.error.kind !== 'invalid' && end.error.kind !== 'not-found'
  }
}

async function ask(
  api: KubeApi,
  question: PlannedPulls,
  answers: Map<PullPod, NodeAnswer>,
  {before, total, ...options}: AskOptions & {readonly before: number; readonly total: number},
): Promise<AskingEnd> {
  const {plan, pods, known} = question
  const rest = pods.filter((pod) => !known.has(pod))
  try {
    await runPulls(api, plan, rest, {
      ...options,
      onProgress: (progress) =>
        options.onProgress(
          progress.kind === 'pulling'
            ? {...progress, answered: before + known.size + progress.answered, total}
            : progress,
        ),
      onAnswer(pod, answer, said) {
        answers.set(pod, answer)
        if (said !== undefined) options.onSaid(question, pod, answer, said)
      },
    })
    return {kind: options.signal.aborted ? 'interrupted' : 'whole'}
  } catch (error) {
    if (!(error instanceof KubeError)) throw error
    return options.signal.aborted ? {kind: 'interrupted'} : {kind: 'failed', error}
  }
}
