import {displayWidth} from './display-width.ts'
import {table} from './table.ts'
import {counted, paragraph, signed, type TextOptions} from './text-lines.ts'
import type {Paint} from './theme.ts'

/** What one node said to one image: `verify` and `doctor` with `--from-node` or `--from-nodes`. */
export interface NodePull {
  /** Of the Secrets that it was to pull with; its Pod may have stood elsewhere. */
  readonly namespace: string
  readonly node: string
  /** As it was asked for. */
  readonly image: string
  /**
   * `not-known`: what the node said of the pull decides nothing, or the run ended before it said anything. `not-asked`: it
   * was given no Pod. Of a node that is not listed nothing is known at all.
   */
  readonly outcome: 'pulled' | 'failed' | 'not-known' | 'not-asked'
  /** Of the finding that tells why it failed. */
  readonly code?: string
  readonly name?: string
  /** Why it is not known or was not asked. */
  readonly why?: string
}

/** As many rows as one looks at; more nodes are grouped by what they said. */
const mostRows = 16

/** Nodes more than these are counted in a group. */
const mostNamed = 8

/**
 * Where it works and where not: nodes by images, or where that is too much, the nodes behind each outcome. An image that was
 * asked for with the Secrets of several namespaces names them.
 */
export function nodeTable(pulls: readonly NodePull[], options: TextOptions): readonly string[] {
  const nodes = [...new Set(pulls.map(({node}) => node))]
  const matrix = nodes.length > mostRows ? undefined : matrixLines(nodes, pulls)
  const isNarrow = matrix?.every((line) => displayWidth(line) <= options.width) ?? false
  return matrix !== undefined && isNarrow ? matrix : groupLines(pulls, options)
}

/** The same in a few words, for the last line of a report without findings. */
export function nodeSummary(pulls: readonly NodePull[]): string {
  const asked = new Set(pulls.flatMap(({node, outcome}) => (outcome === 'not-asked' ? [] : [node])))
  const isWhole = pulls.every(({outcome}) => outcome === 'pulled' || outcome === 'not-asked')
  return isWhole ? `pulled by ${counted(asked.size, 'node')}` : 'no pull fails'
}

/** None where an image was asked for with the Secrets of several namespaces: a cell holds one answer. */
function matrixLines(nodes: readonly string[], pulls: readonly NodePull[]): readonly string[] | undefined {
  const images = [...new Set(pulls.map(({image}) => image))]
  const cells = new Map(pulls.map((pull) => [JSON.stringify([pull.node, pull.image]), cellText(pull)]))
  if (cells.size < pulls.length) return undefined
  const rows = nodes.map((node) => [node, ...images.map((image) => cells.get(JSON.stringify([node, image])) ?? '')])
  const [head = '', ...body] = table(['Node', ...images], rows)
  // An image is quoted as it is, and only the one other header is a word.
  return [restored(head, images), ...body]
}

function restored(head: string, images: readonly string[]): string {
  return images.reduce((line, image) => line.replace(image.toUpperCase(), () => image), head)
}

function cellText({outcome, code, name}: NodePull): string {
  return outcome === 'failed' && code !== undefined ? `${code} ${name ?? ''}`.trimEnd() : words[outcome]
}

const words: Readonly<Record<NodePull['outcome'], string>> = {
  pulled: 'pulled',
  failed: 'failed',
  'not-known': 'not known',
  'not-asked': 'not asked',
}

function groupLines(pulls: readonly NodePull[], options: TextOptions): readonly string[] {
  return [...Map.groupBy(pulls, ({image}) => image)].flatMap(([image, ofImage]) => {
    const namespaces = [...Map.groupBy(ofImage, ({namespace}) => namespace)]
    return namespaces.flatMap(([namespace, own]) => [
      ...paragraph(
        namespaces.length === 1 ? image : `${image} in namespace "${namespace}"`,
        0,
        options,
        options.theme.strong,
      ),
      ...answerLines(own, options),
    ])
  })
}

function answerLines(pulls: readonly NodePull[], options: TextOptions): readonly string[] {
  return [...Map.groupBy(pulls, cellText)]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .flatMap(([text, group]) => outcomeLines(text, group, options))
}

function outcomeLines(text: string, group: readonly NodePull[], options: TextOptions): readonly string[] {
  const {sign, paint} = looks(group[0]?.outcome, options)
  const names = [...new Set(group.map(({node}) => node))]
  const rest = names.length - mostNamed
  const shown = rest > 1 ? `${names.slice(0, mostNamed).join(', ')} and ${rest} more` : names.join(', ')
  return [
    ...signed(sign, `${text}: ${counted(names.length, 'node')}`, 2, options, paint),
    ...paragraph(shown, 4, options, options.theme.faint),
  ]
}

function looks(outcome: NodePull['outcome'] | undefined, {theme}: TextOptions): {sign: string; paint: Paint} {
  switch (outcome) {
    case 'pulled':
      return {sign: theme.signs.success, paint: theme.success}
    case 'failed':
      return {sign: theme.signs.error, paint: theme.error}
    case 'not-known':
    case 'not-asked':
    case undefined:
      return {sign: theme.signs.notChecked, paint: theme.info}
  }
}
