import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {cliEnvironment, invocation} from '../cli/run-cli.ts'
import type {ApiServer} from '../sandbox/kube/api-server.ts'
import type {Fault} from '../sandbox/kube/fault.ts'

/** What may happen to a call between two of its requests. */
export const cuts = ['the process is killed', 'the connection is cut'] as const

export type Cut = (typeof cuts)[number]

/** How many requests some work makes. */
export async function countRequests(api: ApiServer, work: () => Promise<unknown>): Promise<number> {
  const before = api.requests.length
  await work()
  return api.requests.length - before
}

/** Runs a call and ends it, or its connection, when it makes its `step`th request; the server goes on being like that. */
export async function cutCall(
  api: ApiServer,
  cut: Cut,
  step: number,
  {words, env}: {readonly words: readonly string[]; readonly env: Readonly<Record<string, string>>},
): Promise<void> {
  const [program, ...first] = invocation
  let requests = 0
  let child: ChildProcess | undefined
  api.inject((): Fault | undefined => {
    requests += 1
    if (requests !== step) return undefined
    if (cut === 'the connection is cut') return {kind: 'cut', afterBytes: 0}
    child?.kill('SIGKILL')
    return undefined
  })
  child = spawn(program, [...first, ...words], {env: {...cliEnvironment, ...env}, stdio: 'ignore'})
  await once(child, 'close')
}
