import assert from 'node:assert/strict'
import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {after, afterEach, describe, test} from 'node:test'
import {cliEnvironment, invocation} from '../cli/run-cli.ts'
import type {Fault} from '../sandbox/kube/fault.ts'
import {textAt} from '../sandbox/kube/json.ts'
import {startSandbox} from './sandbox.ts'

const sandbox = await startSandbox({})
after(() => sandbox.close())
afterEach(() => sandbox.api.inject(() => undefined))

sandbox.file(
  'values.yaml',
  `imageCredentials:
  - {name: first, registry: r.io, username: u, accessToken: "{{ .Values.t }}"}
  - {name: second, registry: r.io, username: u, accessToken: "{{ .Values.t }}"}
`,
)
const call = 'create -f DIR/values.yaml --no-verify'

describe('create of two Secrets, broken off at any of its requests', () => {
  for (const how of ['the process is killed', 'the connection is cut'] as const) {
    for (const flags of ['', '--update']) {
      test(`leaves every Secret whole, old or new, when ${how} ${flags}`, async () => {
        await run('t0', flags)
        const steps = await countRequests(() => run('t1', flags))
        assert.ok(steps >= 6, `${steps} requests`)
        for (let step = 1; step <= steps; step += 1) {
          const [old, token] = [`t${step}`, `t${step + 1}`]
          await brokenOff(how, step, token, flags)
          for (const name of ['first', 'second']) {
            assert.ok([old, token].includes(password(name)), `${name} is ${password(name)} after request ${step}`)
          }
          assert.match(await run(token, flags), /exit 0\n$/)
          assert.deepEqual([password('first'), password('second')], [token, token], `request ${step}`)
        }
      })
    }
  }
})

function run(token: string, flags: string): Promise<string> {
  sandbox.api.inject(() => undefined)
  return sandbox.screen(`${call} ${flags} --set-env t=TOKEN`, {env: {TOKEN: token}})
}

async function countRequests(work: () => Promise<unknown>): Promise<number> {
  const before = sandbox.api.requests.length
  await work()
  return sandbox.api.requests.length - before
}

/** Runs the call and ends it, or its connection, when it makes its `step`th request. */
async function brokenOff(how: string, step: number, token: string, flags: string): Promise<void> {
  let requests = 0
  let child: ChildProcess | undefined
  sandbox.api.inject((): Fault | undefined => {
    requests += 1
    if (requests !== step) return undefined
    if (how === 'the connection is cut') return {kind: 'cut', afterBytes: 0}
    child?.kill('SIGKILL')
    return undefined
  })
  const words = `${call} ${flags} --set-env t=TOKEN`.replace('DIR', sandbox.folder).split(' ')
  const env = {...cliEnvironment, ...sandbox.env, TOKEN: token}
  const [program, ...first] = invocation
  child = spawn(program, [...first, ...words.filter((word) => word !== '')], {env, stdio: 'ignore'})
  await once(child, 'close')
}

function password(name: string): string {
  const secret = sandbox.api.find('v1', 'Secret', name, 'shop')
  const config = Buffer.from(textAt(secret, 'data', '.dockerconfigjson') ?? '', 'base64').toString()
  return textAt(JSON.parse(config), 'auths', 'r.io', 'password') ?? ''
}
