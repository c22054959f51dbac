import {headline} from './headline.ts'
import {printable} from './printable.ts'
import {pullList} from './pull-list.ts'
import type {NotChecked, Report} from './report.ts'
import {paragraph, type ReportTextOptions} from './text-lines.ts'

/** Names and rights more than these are counted. */
const mostNamed = 3

/**
 * What could not be looked at, always under one heading. What lacks for the same reason is one entry; an entry names its
 * Pods only where it does not concern all that fail.
 */
export function notCheckedLines({notChecked, findings}: Report, options: ReportTextOptions): readonly string[] {
  if (notChecked.length === 0) return []
  const {theme, showsNamespaces, isWhole = false} = options
  const failing = distinct(findings.flatMap(({severity, pulls}) => (severity === 'error' ? pulls : [])))
  const entries = fold(notChecked).map(({pulls, ...entry}) => {
    return {...entry, list: distinct(pulls).size < failing.size ? pullList(pulls, showsNamespaces, isWhole) : ''}
  })
  const [only] = entries.length === 1 ? entries : []
  const sign = theme.signs.notChecked
  const head = headline(
    {text: `${sign} not checked`, painted: `${theme.info(sign)} ${theme.strong('not checked')}`},
    only?.list ?? '',
    options,
  )
  return [
    head.line,
    ...entries.flatMap(({whats, why, permissions, list}) => [
      ...paragraph(`${enumerated(whats)}: ${why}`, 2, options),
      ...(only ? head.below : list === '' ? [] : paragraph(list, 4, options)),
      ...permissions
        .slice(0, mostNamed)
        .map((permission) => `    ${theme.faint(`kubectl auth can-i ${printable(permission)}`)}`),
    ]),
  ]
}

interface Entry extends Pick<NotChecked, 'why' | 'pulls'> {
  readonly whats: readonly string[]
  readonly permissions: readonly string[]
}

function fold(gaps: readonly NotChecked[]): readonly Entry[] {
  return [...Map.groupBy(gaps, ({why}) => why)].map(([why, group]) => ({
    why,
    whats: [...new Set(group.map(({what}) => what))],
    permissions: [...new Set(group.flatMap(({permission}) => permission ?? []))],
    pulls: group.flatMap(({pulls}) => pulls),
  }))
}

function distinct(pulls: NotChecked['pulls']): ReadonlySet<string> {
  return new Set(pulls.map(({namespace, pod, container}) => JSON.stringify([namespace, pod, container])))
}

function enumerated(names: readonly string[]): string {
  const more = names.length - mostNamed
  return more > 1 ? `${names.slice(0, mostNamed).join(', ')} and ${more} more` : names.join(', ')
}
