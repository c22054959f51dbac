import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {test} from 'node:test'
import {promisify} from 'node:util'
import type {ClusterHost, FileReading} from '../../src/cluster/cluster-host.ts'
import {findTarget} from '../../src/cluster/find-target.ts'
import {KubeError} from '../../src/cluster/kube-error.ts'
import {installedKubectls} from '../sandbox/kubectl.ts'

const [program] = installedKubectls()

const files: Readonly<Record<string, string>> = {
  one: `
current-context: first
clusters: [{name: c1, cluster: {server: "https://one:6443", tls-server-name: api}}]
contexts: [{name: first, context: {cluster: c1, user: u1}}]
users: [{name: u1, user: {token: t1}}]
`,
  'sub/two': `
current-context: second
clusters:
- {name: c1, cluster: {server: "https://other:6443", proxy-url: "http://p:3128"}}
- {name: c2, cluster: {server: "https://two/base"}}
contexts:
- {name: first, context: {cluster: c2, user: u2, namespace: elsewhere}}
- {name: second, context: {cluster: c2, user: u2, namespace: shop}}
users: [{name: u1, user: {token: other}}, {name: u2, user: {token: t2}}]
`,
  headless: `
clusters: [{name: c3, cluster: {server: "https://three"}}]
contexts: [{name: third, context: {cluster: c3, user: u1, namespace: ns3}}]
`,
  empty: '',
  torn: 'clusters: [{name: "c1}]',
  'home/.kube/config': `
current-context: at-home
clusters: [{name: h, cluster: {server: "https://home"}}]
contexts: [{name: at-home, context: {cluster: h, user: "", namespace: mine}}]
`,
}

const situations: readonly (readonly [
  string,
  {readonly KUBECONFIG?: string; readonly context?: string; readonly kubeconfig?: string},
])[] = [
  ['one file', {KUBECONFIG: 'one'}],
  ['a list', {KUBECONFIG: 'one:sub/two'}],
  ['the same list turned round', {KUBECONFIG: 'sub/two:one'}],
  ['a list with missing and empty files', {KUBECONFIG: 'none:empty::one'}],
  ['a list whose first file has no current context', {KUBECONFIG: 'headless:sub/two'}],
  ['a context of the second file', {KUBECONFIG: 'one:sub/two', context: 'second'}],
  ['a context that both files have', {KUBECONFIG: 'sub/two:one', context: 'first'}],
  ['a context whose user nobody has', {KUBECONFIG: 'headless', context: 'third'}],
  ['an unknown context', {KUBECONFIG: 'one', context: 'nope'}],
  ['no current context', {KUBECONFIG: 'headless'}],
  ['a broken file in the list', {KUBECONFIG: 'one:torn'}],
  ['the file at home', {}],
  ['--kubeconfig beside KUBECONFIG', {KUBECONFIG: 'one', kubeconfig: 'sub/two'}],
  ['--kubeconfig that is not there', {KUBECONFIG: 'one', kubeconfig: 'none'}],
]

/** `config view` shows a context whose user is missing; a call then asks for a login. We name the user instead. */
const strictHere = ['a context whose user nobody has']

test('kubectl and we choose the same server, user and namespace', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'kubectl-agreement-'))
  t.after(() => rmSync(folder, {recursive: true}))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true})
    writeFileSync(join(folder, name), text)
  }
  for (const [what, situation] of situations) {
    const theirs = await kubectl(folder, situation)
    if (theirs === undefined) return t.skip('kubectl is not on PATH')
    assert.deepEqual(ours(folder, situation), strictHere.includes(what) ? 'none' : theirs, what)
  }
})

type Situation = (typeof situations)[number][1]

interface View {
  readonly clusters: readonly [{readonly cluster: {readonly server: string}}]
  readonly contexts: readonly [
    {readonly name: string; readonly context: {readonly user?: string; readonly namespace?: string}},
  ]
}

function environment(folder: string, {KUBECONFIG = ''}: Situation): Record<string, string> {
  const list = KUBECONFIG.split(':').map((file) => (file === '' ? '' : join(folder, file)))
  return {HOME: join(folder, 'home'), PATH: process.env['PATH'] ?? '', KUBECONFIG: list.join(':')}
}

/** What kubectl would use, `none` for an error; `undefined` without kubectl. */
async function kubectl(folder: string, situation: Situation): Promise<object | 'none' | undefined> {
  if (program === undefined) return undefined
  const {context, kubeconfig} = situation
  const args = ['config', 'view', '--minify', '--raw', '-o', 'json']
  if (context !== undefined) args.push('--context', context)
  if (kubeconfig !== undefined) args.push('--kubeconfig', join(folder, kubeconfig))
  try {
    const {stdout} = await promisify(execFile)(program.path, args, {env: environment(folder, situation), cwd: folder})
    const {clusters, contexts} = JSON.parse(stdout) as View
    const [{name, context: chosen}] = contexts
    return {
      server: clusters[0].cluster.server,
      context: name,
      user: chosen.user || 'none',
      namespace: chosen.namespace ?? 'default',
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return 'none'
  }
}

function ours(folder: string, situation: Situation): object | 'none' {
  const env = environment(folder, situation)
  const host: ClusterHost = {
    env,
    home: join(folder, 'home'),
    pathDelimiter: ':',
    files: {read},
    exec: async () => ({kind: 'failed', code: 'ENOENT'}),
    canAsk: false,
  }
  const {context, kubeconfig} = situation
  const flags = {
    ...(context !== undefined && {context}),
    ...(kubeconfig !== undefined && {kubeconfig: join(folder, kubeconfig)}),
  }
  try {
    const target = findTarget(flags, host)
    const {server, user, namespace} = target
    return {server: server.href.replace(/\/$/, ''), context: target.context, user: user.name, namespace}
  } catch (error) {
    if (error instanceof KubeError) return 'none'
    throw error
  }
}

function read(path: string): FileReading {
  try {
    return {kind: 'text', text: readFileSync(path, 'utf8')}
  } catch {
    return {kind: 'failed', code: 'ENOENT'}
  }
}
