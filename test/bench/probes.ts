import {execFileSync, fork} from 'node:child_process'
import {once} from 'node:events'
import {join} from 'node:path'
import {type Comparison, type Contest, compare} from './compare.ts'
import type {Workplace} from './workplace.ts'

const count = 200
const delayMs = 100

/** 200 registries against bare undici asking them the same, and what the whole took beside one question by itself. */
export interface ProbeComparison {
  readonly comparison: Comparison
  readonly requests: number
  /** From the first question to the last answer, without the start of the process. */
  readonly wallMs: number
  /** The slowest of a few by itself. */
  readonly singleMs: number
}

export async function compareProbes(workplace: Workplace, rounds: number): Promise<ProbeComparison> {
  const here = (name: string) => join(import.meta.dirname, name)
  const servers = fork(here('registries-process.ts'), [String(count), String(delayMs)])
  try {
    const [registries] = await once(servers, 'message')
    const file = workplace.file('registries.json', JSON.stringify(registries))
    const asking = (...args: readonly string[]) => workplace.script(here('ask-registries.ts'), file, ...args)
    const contest: Contest = {
      name: `${count} registries, ${delayMs} ms each`,
      reference: asking('bare'),
      ours: [{form: 'npm', limit: 1.5, run: asking('ours')}],
    }
    const comparison = await compare(contest, rounds)
    const singles = Array.from({length: 3}, () => took(asking('ours', 'alone').argv).wallMs)
    return {comparison, ...took(asking('ours').argv), singleMs: Math.max(...singles)}
  } finally {
    servers.disconnect()
  }
}

/** In two lines: the costs, and how the whole compares with what 32 at once can reach at best. */
export function probeLine({requests, wallMs, singleMs}: ProbeComparison): string {
  const ideal = Math.ceil(count / 32) * singleMs
  const numbers = [wallMs, singleMs, ideal].map((number) => `${Math.round(number)} ms`)
  const [whole, single, best] = numbers
  return `  ${requests} requests in ${whole}; the slowest by itself ${single} (${(wallMs / singleMs).toFixed(1)} times); in turns of 32 at best ${best} (${(wallMs / ideal).toFixed(2)} times)`
}

function took([program, ...args]: readonly [string, ...string[]]): {
  readonly wallMs: number
  readonly requests: number
} {
  return JSON.parse(execFileSync(program, args, {encoding: 'utf8'}))
}
