import assert from 'node:assert/strict'
import {after, afterEach, describe, test} from 'node:test'
import {textAt} from '../sandbox/kube/json.ts'
import {countRequests, cutCall, cuts} from './cut-call.ts'
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
const callWith = (flags: string) => `create -f DIR/values.yaml --no-verify ${flags} --set-env t=TOKEN`

describe('create of two Secrets, broken off at any of its requests', () => {
  for (const cut of cuts) {
    for (const flags of ['', '--update']) {
      test(`leaves every Secret whole, old or new, when ${cut} ${flags}`, async () => {
        await run('t0', flags)
        const steps = await countRequests(sandbox.api, () => run('t1', flags))
        assert.ok(steps >= 6, `${steps} requests`)
        for (let step = 1; step <= steps; step += 1) {
          const [old, token] = [`t${step}`, `t${step + 1}`]
          const words = callWith(flags).replace('DIR', sandbox.folder).split(/ +/)
          await cutCall(sandbox.api, cut, step, {words, env: {...sandbox.env, TOKEN: token}})
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
  return sandbox.screen(callWith(flags), {env: {TOKEN: token}})
}

function password(name: string): string {
  const secret = sandbox.api.find('v1', 'Secret', name, 'shop')
  const config = Buffer.from(textAt(secret, 'data', '.dockerconfigjson') ?? '', 'base64').toString()
  return textAt(JSON.parse(config), 'auths', 'r.io', 'password') ?? ''
}
