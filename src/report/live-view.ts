import {printable} from './printable.ts'
import {type Progress, progressText} from './progress.ts'
import {counted} from './text-lines.ts'

/** All that a use case has told so far, as far as the screen shows it. */
export interface LiveView {
  readonly latest: Progress
  readonly planned?: Extract<Progress, {kind: 'planned'}>
  readonly found: readonly Extract<Progress, {kind: 'found'}>[]
  /** When each registry was first waited for, in milliseconds of a clock that only goes on. */
  readonly waitingSince: ReadonlyMap<string, number>
}

/** More findings than these are counted. */
const mostFound = 5

/** A registry that takes longer than this is named with its time. */
const slowMs = 2000

/** What is shown after one more word of progress. */
export function nextView(view: LiveView | undefined, progress: Progress, now: number): LiveView {
  const {found = [], waitingSince = new Map<string, number>(), ...rest} = view ?? {}
  switch (progress.kind) {
    case 'found':
      return {latest: progress, ...rest, found: [...found, progress], waitingSince}
    case 'planned':
      return {...rest, latest: progress, planned: progress, found, waitingSince}
    case 'asking': {
      const since = progress.waitingFor.map((registry) => [registry, waitingSince.get(registry) ?? now] as const)
      return {...rest, latest: progress, found, waitingSince: new Map(since)}
    }
    default:
      return {...rest, latest: progress, found, waitingSince}
  }
}

/**
 * The screen: what has been made out, what goes on behind `spinner`, and what was found so far; never more than `rows`
 * lines, so that a terminal can draw it again in place.
 */
export function viewLines(view: LiveView, spinner: string, now: number, rows: number): readonly string[] {
  const {latest, planned, found} = view
  const counts = planned === undefined ? [] : [`  ${progressText(planned)}`]
  const doing = latest.kind === 'planned' ? [] : [`${spinner} ${progressText(latest)}${slowest(view, now)}`]
  const room = Math.max(0, Math.min(mostFound, rows - counts.length - doing.length - 2))
  const shown = found.slice(0, room)
  const rest = found.length - shown.length
  return [
    ...counts,
    ...doing,
    ...shown.map((each) => `  ${progressText(each)}`),
    ...(rest > 0 ? [`  and ${counted(rest, 'finding')} more`] : []),
  ].map((line) => printable(line))
}

function slowest({latest, waitingSince}: LiveView, now: number): string {
  const [first] = [...waitingSince.values()].sort((one, other) => one - other)
  if (latest.kind !== 'asking' || first === undefined || now - first < slowMs) return ''
  return `, ${Math.floor((now - first) / 1000)} s`
}
