import {spawn} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {text} from 'node:stream/consumers'
import {setTimeout as pause} from 'node:timers/promises'

/** What one run of a program cost. */
export interface Cost {
  /** User and system time of the process and its children. */
  readonly cpuMs: number
  readonly wallMs: number
  /** The largest resident set; what a program that ends within a few milliseconds takes last may be missed. */
  readonly peakMiB: number
}

/** A command line with the whole environment that it is run in. */
export interface Run {
  readonly argv: readonly [string, ...string[]]
  readonly env: Readonly<Record<string, string>>
}

/** bash reads the clocks, since Node.js tells nothing of its children; the program stands in place of a subshell. */
const timing = `TIMEFORMAT='%R %U %S'; time { (echo $BASHPID >&3; exec "$@" >/dev/null 2>&4 3>&-); }`
const memoryIntervalMs = 5
/** Findings end with 1; anything above it is a call that did not do its work. */
const highestExitCode = 1

/** Runs a program to its end, its output thrown away; throws where it did not do its work. Linux only. */
export async function measure({argv, env}: Run): Promise<Cost> {
  const shell = spawn('bash', ['-c', timing, 'bash', ...argv], {
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  const [, , times, pid, errors] = shell.stdio
  const ended = new AbortController()
  const {promise: exit, resolve, reject} = Promise.withResolvers<number>()
  shell.once('error', reject).once('close', (code) => resolve(code ?? highestExitCode + 1))
  exit.finally(() => ended.abort())
  const [spent, complaint, peakMiB, exitCode] = await Promise.all([
    text(readable(times)),
    text(readable(errors)),
    watchMemory(readable(pid), ended.signal),
    exit,
  ])
  if (exitCode > highestExitCode) throw new Error(`${argv.join(' ')}: exit code ${exitCode}\n${complaint}`)
  const [wall = 0, user = 0, system = 0] = spent.trim().split(' ').map(Number)
  return {cpuMs: (user + system) * 1000, wallMs: wall * 1000, peakMiB}
}

/** `VmHWM` of proc_pid_status(5), asked for as long as the process is there: it only grows. */
async function watchMemory(announcement: AsyncIterable<Uint8Array>, ended: AbortSignal): Promise<number> {
  let peak = 0
  for await (const announced of announcement) {
    const pid = Number(Buffer.from(announced).toString())
    for (let now = peakOf(pid); now !== undefined && !ended.aborted; now = peakOf(pid)) {
      peak = now
      await pause(memoryIntervalMs)
    }
  }
  return peak
}

function peakOf(pid: number): number | undefined {
  try {
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kibibytes === undefined ? undefined : Number(kibibytes) / 1024
  } catch {
    return undefined
  }
}

type Pipe = ReturnType<typeof spawn>['stdio'][3]

function readable(pipe: Pipe): AsyncIterable<Uint8Array> {
  if (pipe && Symbol.asyncIterator in pipe) return pipe
  throw new Error('a pipe of the shell is not there')
}
