import {linkDetail, linkLabel, linkName} from './link-words.ts'
import type {LinkState, PathLink} from './path-link.ts'
import {pullList} from './pull-list.ts'
import type {PullPath} from './pull-path.ts'
import type {Report} from './report.ts'

/** Longer labels make a picture that nobody can read. */
const longestLabel = 80

/**
 * The pull paths of a report as one Mermaid flowchart, to be pasted in Markdown between fences of their own: a box of
 * boxes for each path, solid arrows along what the kubelet uses, dotted ones to what it passes over.
 */
export function reportMermaid({paths = []}: Pick<Report, 'paths'>): string {
  return flowchart(paths)
}

/** The same for one path. */
export function pullPathMermaid(path: PullPath): string {
  return flowchart([path])
}

function flowchart(paths: readonly PullPath[]): string {
  const lines = paths.flatMap((path, at) => [
    `  subgraph path${at} ["${label(`path of ${pullList([path.pull], true)}`)}"]`,
    ...pathLines(path, `path${at}`).map((line) => `    ${line}`),
    '  end',
  ])
  return `${['flowchart TD', ...lines, ...classLines].join('\n')}\n`
}

function pathLines({links}: PullPath, prefix: string): readonly string[] {
  const nodes = links.map((link, at) => `${prefix}_${at}["${label(linkWords(link))}"]:::${classes[link.state]}`)
  return [...nodes, ...arrows(links, prefix)]
}

/** Blanks come together in a label, so that a comma parts the name from what is said of it. */
function linkWords(link: PathLink): string {
  const text = [linkName(link), linkDetail(link)].filter((part) => part !== undefined).join(', ')
  return `${signs[link.state]} ${linkLabel(link)}: ${text}`
}

/** What is passed over hangs on the link before the Secrets; the way goes on without it. */
function arrows(links: readonly PathLink[], prefix: string): readonly string[] {
  let last = 0
  return links.flatMap(({state}, at) => {
    if (at === 0) return []
    const from = `${prefix}_${last}`
    if (state === 'passed-over') return [`${from} -.-> ${prefix}_${at}`]
    last = at
    return [`${from} ${state === 'broken' ? '--x' : '-->'} ${prefix}_${at}`]
  })
}

const signs: Readonly<Record<LinkState, string>> = {good: '✓', broken: '✗', 'passed-over': '-', 'not-checked': '?'}

const classes: Readonly<Record<LinkState, string>> = {
  good: 'good',
  broken: 'broken',
  'passed-over': 'passedOver',
  'not-checked': 'notChecked',
}

const classLines: readonly string[] = [
  '  classDef good fill:#e6f4ea,stroke:#137333,color:#0b3d1d',
  '  classDef broken fill:#fce8e6,stroke:#c5221f,color:#5f1412,stroke-width:3px',
  '  classDef passedOver fill:#f1f3f4,stroke:#80868b,color:#3c4043,stroke-dasharray:3 3',
  '  classDef notChecked fill:#ffffff,stroke:#80868b,color:#3c4043,stroke-dasharray:3 3',
]

/**
 * Text inside `["…"]` of a flowchart. Mermaid reads `#name;` and `#number;` as entities there and may take HTML and
 * Markdown for what they are, so that everything but letters, digits, blanks and plain marks becomes an entity.
 */
function label(text: string): string {
  const characters = [...text]
  const shown = characters.length > longestLabel ? [...characters.slice(0, longestLabel - 1), '…'] : characters
  return shown.map((character) => (plain.test(character) ? character : `#${character.codePointAt(0)};`)).join('')
}

const plain = /^[\p{L}\p{N} ./:,()@=✓✗?…-]$/u
