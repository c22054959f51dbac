import {field, listField, nameField, namesField, textField} from './json-field.ts'
import {narrowContainers} from './narrow-container.ts'
import {narrowMeta} from './object-meta.ts'
import type {Pod} from './snapshot.ts'
import {podOwner} from './workload.ts'

/**
 * A Pod, or what a Pod template is to become, out of an object with a Pod's `metadata`, `spec` and `status`. The owner
 * is as far up as the Pod itself tells; `withNamedWorkload` goes on from there.
 */
export function narrowPod(object: unknown): Pod | undefined {
  const meta = narrowMeta(object)
  if (meta === undefined) return undefined
  const spec = field(object, 'spec')
  const status = field(object, 'status')
  const owner = podOwner(object)
  const nodeName = nameField(spec, 'nodeName')
  const phase = textField(status, 'phase')
  const phaseReason = textField(status, 'reason')
  const staticUid = mirroredUid(object)
  const unschedulable = unschedulableMessage(status)
  const identityBinding = textField(object, 'metadata', 'labels', 'aadpodidbinding')
  return {
    ...meta,
    ...(owner !== undefined && {owner}),
    ...(nodeName !== undefined && {nodeName}),
    serviceAccountName: nameField(spec, 'serviceAccountName') ?? nameField(spec, 'serviceAccount') ?? 'default',
    pullSecretNames: namesField(spec, 'imagePullSecrets'),
    ...(phase !== undefined && {phase}),
    ...(phaseReason !== undefined && {phaseReason}),
    ...(unschedulable !== undefined && {unschedulable}),
    ...(staticUid !== undefined && {isStatic: true as const, staticUid}),
    ...(identityBinding !== undefined && {identityBinding}),
    containers: narrowContainers(spec, status),
  }
}

/** `kubernetes.io/config.mirror`, which only the kubelet may set (`IsMirrorPod` in pkg/kubelet/types). */
function mirroredUid(object: unknown): string | undefined {
  return textField(object, 'metadata', 'annotations', 'kubernetes.io/config.mirror')
}

function unschedulableMessage(status: unknown): string | undefined {
  const scheduled = listField(status, 'conditions').find((condition) => field(condition, 'type') === 'PodScheduled')
  if (field(scheduled, 'status') !== 'False') return undefined
  return textField(scheduled, 'message') ?? textField(scheduled, 'reason')
}
