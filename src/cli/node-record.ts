import type {PlannedPulls} from '../app/ask-nodes.ts'
import {answerOf, isKnown, type NodeAnswer, type SaidOfPod} from '../app/node-answer.ts'
import type {PullRun} from '../app/pull-run.ts'
import {field, isJsonObject, listField, numberField, textField} from '../cluster/json-field.ts'
import type {Cluster} from '../cluster/kube-client.ts'
import {KubeError} from '../cluster/kube-error.ts'
import type {PullPod} from '../cluster/pull-pod.ts'
import {resources} from '../cluster/resource.ts'
import {redactText} from '../credentials/redact-text.ts'
import {ExpectedError} from './expected-error.ts'
import {openLines} from './io.ts'

/** What nodes answered in earlier calls, and the place for what they answer in this one. */
export interface NodeRecord {
  find(plan: PullRun, pod: PullPod): NodeAnswer | undefined
  /** Makes the record where there is none yet. Throws where it cannot be written. */
  begin(): void
  keep(question: PlannedPulls, pod: PullPod, answer: NodeAnswer, said: SaidOfPod): void
}

/** Nothing is remembered. */
export const noRecord: NodeRecord = {find: () => undefined, begin: () => {}, keep: () => {}}

/**
 * The record in a file, for `--resume`: a line that says what was asked, then a line of JSON for each node and image whose
 * answer is known, with the Pod and its events as the API server gave them. They hold no login: a Pod names its Secrets,
 * and what looks like a login in somebody's words is taken out. Throws where the file is about another question, so that
 * no answer is taken for one that it is not: another cluster, Secret or image, or a Secret that was written since.
 * Calls with one and the same question may share a file; what both have asked stands in it twice.
 */
export async function openRecord(path: string, cluster: Cluster, plans: readonly PullRun[]): Promise<NodeRecord> {
  const {lines, isEmpty, append} = openLines(path)
  const questions = await Promise.all(plans.map((plan) => questionOf(cluster, plan)))
  const head = lineOf({apiVersion: 'imagecreds/v1', kind: 'NodeAnswers', server: cluster.server, questions})
  const [first, ...rest] = lines
  if (!isEmpty) assertSame(path, first, head)
  const answers = new Map<string, NodeAnswer>()
  for (const line of rest) {
    const entry = parsed(line)
    const answer = answerOf(
      {object: field(entry, 'pod'), events: {kind: 'value', value: listField(entry, 'events')}},
      '',
    )
    if (isKnown(answer)) {
      answers.set(keyOf(numberField(entry, 'question'), textField(entry, 'node'), textField(entry, 'image')), answer)
    }
  }
  return {
    find: (plan, {node, image}) => answers.get(keyOf(plans.indexOf(plan), node.name, redactText(image))),
    begin() {
      if (!isEmpty) return
      append(head)
      // Of several calls that begin one file at once, the first has said what it is about.
      assertSame(path, openLines(path).lines[0], head)
    },
    keep({plan}, {node, image}, answer, {object, events}) {
      // Of events that could not be read the next call may know more.
      if (!isKnown(answer) || events.kind !== 'value') return
      const entry = {question: plans.indexOf(plan), node: node.name, image, pod: withoutOwners(object)}
      append(lineOf({...entry, events: events.value.map(withoutOwners)}))
    },
  }
}

/** What has to be the same, for an answer to be one to the same question. */
async function questionOf(cluster: Cluster, plan: PullRun): Promise<object> {
  const {secretNamespace: namespace, serviceAccount, pullSecrets, images} = plan
  const secrets = await Promise.all(pullSecrets.map((name) => secretOf(cluster, namespace, name)))
  return {namespace, ...(serviceAccount !== undefined && {serviceAccount}), secrets, images: images.toSorted()}
}

/** A Secret that this user may not read is told by its name alone, and so is one that is not there. */
async function secretOf(cluster: Cluster, namespace: string, name: string): Promise<object> {
  try {
    const secret = await cluster.get({resource: resources.secrets, namespace, name})
    return {name, version: textField(secret, 'metadata', 'resourceVersion') ?? ''}
  } catch (error) {
    if (!(error instanceof KubeError) || (error.kind !== 'forbidden' && error.kind !== 'not-found')) throw error
    return {name}
  }
}

function assertSame(path: string, head: string | undefined, own: string): void {
  if (head === own) return
  const found = parsed(head)
  if (field(found, 'kind') !== 'NodeAnswers') throw new ExpectedError(`file "${path}" holds no answers of nodes`)
  throw new ExpectedError(`the answers in file "${path}" were given ${difference(found, parsed(own))}`, {
    nextSteps: ['Name another file with --resume, or delete this one to ask all nodes again.'],
  })
}

/** What about the question is another one, the widest first. */
function difference(found: unknown, asked: unknown): string {
  const differ = (read: (head: unknown) => unknown) => JSON.stringify(read(found)) !== JSON.stringify(read(asked))
  if (differ((head) => field(head, 'server'))) return 'by another cluster'
  if (differ((head) => secretsIn(head, withoutVersion))) return 'with other Secrets'
  if (differ((head) => secretsIn(head, (secret) => secret))) return 'with a Secret that was written again since'
  return 'for other images'
}

function secretsIn(head: unknown, read: (secret: unknown) => unknown): readonly unknown[] {
  return listField(head, 'questions').map((question) => [
    field(question, 'namespace'),
    field(question, 'serviceAccount'),
    ...listField(question, 'secrets').map(read),
  ])
}

function withoutVersion(secret: unknown): unknown {
  return textField(secret, 'name')
}

/** `managedFields` are the most of an object, and nothing is read from them. */
function withoutOwners(object: unknown): unknown {
  if (!isJsonObject(object)) return object
  const metadata = field(object, 'metadata')
  return {...object, metadata: isJsonObject(metadata) ? {...metadata, managedFields: undefined} : metadata}
}

function keyOf(question: number | undefined, node: string | undefined, image: string | undefined): string {
  return JSON.stringify([question, node, image])
}

function lineOf(value: object): string {
  return JSON.stringify(value, (_, member) => (typeof member === 'string' ? redactText(member) : member))
}

function parsed(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '')
  } catch {
    return undefined
  }
}
