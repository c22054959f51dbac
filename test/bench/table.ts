import type {Comparison} from './compare.ts'
import type {Growth} from './doctor-scale.ts'

const widths = [34, 9, 9, 7, 8, 11, 9, 11, 9] as const

export const comparisonTitle = row(['', 'CPU ms:', 'ours', 'ratio', 'at most', 'wall ms:', 'ours', 'peak MiB:', 'ours'])

/** The reference's numbers stand before ours. */
export function comparisonLine({name, limit, reference, ours, ratio}: Comparison): string {
  const verdict = ratio <= limit ? '' : '  over'
  const numbers = [
    whole(reference.cpuMs),
    whole(ours.cpuMs),
    ratio.toFixed(2),
    limit.toFixed(1),
    whole(reference.wallMs),
    whole(ours.wallMs),
    whole(reference.peakMiB),
    whole(ours.peakMiB),
  ]
  return row([name, ...numbers]) + verdict
}

export const growthTitle = row(['Pods', 'CPU ms', 'wall ms', '', 'requests', 'peak MiB'])

export function growthLine({pods, cost, requests}: Growth): string {
  const {cpuMs, wallMs, peakMiB} = cost
  return row([pods.toLocaleString('en'), whole(cpuMs), whole(wallMs), '', String(requests), whole(peakMiB)])
}

function row(cells: readonly string[]): string {
  return cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[at] ?? 0))).join('')
}

function whole(number: number): string {
  return Math.round(number).toLocaleString('en')
}
