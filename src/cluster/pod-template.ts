import {field, isJsonObject, numberField, textField} from './json-field.ts'
import {narrowPod} from './narrow-pod.ts'
import {narrowMeta} from './object-meta.ts'
import {objectKey} from './observations.ts'
import type {Pod, ServiceAccount} from './snapshot.ts'

const templatePath: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
}

/**
 * The Pod that a workload makes, under the workload's name; `undefined` for other kinds and for a workload that makes
 * none: scaled to nothing, or a Job that is done.
 */
export function templatePod(kind: string, object: unknown): Pod | undefined {
  const path = templatePath[kind]
  const meta = narrowMeta(object)
  if (path === undefined || meta === undefined || isIdle(object)) return undefined
  const template = field(object, ...path)
  if (!isJsonObject(template)) return undefined
  const {namespace, name} = meta
  const pod = narrowPod({metadata: {namespace, name}, spec: template['spec']})
  return pod && {...pod, owner: {kind, name}}
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
  return account === undefined ? pod : {...pod, pullSecretNames: account.pullSecretNames}
}
