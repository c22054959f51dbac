import assert from 'node:assert/strict'
import {join} from 'node:path'
import {after, describe, test} from 'node:test'
import {cli} from '../cli/run-cli.ts'
import {json, registryError, response} from '../sandbox/registry/answer.ts'
import {basicLogin} from '../sandbox/registry/basic-login.ts'
import {brokenRegistries} from '../sandbox/registry/behaviours/broken.ts'
import type {Behaviour} from '../sandbox/registry/scripted-registry.ts'
import {aFailingPod} from './cluster-object.ts'
import {aLogin, aNamespace, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const canary = 'canary-of-hostility-0001'
const metadata = 'http://169.254.169.254/latest/meta-data/'

/** What a hostile or broken registry does, by the namespace whose Pod pulls from it. */
const registries: Readonly<Record<string, readonly [name: string, behaviour: Behaviour]>> = {
  'cuts-its-answer': ['HALFC', brokenRegistries.halfClosed],
  'drips-its-answer': ['DRIPS', brokenRegistries.dripping],
  'drips-its-head': ['SLOWH', brokenRegistries.slowHead],
  'ends-no-answer': ['ENDLS', brokenRegistries.endless],
  'ends-no-redirects': ['LOOPS', brokenRegistries.redirectsForever],
  'fills-its-head': ['HEADS', brokenRegistries.hugeHead],
  'fills-the-memory': ['BOMBS', brokenRegistries.bomb],
  'forges-the-screen': ['EVILS', brokenRegistries.escapes],
  'has-a-metadata-realm': ['REALM', bearer(metadata)],
  'has-a-plain-realm': ['THIEF', bearer('http://thief.example.test/token')],
  'is-no-web-server': ['SSHDS', brokenRegistries.notHttp],
  'is-silent': ['MUTES', brokenRegistries.silent],
  'leads-to-metadata': ['LEADS', () => response(302, {Location: metadata})],
  'repeats-the-login': ['PARRT', repeatsLogin],
  resets: ['RESET', brokenRegistries.reset],
  talks: ['TALKS', brokenRegistries.verbose],
}

const sandbox = await startSandbox({
  registries: ['BASIC'],
  scripted: Object.fromEntries(Object.values(registries)),
  objects: (hostOf) =>
    [
      ...Object.entries(registries).map(([namespace, [name]]) => [namespace, name] as const),
      ['works', 'BASIC'] as const,
    ].flatMap(([namespace, name]) => [
      aNamespace(namespace),
      aPullSecret('regcred', {[hostOf(name)]: aLogin('alice', canary)}, {namespace}),
      aFailingPod('web-0', `${hostOf(name)}/team/app:1.0`, 'some new words', {namespace, pullSecrets: ['regcred']}),
    ]),
})
after(() => sandbox.close())

const call = 'doctor -A --registry-timeout 1s'

describe('doctor -A among hostile registries', {timeout: 60_000}, () => {
  test('says of each what it does, and of the one that works what it says', async ({assert: {fileSnapshot}}) => {
    const screen = await sandbox.screen(call)
    assert.doesNotMatch(screen, /canary|defect/)
    assert.doesNotMatch(screen, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
    fileSnapshot(screen, join(import.meta.dirname, 'fault-screens', 'hostile-registries.txt'), {serializers: [String]})
  })

  test('says the same in JSON, and takes no hour for it', async () => {
    const begun = performance.now()
    const {stdout, exitCode} = await cli(`${call} -o json`, {env: sandbox.env})
    const {findings} = JSON.parse(stdout)
    const named = new Set(
      findings.flatMap(({pulls}: {pulls: {namespace: string}[]}) => pulls.map(({namespace}) => namespace)),
    )
    assert.deepEqual([...named].sort(), [...Object.keys(registries), 'works'].sort())
    assert.doesNotMatch(stdout, /canary/)
    assert.equal(exitCode, 1)
    assert.ok(performance.now() - begun < 20_000)
  })
})

function bearer(realm: string): Behaviour {
  return () => json(401, {}, {'WWW-Authenticate': `Bearer realm="${realm}",service="r"`})
}

function repeatsLogin(request: Parameters<Behaviour>[0]): ReturnType<Behaviour> {
  const login = basicLogin(request)
  if (login === undefined) return response(401, {'WWW-Authenticate': 'Basic realm="r"'})
  return registryError(403, {code: 'DENIED', message: `not with ${login.password}`})
}
