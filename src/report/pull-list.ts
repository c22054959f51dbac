import {lowerKind, type PullName, whoPulls} from './pull-name.ts'
import {counted} from './text-lines.ts'

/** Names more than these are counted. */
const mostNamed = 4

/**
 * The pulls of one finding in a line, by what a person would change: Pods of one owner come together, and where the
 * pulls are of several namespaces, or `showsNamespaces` asks for it, each names its own. `isWhole` names each Pod.
 */
export function pullList(pulls: readonly PullName[], showsNamespaces = false, isWhole = false): string {
  const isSpread = showsNamespaces || new Set(pulls.map(({namespace}) => namespace)).size > 1
  if (isWhole) return [...new Set(pulls.map((pull) => groupName([pull], isSpread)))].join(', ')
  const groups = Map.groupBy(pulls, (pull) => JSON.stringify([pull.namespace, pull.owner ?? whoPulls(pull)]))
  const names = [...groups.values()].map((group) => groupName(group, isSpread))
  const rest = names.length - mostNamed
  return rest > 1 ? `${names.slice(0, mostNamed).join(', ')} and ${rest} more` : names.join(', ')
}

function groupName(group: readonly PullName[], isSpread: boolean): string {
  const [first] = group
  if (first === undefined) return ''
  const pods = new Set(group.map(({pod}) => pod))
  const containers = [...new Set(group.map(({container}) => container))].join(', ')
  if (first.node !== undefined) return whoPulls(first)
  const prefix = isSpread ? `${first.namespace}/` : ''
  if (first.owner === undefined || pods.size === 1) return `${prefix}${whoPulls(first)} (${containers})`
  return `${prefix}${lowerKind(first.owner)} (${counted(pods.size, 'Pod')}: ${containers})`
}
