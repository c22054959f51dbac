import type {Evidence} from '../doctor/finding.ts'
import {evidenceLines} from './finding-lines.ts'
import {shellLine} from './shell-quote.ts'
import {paragraph, signed, type TextOptions} from './text-lines.ts'

/** What `advise -o json` prints: one of the ways to give a cluster its image credentials, and why not the others. */
export interface WayAdvice {
  readonly apiVersion: 'imagecreds/v1'
  readonly kind: 'WayAdvice'
  readonly environment: {
    readonly kind: 'managed' | 'hybrid' | 'own' | 'development' | 'unknown'
    /** For people, such as `Amazon EKS`. */
    readonly title: string
  }
  /** What of the cluster it rests on. */
  readonly evidence: readonly Evidence[]
  readonly recommended: AdvisedWay
  readonly second: AdvisedWay
  readonly others: readonly DismissedWay[]
  /** What could not be read. */
  readonly notChecked: readonly UnreadPart[]
}

export interface DismissedWay {
  /** As `explain ways` spells it. */
  readonly way: string
  readonly title: string
  /** No final period. */
  readonly reason: string
}

export interface AdvisedWay extends DismissedWay {
  /** What to begin with, as arguments; words in capital letters are to be filled in. */
  readonly commands: readonly (readonly string[])[]
}

export interface UnreadPart {
  readonly what: string
  readonly why: string
  /** What `kubectl auth can-i` takes. */
  readonly permission?: string
}

/** The advice for a person: the way to take, the second best, and a line for each other. */
export function wayAdviceText(advice: WayAdvice, options: TextOptions): string {
  const {environment, evidence, recommended, second, others, notChecked} = advice
  const {theme} = options
  const blocks = [
    [
      theme.strong(`${kindWords[environment.kind]}: ${environment.title}`),
      ...evidence.flatMap((fact) => evidenceLines(fact, options)),
    ],
    wayLines('recommended', recommended, options),
    wayLines('second best', second, options),
    [theme.strong('not here'), ...others.flatMap(({title, reason}) => paragraph(`${title}: ${reason}`, 2, options))],
    ...(notChecked.length === 0 ? [] : [unreadLines(notChecked, options)]),
    paragraph('All of them side by side: kubectl imagecreds explain ways', 0, options),
  ]
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

const kindWords: Readonly<Record<WayAdvice['environment']['kind'], string>> = {
  managed: 'managed cloud',
  hybrid: 'hybrid',
  own: 'own cluster',
  development: 'development',
  unknown: 'environment not known',
}

function wayLines(label: string, {title, reason, commands}: AdvisedWay, options: TextOptions): readonly string[] {
  return [
    options.theme.strong(`${label}: ${title}`),
    ...paragraph(reason, 2, options),
    ...commands.map((command) => `    ${shellLine(command)}`),
  ]
}

function unreadLines(parts: readonly UnreadPart[], options: TextOptions): readonly string[] {
  const {theme} = options
  return [
    `${theme.info(theme.signs.notChecked)} ${theme.strong('not checked')}`,
    ...parts.flatMap(({what, why, permission}) => [
      ...signed('-', `${what}: ${why}`, 2, options),
      ...(permission === undefined ? [] : [`    ${theme.faint(`kubectl auth can-i ${permission}`)}`]),
    ]),
  ]
}
