import assert from 'node:assert/strict'
import {chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, test} from 'node:test'
import {cli, skipInArchive} from '../cli/run-cli.ts'
import {aPullSecret} from '../commands/object.ts'
import {startSandbox} from '../commands/sandbox.ts'

const canary = 'canary-Of-an+environment/1'
const sandbox = await startSandbox({registries: ['BASIC'], objects: (hostOf) => [stored(hostOf('BASIC'))]})
after(() => sandbox.close())
const folder = mkdtempSync(join(tmpdir(), 'imagecreds-user-'))
after(() => rmSync(folder, {recursive: true}))

function stored(host: string) {
  return aPullSecret('regcred', {[host]: {username: 'alice', password: canary}})
}

/** A kubeconfig of the sandbox whose user is this one. */
function kubeconfigOf(name: string, user: object): string {
  const config = JSON.parse(readFileSync(sandbox.env.KUBECONFIG, 'utf8'))
  return sandbox.file(name, JSON.stringify({...config, users: [{name: config.users[0].name, user}]}))
}

const kubeconfigs = {
  'by a token': kubeconfigOf('token', {token: canary}),
  'by a password': kubeconfigOf('password', {username: 'alice', password: canary}),
}

/** Everything that makes Node.js, bun or a library of ours tell more. */
const talkative = {
  NODE_DEBUG: '*',
  NODE_DEBUG_NATIVE: 'http,tls',
  DEBUG: '*',
  BUN_CONFIG_VERBOSE_FETCH: 'curl',
  NODE_OPTIONS: '--trace-warnings --trace-uncaught',
}

for (const [how, KUBECONFIG] of Object.entries(kubeconfigs)) {
  test(`a login to the cluster ${how} is in no output, however talkative Node.js is made`, async () => {
    const run = await cli(['doctor'], {env: {...sandbox.env, ...talkative, KUBECONFIG}})
    if (!skipInArchive) assert.match(run.stderr, /^HTTP/m)
    assertKept(run.stdout + run.stderr)
  })
}

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
