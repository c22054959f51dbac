import {Box, render, Text} from 'ink'
import {useEffect, useState} from 'react'
import {type LiveView, viewLines} from './live-view.ts'

/** Lines on the terminal that change while work goes on, and are gone when it ends. */
export interface Live {
  update(view: LiveView): void
  end(): void
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const asciiFrames = ['|', '/', '-', '\\']
const frameMs = 100

/** Where a terminal does not tell how high it is. */
const usualRows = 24

export interface LiveOptions {
  /** Can the terminal show characters beyond ASCII? */
  readonly unicode: boolean
  /** Milliseconds of a clock that only goes on; that of the view's times. */
  readonly now: () => number
}

/**
 * Draws on `stream`, which must be a terminal: ink would write frames into a pipe as well. Ctrl-C stays the process's
 * own, so no key is read; a process that it ends leaves nothing of the picture behind.
 */
export function startLive(stream: NodeJS.WriteStream, view: LiveView, options: LiveOptions): Live {
  const rows = () => stream.rows || usualRows
  const picture = (shown: LiveView) => <Screen view={shown} options={options} rows={rows} />
  const app = render(picture(view), {stdout: stream, patchConsole: false, exitOnCtrlC: false})
  const end = () => {
    process.removeListener('exit', end)
    // At its end ink draws once more what it drew last, which has to be nothing.
    app.rerender(null)
    app.clear()
    app.unmount()
  }
  process.prependListener('exit', end)
  return {update: (next) => app.rerender(picture(next)), end}
}

interface ScreenProps {
  readonly view: LiveView
  readonly options: LiveOptions
  readonly rows: () => number
}

/** Each line is cut to the terminal's width: a line that wraps could not be drawn again in place. */
function Screen({view, options, rows}: ScreenProps) {
  const [frame, setFrame] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setFrame((last) => last + 1), frameMs)
    return () => clearInterval(timer)
  }, [])
  const signs = options.unicode ? frames : asciiFrames
  const lines = viewLines(view, signs[frame % signs.length] ?? '', options.now(), rows())
  return (
    <Box flexDirection="column">
      {lines.map((line, at) => (
        <Text key={String(at)} wrap="truncate">
          {line}
        </Text>
      ))}
    </Box>
  )
}
