import {field, listField, nameField, textField} from './json-field.ts'
import {narrowNode} from './narrow-node.ts'
import type {Node} from './snapshot.ts'

/** A node as somebody to ask for a pull. */
export interface PullNode extends Node {
  readonly taints: readonly NodeTaint[]
  /** `spec.unschedulable`: `kubectl cordon`. */
  readonly isCordoned: boolean
  readonly isReady: boolean
}

/** `spec.taints[]` (core/v1 Taint). */
export interface NodeTaint {
  readonly key: string
  /** Empty for none. */
  readonly value: string
  readonly effect: string
}

/** A node that is not asked, and why. */
export interface LeftOutNode {
  readonly node: string
  readonly why: string
}

export interface ChosenNodes {
  readonly asked: readonly PullNode[]
  readonly leftOut: readonly LeftOutNode[]
}

export function narrowPullNode(object: unknown): PullNode | undefined {
  const node = narrowNode(object)
  if (node === undefined || nameField(object, 'metadata', 'name') === undefined) return undefined
  return {
    ...node,
    taints: listField(object, 'spec', 'taints').flatMap(narrowTaint),
    isCordoned: field(object, 'spec', 'unschedulable') === true,
    isReady: listField(object, 'status', 'conditions').some(
      (condition) => field(condition, 'type') === 'Ready' && field(condition, 'status') === 'True',
    ),
  }
}

/**
 * Which nodes can answer. A kubelet that is not ready pulls nothing. A Pod's security context here is one of Linux, and
 * so are most images: Windows is left out. Who names a node means it, cordoned or not; of many, those that are being
 * emptied are left alone.
 */
export function chooseNodes(nodes: readonly PullNode[], {isNamed}: {readonly isNamed: boolean}): ChosenNodes {
  const judged = nodes.map((node) => ({node, why: whyNot(node, isNamed)}))
  return {
    asked: judged.flatMap(({node, why}) => (why === undefined ? [node] : [])),
    leftOut: judged.flatMap(({node, why}) => (why === undefined ? [] : [{node: node.name, why}])),
  }
}

function whyNot({isReady, isCordoned, operatingSystem}: PullNode, isNamed: boolean): string | undefined {
  if (operatingSystem !== undefined && operatingSystem !== 'linux') return `it runs ${operatingSystem}, not linux`
  if (!isReady) return 'it is not ready'
  return isCordoned && !isNamed ? 'it is cordoned; name it by --from-node to ask it all the same' : undefined
}

function narrowTaint(taint: unknown): readonly NodeTaint[] {
  const key = textField(taint, 'key')
  const effect = textField(taint, 'effect')
  if (key === undefined || effect === undefined) return []
  return [{key, value: textField(taint, 'value') ?? '', effect}]
}
