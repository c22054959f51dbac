import {field, listField, textField} from './json-field.ts'
import type {Node} from './snapshot.ts'

/** A Node. The pressures are the conditions but `Ready` that are True: each of them names a trouble. */
export function narrowNode(object: unknown): Node | undefined {
  const name = textField(object, 'metadata', 'name')
  if (name === undefined) return undefined
  const info = field(object, 'status', 'nodeInfo')
  const architecture = textField(info, 'architecture')
  const operatingSystem = textField(info, 'operatingSystem')
  const runtime = textField(info, 'containerRuntimeVersion')
  const kubelet = textField(info, 'kubeletVersion')
  const providerID = textField(object, 'spec', 'providerID')
  return {
    name,
    ...(architecture !== undefined && {architecture}),
    ...(operatingSystem !== undefined && {operatingSystem}),
    ...(runtime !== undefined && {runtime}),
    ...(kubelet !== undefined && {kubelet}),
    ...(providerID !== undefined && {providerID}),
    pressures: listField(object, 'status', 'conditions').flatMap((condition) => {
      const type = textField(condition, 'type')
      return type !== undefined && type !== 'Ready' && field(condition, 'status') === 'True' ? type : []
    }),
  }
}
