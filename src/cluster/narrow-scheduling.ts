import {field, isJsonObject, listField, textField} from './json-field.ts'
import type {Scheduling, Toleration} from './snapshot.ts'

/** The labels by which a Pod asks for a platform, with their older names (well-known labels of Kubernetes). */
const labels = {
  os: ['kubernetes.io/os', 'beta.kubernetes.io/os'],
  arch: ['kubernetes.io/arch', 'beta.kubernetes.io/arch'],
} as const

/** What a Pod's spec says of the nodes it may come to, as far as it decides about their platform; `undefined` for nothing. */
export function narrowScheduling(podSpec: unknown): Scheduling | undefined {
  const operatingSystems = valuesOf(podSpec, labels.os) ?? podSystem(podSpec)
  const architectures = valuesOf(podSpec, labels.arch)
  const tolerations = listField(podSpec, 'tolerations').map(narrowToleration)
  if (operatingSystems === undefined && architectures === undefined && tolerations.length === 0) return undefined
  return {
    ...(operatingSystems && {operatingSystems}),
    ...(architectures && {architectures}),
    tolerations,
  }
}

/** `spec.os` binds the Pod to nodes of that system (KEP-2802). */
function podSystem(podSpec: unknown): readonly string[] | undefined {
  const system = textField(podSpec, 'os', 'name')
  return system === undefined ? undefined : [system]
}

function valuesOf(podSpec: unknown, names: readonly string[]): readonly string[] | undefined {
  const selector = field(podSpec, 'nodeSelector')
  const selected = names.flatMap((name) => (isJsonObject(selector) ? (textOf(selector[name]) ?? []) : []))
  return selected.length > 0 ? selected : affinityValues(podSpec, names)
}

/** The terms stand for each other: one that says nothing of the label allows every node. */
function affinityValues(podSpec: unknown, names: readonly string[]): readonly string[] | undefined {
  const required = 'requiredDuringSchedulingIgnoredDuringExecution'
  const terms = listField(podSpec, 'affinity', 'nodeAffinity', required, 'nodeSelectorTerms')
  const allowed = terms.map((term) =>
    listField(term, 'matchExpressions').find(
      (each) => names.includes(textField(each, 'key') ?? '') && field(each, 'operator') === 'In',
    ),
  )
  if (allowed.length === 0 || allowed.includes(undefined)) return undefined
  return allowed.flatMap((each) => listField(each, 'values').flatMap((value) => textOf(value) ?? []))
}

function narrowToleration(toleration: unknown): Toleration {
  const key = textField(toleration, 'key')
  const value = textField(toleration, 'value')
  const effect = textField(toleration, 'effect')
  return {
    ...(key !== undefined && {key}),
    // An operator that is not named is Equal (`ToleratesTaint` in k8s.io/component-helpers).
    ...(field(toleration, 'operator') !== 'Exists' && {value: value ?? ''}),
    ...(effect !== undefined && {effect}),
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
