import type {Comparison, Result} from './compare.ts'
import type {Growth} from './doctor-scale.ts'
import type {Cost} from './measure.ts'

const widths = [34, 9, 9, 7, 8, 11, 9, 11, 9] as const

export const comparisonTitle = row(['', 'CPU ms:', 'ours', 'ratio', 'at most', 'wall ms:', 'ours', 'peak MiB:', 'ours'])

/** A line for each form of ours; the reference's numbers stand before them. */
export function comparisonLines({name, reference, ours}: Comparison): string {
  return ours.map((result) => comparisonLine(name, reference, result)).join('\n')
}

function comparisonLine(name: string, reference: Cost, {form, limit, cost, ratio}: Result): string {
  const verdict = ratio <= limit ? '' : '  over'
  const numbers = [
    whole(reference.cpuMs),
    whole(cost.cpuMs),
    ratio.toFixed(2),
    limit.toFixed(1),
    whole(reference.wallMs),
    whole(cost.wallMs),
    whole(reference.peakMiB),
    whole(cost.peakMiB),
  ]
  const label = form === 'npm' ? name : `  ${form}`
  return row([label, ...numbers]) + verdict
}

export const growthTitle = row(['Pods', 'CPU ms', 'wall ms', '', 'requests', 'peak MiB'])

export function growthLine({form, pods, cost, requests}: Growth): string {
  const {cpuMs, wallMs, peakMiB} = cost
  return row([
    form === 'npm' ? pods.toLocaleString('en') : `  ${form}`,
    whole(cpuMs),
    whole(wallMs),
    '',
    String(requests),
    whole(peakMiB),
  ])
}

function row(cells: readonly string[]): string {
  return cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[at] ?? 0))).join('')
}

function whole(number: number): string {
  return Math.round(number).toLocaleString('en')
}
