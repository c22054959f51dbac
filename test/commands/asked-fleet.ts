import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {text} from 'node:stream/consumers'
import {after, afterEach, beforeEach} from 'node:test'
import {cliEnvironment, invocation} from '../cli/run-cli.ts'
import {type Outcome, startKubelet} from '../sandbox/kube/kubelet.ts'
import {aNode} from './cluster-object.ts'
import {aLogin, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

/** How many nodes there are. */
export const count = 24

export const image = 'registry.example.test/team/app:1.0'

/** Asks all of them, four at a time. */
export const call = `verify regcred --image ${image} --probe-timeout 1s --yes --from-nodes all --max-pods 4`

export const regcred = aPullSecret('regcred', {'registry.example.test': aLogin('alice', 'wonderland')})

/** A call that is on its way. */
export interface Started {
  readonly process: ChildProcess
  readonly ended: Promise<{readonly stdout: string; readonly stderr: string; readonly exitCode: number | null}>
}

/**
 * A cluster of nodes that all pull but for `fleet-11`, where the tag is missing; each test of the file that calls this finds
 * it anew.
 */
export async function startFleet() {
  const nodes = Array.from({length: count}, (_, at) => aNode(`fleet-${at + 1}`))
  const sandbox = await startSandbox({objects: () => [regcred, ...nodes]})
  const {api, env} = sandbox
  let said: Readonly<Record<string, Outcome>> = {}
  const kubelet = startKubelet(api, {
    clock: () => new Date('2026-11-21T22:18:05Z'),
    outcome: (node) => said[node] ?? {kind: 'pulls'},
  })
  beforeEach(() => {
    said = {'fleet-11': {kind: 'recorded', capture: '13-tag-missing'}}
  })
  afterEach(() => {
    api.inject(() => undefined)
    for (const {metadata} of api.all('v1', 'Pod')) api.remove('v1', 'Pod', metadata.name ?? '', metadata.namespace)
  })
  after(() => {
    kubelet.stop()
    return sandbox.close()
  })
  return {
    ...sandbox,
    /** What happens on these nodes; all others pull. */
    say(outcomes: Readonly<Record<string, Outcome>>): void {
      said = outcomes
    },
    start(words: string): Started {
      const [program, ...first] = invocation
      const child = spawn(program, [...first, ...words.split(' ')], {env: {...cliEnvironment, ...env}})
      const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
      return {process: child, ended: ended.then(([stdout, stderr, [exitCode]]) => ({stdout, stderr, exitCode}))}
    },
    /** When so many Pods are being deleted. */
    deletions(least: number): Promise<void> {
      const {promise, resolve} = Promise.withResolvers<void>()
      let seen = 0
      api.inject(({method}) => {
        if (method === 'DELETE') seen += 1
        if (seen === least) resolve()
        return undefined
      })
      return promise
    },
    /** Counts the Pods that are made from now on. */
    podsMade(onMade = () => {}): {count(): number} {
      let made = 0
      api.inject(({method, url}) => {
        if (method !== 'POST' || !url.includes('/pods') || url.includes('dryRun')) return undefined
        made += 1
        onMade()
        return undefined
      })
      return {count: () => made}
    },
  }
}
