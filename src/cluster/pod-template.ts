import {field, isJsonObject, listField, numberField, textField} from './json-field.ts'
import {narrowPod} from './narrow-pod.ts'
import {narrowScheduling} from './narrow-scheduling.ts'
import {narrowMeta} from './object-meta.ts'
import {objectKey} from './observations.ts'
import type {Pod, ServiceAccount} from './snapshot.ts'

const plainPath = ['spec', 'template']
const jobPath = ['spec', 'jobTemplate', 'spec', 'template']

const templatePath: Readonly<Record<string, readonly string[]>> = {
  Deployment: plainPath,
  ReplicaSet: plainPath,
  StatefulSet: plainPath,
  DaemonSet: plainPath,
  ReplicationController: plainPath,
  Job: plainPath,
  CronJob: jobPath,
}

/**
 * The Pod that a workload makes, under the workload's name; `undefined` for other kinds and for a workload that makes
 * none: scaled to nothing, or a Job that is done.
 */
export function templatePod(kind: string, object: unknown): Pod | undefined {
  const path = templatePath[kind]
  return path === undefined ? undefined : podAt(path, kind, object)
}

/**
 * The same for a kind that is not Kubernetes' own and has its Pod template where Kubernetes' own have it: an Argo Rollout, a
 * Knative Service. Only of an object that no API server has seen: of any other, its controller has long made Pods.
 */
export function customTemplatePod(kind: string, object: unknown): Pod | undefined {
  if (templatePath[kind] !== undefined || textField(object, 'metadata', 'uid') !== undefined) return undefined
  const path = [plainPath, jobPath].find((each) => namesImages(field(object, ...each)))
  return path === undefined ? undefined : podAt(path, kind, object)
}

function namesImages(template: unknown): boolean {
  return listField(template, 'spec', 'containers').some((container) => textField(container, 'image') !== undefined)
}

function podAt(path: readonly string[], kind: string, object: unknown): Pod | undefined {
  const meta = narrowMeta(object)
  const template = field(object, ...path)
  if (meta === undefined || !isJsonObject(template) || isIdle(object)) return undefined
  const {namespace, name} = meta
  const pod = narrowPod({metadata: {namespace, name}, spec: template['spec']})
  if (pod === undefined) return undefined
  const scheduling = narrowScheduling(template['spec'])
  return {...pod, owner: {kind, name}, templatePath: path.join('.'), ...(scheduling && {scheduling})}
}

function isIdle(workload: unknown): boolean {
  return (
    numberField(workload, 'spec', 'replicas') === 0 || textField(workload, 'status', 'completionTime') !== undefined
  )
}

/** What the ServiceAccount admission plugin adds to a Pod that no API server has seen yet. */
export function admittedPod(pod: Pod, accounts: ReadonlyMap<string, ServiceAccount>): Pod {
  if (pod.uid !== undefined || pod.pullSecretNames.length > 0) return pod
  const account = accounts.get(objectKey({namespace: pod.namespace, name: pod.serviceAccountName}))
  if (account === undefined || account.pullSecretNames.length === 0) return pod
  return {...pod, pullSecretNames: account.pullSecretNames, inheritsPullSecrets: true}
}
