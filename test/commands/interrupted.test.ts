import assert from 'node:assert/strict'
import {chmodSync} from 'node:fs'
import {after, afterEach, describe, test} from 'node:test'
import {cliEnvironment} from '../cli/run-cli.ts'
import {type JsonObject, textAt} from '../sandbox/kube/json.ts'
import {aDeployment, aServiceAccount} from './cluster-object.ts'
import {countRequests, cutCall, cuts} from './cut-call.ts'
import {aLogin, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const sandbox = await startSandbox({})
after(() => sandbox.close())
afterEach(() => sandbox.api.inject(() => undefined))

const helper = sandbox.file('docker-credential-vault', '#!/bin/sh\necho \'{"Username":"u","Secret":"new"}\'\n')
chmodSync(helper, 0o755)
const env = {...sandbox.env, PATH: `${sandbox.folder}:${cliEnvironment['PATH']}`}
const fetched = JSON.stringify({'r.io': {helper: 'vault', server: 'r.io', at: '2026-11-21T10:00:00Z'}})
const secret = (password: string) =>
  aPullSecret(
    'regcred',
    {'r.io': aLogin('u', password), 'quay.io': aLogin('q', 'q')},
    {annotations: {'imagecreds/fetched': fetched}},
  )
const builders = (names: readonly string[]) => ['one', 'two'].map((name) => aServiceAccount(name, names))

interface Interrupted {
  readonly command: string
  /** What is there before. */
  readonly given: readonly JsonObject[]
  /** Old or new, of each thing that the call changes; anything else is a thing half done. */
  state(): readonly string[]
  readonly fewest: number
}

const calls: Readonly<Record<string, Interrupted>> = {
  'create --update': {
    command: 'create regcred --server r.io --from-helper vault --no-verify --update',
    given: [secret('old')],
    state: () => [loginState()],
    fewest: 2,
  },
  'create --attach': {
    command: 'create regcred --server r.io --from-helper vault --no-verify --update --attach one --attach two',
    given: [secret('old'), ...builders(['other'])],
    state: () => [loginState(), ...['one', 'two'].map((name) => listState(name, ['other'], ['other', 'regcred']))],
    fewest: 6,
  },
  attach: {
    command: 'attach regcred deploy/web --service-account one --service-account two',
    given: [secret('old'), ...builders(['other']), aDeployment('web', 'r.io/app:1')],
    state: () => ['one', 'two'].map((name) => listState(name, ['other'], ['other', 'regcred'])),
    fewest: 6,
  },
  detach: {
    command: 'detach regcred --service-account one --service-account two',
    given: builders(['other', 'regcred']),
    state: () => ['one', 'two'].map((name) => listState(name, ['other', 'regcred'], ['other'])),
    fewest: 4,
  },
  refresh: {command: 'refresh regcred --no-verify', given: [secret('old')], state: () => [loginState()], fewest: 3},
}

for (const [name, call] of Object.entries(calls)) {
  describe(`${name}, broken off at any of its requests`, () => {
    for (const cut of cuts) {
      test(`leaves everything old or new when ${cut}, and the next call ends it`, async () => {
        for (const object of call.given) sandbox.api.put(object)
        const steps = await countRequests(sandbox.api, () => succeeds(call))
        assert.ok(steps >= call.fewest, `${steps} requests`)
        for (let step = 1; step <= steps; step += 1) {
          for (const object of call.given) sandbox.api.put(object)
          await cutCall(sandbox.api, cut, step, {words: call.command.split(' '), env})
          for (const state of call.state()) assert.match(state, /^(?:old|new)$/, `after request ${step}`)
          sandbox.api.inject(() => undefined)
          assert.match(await sandbox.screen(call.command, {env}), /exit 0\n$/, `after request ${step}`)
          for (const state of call.state()) assert.equal(state, 'new', `after request ${step}`)
        }
      })
    }
  })
}

async function succeeds({command, state}: Interrupted): Promise<void> {
  const screen = await sandbox.screen(command, {env})
  assert.match(screen, /exit 0\n$/, screen)
  assert.ok(state().every((one) => one === 'new'))
}

/** Of the login for r.io; the other login and its form have to be what they were. */
function loginState(): string {
  const config = Buffer.from(
    textAt(sandbox.api.find('v1', 'Secret', 'regcred', 'shop'), 'data', '.dockerconfigjson') ?? '',
    'base64',
  ).toString()
  const {auths} = JSON.parse(config)
  assert.deepEqual(auths['quay.io'], aLogin('q', 'q'))
  return Buffer.from(textAt(auths, 'r.io', 'auth') ?? '', 'base64')
    .toString()
    .replace('u:', '')
}

function listState(name: string, old: readonly string[], fresh: readonly string[]): string {
  const found = sandbox.api.find('v1', 'ServiceAccount', name, 'shop')?.['imagePullSecrets']
  const same = (names: readonly string[]) =>
    JSON.stringify(found) === JSON.stringify(names.map((each) => ({name: each})))
  if (same(old)) return 'old'
  return same(fresh) ? 'new' : JSON.stringify(found)
}
