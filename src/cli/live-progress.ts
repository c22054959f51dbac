import type {Live} from '../report/live.tsx'
import type {OnProgress, Progress} from '../report/progress.ts'
import type {StreamTraits} from './stream-traits.ts'

/** What is done sooner is not worth a picture, nor the time that drawing takes to load. */
const patienceMs = 500

/** Where progress goes: to the terminal once work takes its time, else nowhere. */
export interface LiveProgress {
  readonly report: OnProgress
  /** Takes the picture off the screen; the result is printed after that. */
  end(): Promise<void>
}

/** Only a person at a terminal who waits for text is shown anything; pipes, CI and dumb terminals get none. */
export function liveProgress(stderr: StreamTraits, format: 'text' | 'json' | 'yaml'): LiveProgress {
  const {env} = process
  const isShown = stderr.isTerminal && format === 'text' && env['TERM'] !== 'dumb' && !env['CI']
  return isShown ? delayedProgress() : {report: () => {}, end: async () => {}}
}

function delayedProgress(): LiveProgress {
  let latest: Progress | undefined
  let drawn: Promise<Live | undefined> | undefined
  let hasEnded = false
  const draw = async () => {
    const {startLive} = await import('../report/live.tsx')
    return hasEnded || latest === undefined ? undefined : startLive(process.stderr, latest)
  }
  const timer = setTimeout(() => {
    drawn = draw()
  }, patienceMs)
  return {
    report(progress) {
      latest = progress
      drawn?.then((live) => live?.update(progress))
    },
    async end() {
      hasEnded = true
      clearTimeout(timer)
      ;(await drawn)?.end()
    },
  }
}
