import type {Live} from '../report/live.tsx'
import type {LiveView} from '../report/live-view.ts'
import type {OnProgress} from '../report/progress.ts'
import type {StreamTraits} from './stream-traits.ts'

/** What is done sooner is not worth a picture, nor the time that drawing takes to load. */
const patienceMs = 500

/** Where progress goes: to the terminal once work takes its time, else nowhere. */
export interface LiveProgress {
  readonly report: OnProgress
  /** Takes the picture off the screen; the result is printed after that. */
  end(): Promise<void>
}

/**
 * Only a person at a terminal who waits for text is shown anything; pipes, CI and dumb terminals get none, and neither do
 * those who do not want it: `format` is then `none`.
 */
export function liveProgress(stderr: StreamTraits, format: string): LiveProgress {
  const {env} = process
  const isText = format === 'text' || format === 'wide'
  const isShown = stderr.isTerminal && isText && env['TERM'] !== 'dumb' && !env['CI']
  return isShown ? delayedProgress() : {report: () => {}, end: async () => {}}
}

function delayedProgress(): LiveProgress {
  const now = () => performance.now()
  const told: Parameters<OnProgress>[] = []
  let view: LiveView | undefined
  let drawn: Promise<Live | undefined> | undefined
  let next: ((view: LiveView | undefined) => LiveView | undefined) | undefined
  let hasEnded = false
  const draw = async () => {
    const [{startLive}, {nextView}, {isUtf8}] = await Promise.all([
      import('../report/live.tsx'),
      import('../report/live-view.ts'),
      import('../report/theme.ts'),
    ])
    next = (last) => told.splice(0).reduce((shown, [progress]) => nextView(shown, progress, now()), last)
    view = next(view)
    if (hasEnded || view === undefined) return undefined
    return startLive(process.stderr, view, {unicode: isUtf8(process.env, process.platform), now})
  }
  const timer = setTimeout(() => {
    drawn = draw()
  }, patienceMs)
  return {
    report(progress) {
      told.push([progress])
      drawn?.then((live) => {
        view = next?.(view)
        if (view !== undefined && !hasEnded) live?.update(view)
      })
    },
    async end() {
      hasEnded = true
      clearTimeout(timer)
      ;(await drawn)?.end()
    },
  }
}
