import {spawn} from 'node:child_process'
import {cliEnvironment} from './run-cli.ts'

/** One step of a dialogue: once the screen ends with `after`, `type` is sent. */
export interface Turn {
  readonly after: string
  readonly type: string
}

export interface Session {
  /** Everything that was shown, echo included, with `\n` for line ends. */
  readonly screen: string
  readonly exitCode: number | null
}

/**
 * Runs a shell command with a terminal of its own (`script` of util-linux, which every Debian has) and types into it.
 * The terminal is 80 columns wide and dumb.
 */
export function inTerminal(command: string, turns: readonly Turn[], env: NodeJS.ProcessEnv = {}): Promise<Session> {
  const child = spawn('script', ['--quiet', '--return', '--command', `stty cols 80; ${command}`, '/dev/null'], {
    env: {...cliEnvironment, TERM: 'dumb', SHELL: '/bin/sh', ...env},
    timeout: 60_000,
  })
  const rest = [...turns]
  let screen = ''
  child.stdout.on('data', (chunk) => {
    screen += chunk
    const [turn] = rest
    if (turn === undefined || !screen.endsWith(turn.after)) return
    rest.shift()
    child.stdin.write(turn.type)
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({screen: screen.replaceAll('\r\n', '\n'), exitCode}))
  })
}
