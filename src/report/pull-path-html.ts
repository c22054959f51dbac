import {linkDetail, linkLabel, linkName} from './link-words.ts'
import type {LinkState} from './path-link.ts'
import {printable} from './printable.ts'
import {pullList} from './pull-list.ts'
import type {MatrixCell, PullCounts, PullMatrix} from './pull-matrix.ts'
import type {PullPath} from './pull-path.ts'

/**
 * A path as an ordered list with a caption, for an HTML page that brings the looks: `pull-path` on the figure, and on
 * each link its state (`good`, `broken`, `passed-over`, `not-checked`), which stands there in words as well.
 */
export function pullPathHtml({pull, links}: PullPath): string {
  const rows = links.map((link) => {
    const {state} = link
    const said = `<span class="sign" aria-hidden="true">${signs[state]}</span><span class="state">${words[state]}: </span>`
    const detail = linkDetail(link)
    const aside = detail === undefined ? '' : ` (${escapeHtml(detail)})`
    return `<li class="${state}">${said}<b>${escapeHtml(linkLabel(link))}</b> ${escapeHtml(linkName(link))}${aside}</li>`
  })
  return `<figure class="pull-path"><figcaption>Path of ${escapeHtml(pullList([pull], true))}</figcaption><ol>${rows.join('')}</ol></figure>`
}

/** More registries than these are rows and not columns, or the table would be wider than any page. */
const mostColumns = 6

/** The matrix as a table with headers for rows and columns, and the nodes as another. */
export function pullMatrixHtml({cells, nodes}: PullMatrix): string {
  const registries = [...new Set(cells.map(({registry}) => registry))].sort()
  return (
    (registries.length > mostColumns ? registryRows(cells) : registryColumns(cells, registries)) +
    tableHtml(
      'Pulls by node',
      ['Node', 'Pulls'],
      nodes.map((counts) => `<tr><th scope="row">${escapeHtml(counts.node)}</th>${countsHtml(counts)}</tr>`),
    )
  )
}

const registryCaption = 'Pulls by namespace and registry'

function registryColumns(cells: readonly MatrixCell[], registries: readonly string[]): string {
  const rows = [...Map.groupBy(cells, ({namespace}) => namespace)].map(([namespace, row]) => {
    return `<tr><th scope="row">${escapeHtml(namespace)}</th>${registries.map((registry) => cellHtml(row, registry)).join('')}</tr>`
  })
  return tableHtml(registryCaption, ['Namespace', ...registries.map(registryName)], rows)
}

function registryRows(cells: readonly MatrixCell[]): string {
  const rows = cells.map((cell) => {
    const names = `<th scope="row">${escapeHtml(cell.namespace)}</th><td>${escapeHtml(registryName(cell.registry))}</td>`
    return `<tr>${names}${countsHtml(cell)}</tr>`
  })
  return tableHtml(registryCaption, ['Namespace', 'Registry', 'Pulls'], rows)
}

function registryName(registry: string): string {
  return registry || 'unreadable names'
}

function tableHtml(caption: string, heads: readonly string[], rows: readonly string[]): string {
  if (rows.length === 0) return ''
  const cells = heads.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join('')
  return `<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption><thead><tr>${cells}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

function cellHtml(row: readonly MatrixCell[], registry: string): string {
  const cell = row.find((one) => one.registry === registry)
  return cell === undefined ? '<td></td>' : countsHtml(cell)
}

function countsHtml({failing, healthy, untried}: PullCounts): string {
  const parts = [
    failing > 0 ? `${failing} failing` : '',
    healthy > 0 ? `${healthy} healthy` : '',
    untried > 0 ? `${untried} untried` : '',
  ].filter((part) => part !== '')
  return `<td class="${failing > 0 ? 'broken' : 'good'}">${parts.join(', ')}</td>`
}

const signs: Readonly<Record<LinkState, string>> = {good: '✓', broken: '✗', 'passed-over': '–', 'not-checked': '?'}

const words: Readonly<Record<LinkState, string>> = {
  good: 'holds',
  broken: 'broken',
  'passed-over': 'passed over',
  'not-checked': 'not looked at',
}

function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}
