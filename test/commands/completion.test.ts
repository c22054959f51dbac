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
    {apiVersion: 'v1', kind: 'Node', metadata: {name: 'worker-1'}},
    {apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name: 'builder', namespace: 'shop'}},
  ],
})
const kubeconfig = server.writeKubeconfig(folder, 'admin', {namespace: 'shop'})
after(async () => {
  await server.close()
  rmSync(folder, {recursive: true})
})

/** A command line whose last word is being typed, and what is offered for it. */
const places: Readonly<Record<string, readonly [line: string, offered: readonly string[]]>> = {
  'a workload by its type, without a space': ['doctor de', ['deploy/\tDeployment', ':6']],
  'a workload by its name': ['doctor po/', ['po/web-0', ':4']],
  'a Pod by its name alone': ['doctor we', ['web-0', ':4']],
  'files by the shell': ['doctor -f ', [':0']],
  'files behind an equals sign by the shell': ['decode --filename=', [':0']],
  'a flag': [
    'doctor --no-pr',
    ['--no-probe\task no registry', '--no-progress\tdo not show progress on the terminal', ':4'],
  ],
  'a flag of one letter, so that a space follows': ['doctor -A', ['-A\tlook in all namespaces', ':4']],
  'the value of a flag': ['doctor -o j', ['json', 'junit', ':4']],
  'the value of a flag behind an equals sign': ['doctor -A --output=j', ['json', 'junit', ':4']],
  'a namespace': ['doctor -n in', ['infra', ':4']],
  'a Secret behind a flag': ['generate node-config --secret regcred-', ['regcred-old', ':4']],
  'a node': ['doctor --from-node wor', ['worker-1', ':4']],
  'a ServiceAccount': ['attach regcred --service-account bu', ['builder', ':4']],
  'a ServiceAccount with its namespace': ['generate role doctor --service-account shop:bu', ['shop:builder', ':4']],
  'the namespace of a ServiceAccount, without a space': ['generate role doctor --service-account in', ['infra:', ':6']],
  'what a login is attached to': ['create x --attach bu', ['builder', ':4']],
  'a command behind help': ['help dec', ['decode\tShow what a pull secret contains, and what is wrong with it', ':4']],
  'a command of a group': ['generate rol', ['role\tPrint a Role with the least privileges that a command needs', ':4']],
  'the command that rights are for': ['generate role doc', ['doctor', ':4']],
  'a cause by its code': ['explain ICR1106', ['ICR1106\tCredentialWhitespace', ':4']],
}

/** What kubectl's own completion script would be told. */
for (const [index, kubectl] of installedKubectls().entries()) {
  describe(`by way of ${kubectl.name}`, () => {
    /** A machine that is busy may offer nothing in time: then it is asked again. */
    const complete = async (line: string) => {
      const words = ['__complete', 'imagecreds', ...line.split(' ')]
      for (let tries = 1; ; tries += 1) {
        const {stdout, stderr, exitCode} = await runKubectl(kubectl, words, {kubeconfig, home: folder, plugins})
        assert.equal(exitCode, 0)
        // kubectl's own words to its completion scripts, which they throw away.
        const said = stderr.split('\n').filter((each) => !/^(?:\[Debug\] .*|Completion ended .*|)$/.test(each))
        assert.deepEqual(said, [])
        if (stdout !== ':4\n' || tries === 20) return stdout.split('\n').filter((each) => each !== '')
      }
    }

    test('commands come with their summaries, and files are not offered beside them', async () => {
      assert.deepEqual(await complete('doc'), [
        'doctor\tFind out why images do not pull, with evidence and the fix',
        ':4',
      ])
    })

    test('Secrets of the registry types come by name, of the namespace in question, and no other', async () => {
      assert.deepEqual(await complete('verify reg'), ['regcred', 'regcred-old', ':4'])
      assert.deepEqual(await complete('verify -n infra '), ['othercred', ':4'])
    })

    // What is offered is not for a second kubectl to change.
    for (const [name, [line, expected]] of Object.entries(index === 0 ? places : {})) {
      test(`completes ${name}`, async () => assert.deepEqual(await complete(line), expected))
    }
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

test('a server that does not answer in time offers none of its names', async () => {
  server.inject(() => ({kind: 'delay', ms: 20_000}))
  try {
    assert.deepEqual(await own('verify '), silence)
    // What needs nobody's answer is offered all the same.
    assert.deepEqual(await own('doctor de'), {...silence, stdout: 'deploy/\tDeployment\n:6\n'})
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
