import assert from 'node:assert/strict'
import {chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, test} from 'node:test'
import {cli, completer, runNode, skipInArchive} from '../cli/run-cli.ts'
import {aPullSecret} from '../commands/object.ts'
import {startSandbox} from '../commands/sandbox.ts'
import {startForwardProxy} from '../sandbox/registry/forward-proxy.ts'

const canary = 'canary-Of-an+environment/1'
const sandbox = await startSandbox({registries: ['BASIC'], objects: (hostOf) => [stored(hostOf('BASIC'))]})
after(() => sandbox.close())
const folder = mkdtempSync(join(tmpdir(), 'imagecreds-user-'))
after(() => rmSync(folder, {recursive: true}))

function stored(host: string) {
  return aPullSecret('regcred', {[host]: {username: 'alice', password: canary}})
}

/** A kubeconfig of the sandbox with this user, and on the way to it what else is given. */
function kubeconfigOf(name: string, user: object, way: object = {}): string {
  const config = JSON.parse(readFileSync(sandbox.env.KUBECONFIG, 'utf8'))
  const [{name: cluster, cluster: server}] = config.clusters
  const changed = {
    users: [{name: config.users[0].name, user}],
    clusters: [{name: cluster, cluster: {...server, ...way}}],
  }
  return sandbox.file(name, JSON.stringify({...config, ...changed}))
}

const proxy = await startForwardProxy()
after(() => proxy.close())
const plugin = sandbox.file(
  'plugin',
  '#!/bin/sh\necho \'{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"x"}}\'\n',
)
chmodSync(plugin, 0o755)
const exec = {
  apiVersion: 'client.authentication.k8s.io/v1',
  command: plugin,
  interactiveMode: 'Never',
  env: [{name: 'PLUGIN_SECRET', value: canary}],
}

const kubeconfigs = {
  'by a token': kubeconfigOf('token', {token: canary}),
  'by a token in a file': kubeconfigOf('token-file', {tokenFile: sandbox.file('canary', canary)}),
  'by a password': kubeconfigOf('password', {username: 'alice', password: canary}),
  'by a plugin': kubeconfigOf('exec', {exec}),
  'behind a proxy that asks for one': kubeconfigOf(
    'proxy',
    {token: canary},
    {'proxy-url': `http://alice:${encodeURIComponent(canary)}@${proxy.host}`},
  ),
}

/** Everything that makes Node.js, bun or a library of ours tell more. */
const talkative = {
  NODE_DEBUG: '*',
  NODE_DEBUG_NATIVE: '*',
  DEBUG: '*',
  BUN_CONFIG_VERBOSE_FETCH: 'curl',
  NODE_OPTIONS: '--trace-warnings --trace-uncaught',
}

for (const [how, KUBECONFIG] of Object.entries(kubeconfigs)) {
  test(`a login to the cluster ${how} is in no output, however talkative Node.js is made`, async () => {
    const run = await cli(['doctor'], {env: {...sandbox.env, ...talkative, KUBECONFIG}})
    assertKept(run.stdout + run.stderr)
    assert.doesNotMatch(run.stderr, /^(?:HTTP|NET|CHILD_PROCESS) \d/m)
  })
}

test('the proxy was given its login, so that there was one to find', () => {
  assert.equal(
    Buffer.from(proxy.requests[0]?.login?.replace('Basic ', '') ?? '', 'base64').toString(),
    `alice:${canary}`,
  )
})

test('a login of the environment is in no output of a call that starts a program', async () => {
  const env = {...sandbox.env, ...talkative, KUBECONFIG: kubeconfigs['by a plugin'], CI_TOKEN: canary}
  const run = await cli(['doctor'], {env})
  assertKept(run.stdout + run.stderr)
})

test('words that are being completed are the same, however talkative Node.js is made', {
  skip: skipInArchive,
}, async () => {
  const [quiet, loud] = await Promise.all([{}, talkative].map((env) => runNode([completer, 'exp'], {env})))
  assert.match(quiet?.stdout ?? '', /^explain/)
  assert.equal(loud?.stdout, quiet?.stdout)
})

test('a login to a registry is in no output, however talkative Node.js is made', async () => {
  const login = ['--server', sandbox.hostOf('BASIC'), '--username', 'alice']
  const env = {...sandbox.env, ...talkative}
  const runs = await Promise.all([
    cli(['verify', 'regcred', '--image', `${sandbox.hostOf('BASIC')}/team/app:1.0`], {env}),
    cli(['verify', ...login, '--password', canary], {env}),
    cli(['create', 'other', ...login, '--password-stdin'], {env, stdin: canary}),
    cli(['decode', 'regcred'], {env}),
  ])
  for (const {stdout, stderr} of runs) assertKept(stdout + stderr)
})

test('compiled code is kept where the user alone can write, whatever the umask', {skip: skipInArchive}, async () => {
  const home = join(folder, 'home')
  mkdirSync(home)
  const umask = process.umask(0)
  await cli(['decode', '-h'], {env: {HOME: home, NODE_COMPILE_CACHE: undefined}})
  process.umask(umask)
  const cache = join(home, '.cache/kubectl-imagecreds')
  assert.equal(statSync(cache).mode & 0o777, 0o700)
  assert.notDeepEqual(readdirSync(cache), [])
})

test('compiled code is neither read from nor put where others can write', async () => {
  const shared = join(folder, 'shared')
  mkdirSync(join(shared, 'kubectl-imagecreds'), {recursive: true})
  chmodSync(join(shared, 'kubectl-imagecreds'), 0o777)
  const run = await cli(['decode', '-h'], {env: {XDG_CACHE_HOME: shared, NODE_COMPILE_CACHE: undefined}})
  assert.equal(run.exitCode, 0)
  assert.deepEqual(readdirSync(join(shared, 'kubectl-imagecreds')), [])
})

test('a home that nothing can be written to changes nothing', async () => {
  const run = await cli(['decode', 'x'], {env: {HOME: '/dev/null', NODE_COMPILE_CACHE: undefined}})
  assert.match(run.stderr, /^error: kubeconfig .* cannot be read/)
  assert.equal(run.exitCode, 2)
})

function assertKept(text: string): void {
  const encoded = Buffer.from(`alice:${canary}`).toString('base64').slice(0, 24)
  for (const trace of [canary, encodeURIComponent(canary), encoded]) assert.ok(!text.includes(trace), trace)
}
