import type {ObservedPull} from '../doctor/pull-cases.ts'

/** How the pulls of one place go. */
export interface PullCounts {
  /** The kubelet says so, or an answer foretells it. */
  readonly failing: number
  /** The image has come to the node. */
  readonly healthy: number
  /** No status tells yet. */
  readonly untried: number
}

/** Where pulls fail: by namespace and registry, and beside it by node. */
export interface PullMatrix {
  readonly cells: readonly MatrixCell[]
  readonly nodes: readonly NodeCounts[]
}

export interface MatrixCell extends PullCounts {
  readonly namespace: string
  /** `host[:port]`; empty for images whose name cannot be read. */
  readonly registry: string
}

export interface NodeCounts extends PullCounts {
  readonly node: string
}

type Tally = Record<keyof PullCounts, number>

/** Each container of each Pod is counted once; cells and nodes stand by name. */
export function pullMatrix(pulls: readonly ObservedPull[]): PullMatrix {
  const cells = new Map<string, Map<string, Tally>>()
  const nodes = new Map<string, Tally>()
  for (const pull of pulls) {
    const {pod, parsed} = pull.plan
    const kind = standing(pull)
    const registry = parsed.kind === 'invalid' ? '' : parsed.reference.registry
    tallyIn(
      entryOf(cells, pod.namespace, () => new Map<string, Tally>()),
      registry,
    )[kind] += 1
    if (pod.nodeName !== undefined) tallyIn(nodes, pod.nodeName)[kind] += 1
  }
  return {
    cells: inOrder(cells).flatMap(([namespace, row]) =>
      inOrder(row).map(([registry, counts]) => ({namespace, registry, ...counts})),
    ),
    nodes: inOrder(nodes).map(([node, counts]) => ({node, ...counts})),
  }
}

/** A container that has ended had its image; an image volume has no status of its own, but that of its Pod. */
function standing({plan: {pod, container}, failure}: ObservedPull): keyof PullCounts {
  if (failure !== undefined) return 'failing'
  const {kind} = container.state
  if (kind === 'running' || kind === 'terminated' || container.imageID) return 'healthy'
  return container.kind === 'volume' && pod.phase === 'Running' ? 'healthy' : 'untried'
}

function tallyIn(tallies: Map<string, Tally>, name: string): Tally {
  return entryOf(tallies, name, () => ({failing: 0, healthy: 0, untried: 0}))
}

function entryOf<T>(map: Map<string, T>, key: string, make: () => T): T {
  const entry = map.get(key) ?? make()
  map.set(key, entry)
  return entry
}

function inOrder<T>(counts: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...counts].sort(([one], [other]) => (one < other ? -1 : Number(one > other)))
}
