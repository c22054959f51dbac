import assert from 'node:assert/strict'
import {mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {after, describe, test} from 'node:test'
import {setImmediate} from 'node:timers/promises'
import {completer, executable, runProgram} from '../cli/run-cli.ts'
import {startApiServer} from '../sandbox/kube/api-server.ts'
import {installedKubectls, runKubectl} from '../sandbox/kubectl.ts'
import {aLogin, aPod, aPullSecret} from './object.ts'

const folder = mkdtempSync(join(tmpdir(), 'imagecreds-completion-'))
const plugin = join(folder, 'kubectl_complete-imagecreds')
symlinkSync(completer, plugin)
symlinkSync(executable, join(folder, 'kubectl-imagecreds'))
const plugins = `${folder}:${dirname(process.execPath)}`
const login = {'registry.corp': aLogin('bot', 'p-canary-4711')}
const server = await startApiServer({
  objects: [
    aPullSecret('regcred', login),
    aPullSecret('regcred-old', login),
    {...aPullSecret('tls-cert', login), type: 'Opaque'},
    {...aPullSecret('othercred', login), metadata: {name: 'othercred', namespace: 'infra'}},
    aPod('web-0', {image: 'registry.corp/team/app:1.0'}),
    {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'infra'}},
  ],
})
const kubeconfig = server.writeKubeconfig(folder, 'admin', {namespace: 'shop'})
after(async () => {
  await server.close()
  rmSync(folder, {recursive: true})
})

/** What kubectl's own completion script would be told. */
for (const kubectl of installedKubectls()) {
  describe(`by way of ${kubectl.name}`, () => {
    /** A machine that is busy may offer nothing in time: then it is asked again. */
    const complete = async (line: string) => {
      const words = ['__complete', 'imagecreds', ...line.split(' ')]
      for (let tries = 1; ; tries += 1) {
        const {stdout, exitCode} = await runKubectl(kubectl, words, {kubeconfig, home: folder, plugins})
        assert.equal(exitCode, 0)
        if (stdout !== ':4\n' || tries === 20) return stdout.split('\n').filter((each) => each !== '')
      }
    }

    test('commands come with their summaries, and files are not offered beside them', async () => {
      assert.deepEqual(await complete('doc'), [
        'doctor\tTell why images do not pull, with the proof and the way out',
        ':4',
      ])
    })

    test('Secrets of the registry types come by name, of the namespace in question, and no other', async () => {
      assert.deepEqual(await complete('verify reg'), ['regcred', 'regcred-old', ':4'])
      assert.deepEqual(await complete('verify -n infra '), ['othercred', ':4'])
    })

    test('a workload is completed by its type, without a space, and then by its name', async () => {
      assert.deepEqual(await complete('doctor po'), ['po/\tPod', ':6'])
      assert.deepEqual(await complete('doctor po/'), ['po/web-0', ':4'])
    })

    test('files are left to the shell', async () => {
      assert.deepEqual(await complete('doctor -f '), [':0'])
    })
  })
}

const own = (line: string, config = kubeconfig) =>
  runProgram([plugin, ...line.split(' ')], {env: {KUBECONFIG: config, PATH: `${plugins}:${process.env['PATH']}`}})
const silence = {stdout: ':4\n', stderr: '', exitCode: 0}

test('of Secrets nothing but names is asked for', async () => {
  while ((await own('decode ')).stdout === silence.stdout) {}
  const asked = server.requests.slice(-2).filter(({url}) => url.includes('/secrets'))
  assert.equal(asked.length, 2)
  for (const {headers} of asked) assert.match(String(headers['accept']), /as=PartialObjectMetadataList/)
})

test('a namespace that may not be read offers nothing and says nothing', async () => {
  const restricted = server.writeKubeconfig(mkdtempSync(join(folder, 'viewer-')), 'nobody', {namespace: 'shop'})
  assert.deepEqual(await own('verify ', restricted), silence)
})

test('a server that does not answer in time offers nothing', async () => {
  server.inject(() => ({kind: 'delay', ms: 20_000}))
  try {
    assert.deepEqual(await own('verify '), silence)
  } finally {
    server.inject(() => undefined)
  }
})

test('a login plugin that hangs, fails or talks is not heard of', async () => {
  const file = join(folder, 'exec-config')
  writeFileSync(
    join(folder, 'login-plugin'),
    '#!/bin/sh\necho $$ > "$0.pid"\necho p-canary-4711 >&2\nexec sleep 30\n',
    {mode: 0o755},
  )
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: join(folder, 'login-plugin'),
    interactiveMode: 'Never',
  }
  const config = {
    ['current-context']: 'a',
    contexts: [{name: 'a', context: {cluster: 'a', user: 'a'}}],
    clusters: [{name: 'a', cluster: {server: server.url}}],
    users: [{name: 'a', user: {exec}}],
  }
  writeFileSync(file, JSON.stringify(config))
  assert.deepEqual(await own('verify ', file), silence)
  const pid = Number(readFileSync(join(folder, 'login-plugin.pid'), 'utf8'))
  // It is dead at once, and gone as soon as somebody has asked how it ended.
  while (isThere(pid)) await setImmediate()
})

test('no kubeconfig, or one that is none, is no fault of a line that is being typed', async () => {
  const file = join(folder, 'broken')
  writeFileSync(file, '{nonsense')
  assert.deepEqual(await own('verify ', file), silence)
  assert.deepEqual(await own('doctor --context ', file), silence)
})

test('a name that is no plain word stays out of the command line', async () => {
  const file = join(folder, 'hostile')
  const contexts = ['lab', 'a$(reboot)', 'b\tc', 'd\u001b[2J'].map((name) => ({
    name,
    context: {cluster: 'x', user: 'x'},
  }))
  writeFileSync(file, JSON.stringify({contexts}))
  assert.deepEqual(await own('doctor --context ', file), {...silence, stdout: 'lab\n:4\n'})
})

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
