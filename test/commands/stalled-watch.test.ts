import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {after, afterEach, describe, test} from 'node:test'
import {cliEnvironment, invocation} from '../cli/run-cli.ts'
import type {Fault} from '../sandbox/kube/fault.ts'
import {startKubelet} from '../sandbox/kube/kubelet.ts'
import {aFailingPod, aNode} from './cluster-object.ts'
import {aLogin, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const image = 'registry.example.test/team/app:1.0'
const sandbox = await startSandbox({
  objects: () => [
    aPullSecret('regcred', {'registry.example.test': aLogin('alice', 'wonderland')}),
    aFailingPod('web-0', image, 'some new words', {pullSecrets: ['regcred']}),
    aNode('worker-1'),
  ],
})
after(() => sandbox.close())
const kubelet = startKubelet(sandbox.api, {
  clock: () => new Date('2026-11-21T22:18:05Z'),
  outcome: () => ({kind: 'pulls'}),
})
after(() => kubelet.stop())
afterEach(() => sandbox.api.inject(() => undefined))

/** What may become of a watch on its way through a proxy. */
const stalls: Readonly<Record<string, Fault>> = {
  'is never answered': {kind: 'silence'},
  'is answered without a word': {kind: 'stream', status: 200, headers: {}, piece: new Uint8Array(), everyMs: 60_000},
}

describe('a watch that', () => {
  for (const [how, fault] of Object.entries(stalls)) {
    test(`${how} keeps no node from being heard`, {timeout: 30_000}, async () => {
      stall(fault)
      for (const [command, exitCode] of [
        [`verify regcred --image ${image}`, 0],
        // For the Pod that fails.
        ['doctor --no-probe', 1],
      ] as const) {
        const screen = await sandbox.screen(`${command} --from-node worker-1 --yes --pull-timeout 1s`)
        assert.match(screen, /\n(?:✓ pulled by 1 node|worker-1 {3}pulled)\n/)
        assert.match(screen, new RegExp(`exit ${exitCode}\\n$`))
        assert.equal(sandbox.api.all('v1', 'Pod').length, 1, 'its Pod is gone')
      }
    })
  }

  test('is never answered is told of under doctor --watch, which goes on and ends at once', {
    timeout: 30_000,
  }, async () => {
    stall({kind: 'silence'})
    for (const [signal, exitCode] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      const {child, output, until} = staying('doctor --no-probe --watch --request-timeout 1s')
      const closed = once(child, 'close')
      await until(/\n1 error, 1 thing not checked\n/)
      await until(/are not seen(?:.|\n)*are not seen(?:.|\n)*are not seen.*\n/)
      child.kill(signal)
      assert.equal((await closed)[0], exitCode)
      for (const kind of ['Pod', 'Secret', 'ServiceAccount']) {
        const why = `API server ${sandbox.api.url} did not answer within 1s`
        const words = `warning: changes of ${kind}s are not seen, so that all is read again every 30 s: ${why}\n`
        assert.ok(output().includes(words), output())
      }
    }
  })
})

function stall(fault: Fault): void {
  sandbox.api.inject(({url}) => (url.includes('watch=true') ? fault : undefined))
}

function staying(command: string) {
  const [program, ...words] = invocation
  const child = spawn(program, [...words, ...command.split(' ')], {env: {...cliEnvironment, ...sandbox.env}})
  let text = ''
  let wake = () => {}
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += chunk
      wake()
    })
  }
  return {
    child,
    output: () => text,
    async until(pattern: RegExp): Promise<void> {
      while (!pattern.test(text)) {
        const {promise, resolve} = Promise.withResolvers<void>()
        wake = resolve
        await promise
      }
    },
  }
}
