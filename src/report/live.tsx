import {render, Text} from 'ink'
import {useEffect, useState} from 'react'
import {printable} from './printable.ts'
import {type Progress, progressText} from './progress.ts'

/** A line on the terminal that changes while work goes on, and is gone when it ends. */
export interface Live {
  update(progress: Progress): void
  end(): void
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const frameMs = 100

/**
 * Draws on `stream`, which must be a terminal: ink would write frames into a pipe as well. Ctrl-C stays the process's
 * own, so no key is read.
 */
export function startLive(stream: NodeJS.WriteStream, progress: Progress): Live {
  const app = render(<Line progress={progress} />, {stdout: stream, patchConsole: false, exitOnCtrlC: false})
  return {
    update: (next) => app.rerender(<Line progress={next} />),
    end() {
      app.clear()
      app.unmount()
    },
  }
}

function Line({progress}: {readonly progress: Progress}) {
  const [frame, setFrame] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setFrame((last) => (last + 1) % frames.length), frameMs)
    return () => clearInterval(timer)
  }, [])
  return (
    <Text wrap="truncate">
      {frames[frame]} {printable(progressText(progress))}
    </Text>
  )
}
