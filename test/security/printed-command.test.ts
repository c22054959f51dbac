import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, test} from 'node:test'
import {permission, resources} from '../../src/cluster/resource.ts'
import {cli} from '../cli/run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'imagecreds-paste-'))
after(() => rmSync(folder, {recursive: true}))

/** What no API server lets an object be called; as the name of a pull Secret, a Pod may have each of them. */
const hostileNames = [
  'x; touch pwned',
  'x$(touch pwned)',
  'x`touch pwned`',
  "x'; touch pwned; '",
  'x" && touch pwned #',
  'x\ntouch pwned',
  'x\u001b[201~touch pwned\r',
  'x | touch pwned',
  '> pwned',
  '--kubeconfig=pwned',
  '--all',
  '-A',
  '-n',
  '--',
  '~root',
  '*',
  'a b',
  '\u202ebdc',
]

/** Names of Pods that are flags of our own advice as well. */
const ourFlags = ['-n', '-A']

for (const name of hostileNames) {
  test(`the right to read secret ${JSON.stringify(name)} is asked for by a command that a shell reads as it is`, () => {
    const text = permission('get', {resource: resources.secrets, namespace: 'shop', name})
    assert.deepEqual(pasted([`kubectl auth can-i ${text}`]), [
      ['auth', 'can-i', 'get', `secrets/${name}`, '-n', 'shop'],
    ])
  })
}

test('every command that doctor prints of hostile names is one, and has no flag that is such a name', async () => {
  const items = hostileNames.flatMap((name, at) => [
    aPod(`pull-${at}`, 'shop', {imagePullSecrets: [{name}]}),
    aPod(`node-${at}`, 'shop', {nodeName: name, serviceAccountName: name}, 'x509: certificate has expired'),
    aPod(`runs-${at}`, 'idle', {imagePullSecrets: [{name}]}, ''),
    aPod(name, 'shop', {}),
    aPod(`in-${at}`, name, {imagePullSecrets: [{name: 'gone'}]}),
    anOpaqueSecret(name),
    aPod(`opaque-${at}`, 'shop', {imagePullSecrets: [{name}]}),
  ])
  const file = join(folder, 'hostile.json')
  writeFileSync(file, JSON.stringify({apiVersion: 'v1', kind: 'List', items}))
  const {stdout, stderr} = await cli(['doctor', '--no-probe', '-f', file])
  assert.equal(stderr, '')
  assertInert(stdout)
  const lines = stdout.split('\n').filter((line) => line.startsWith('    kubectl '))
  const commands = pasted(lines)
  assert.equal(commands.length, lines.length)
  assert.ok(lines.length > 40, `${lines.length} commands`)
  for (const argv of commands) {
    const end = argv.indexOf('--')
    const flags = argv.slice(0, end === -1 ? undefined : end).filter((word) => word.startsWith('-'))
    assert.deepEqual(
      flags.filter((flag) => hostileNames.includes(flag) && !ourFlags.includes(flag)),
      [],
      argv.join(' '),
    )
  }
  assert.ok(!existsSync(join(folder, 'pwned')))
})

/** What a real shell makes of lines that somebody pastes: the arguments of each call of kubectl. */
function pasted(lines: readonly string[]): readonly (readonly string[])[] {
  const script = `kubectl() { for word; do printf '%s\\0' "$word"; done; printf 'end\\0\\0'; }\n${lines.join('\n')}\n`
  const {stdout, stderr} = spawnSync('sh', ['-s'], {input: script, cwd: folder, encoding: 'utf8'})
  assert.equal(stderr, '')
  return stdout
    .split('end\0\0')
    .slice(0, -1)
    .map((text) => text.split('\0').slice(0, -1))
}

/** Nothing a terminal acts on, and nothing that does not show. */
function assertInert(screen: string): void {
  assert.doesNotMatch(screen, /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u)
}

function aPod(name: string, namespace: string, spec: object, says = 'no basic auth credentials'): object {
  const image = 'registry.example.test/team/app:1.0'
  const message = `Failed to pull image "${image}": rpc error: code = Unknown desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": pull access denied: ${says}`
  const waiting = {reason: 'ErrImagePull', message}
  const state = says === '' ? {running: {startedAt: '2026-11-24T00:00:00Z'}} : {waiting}
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name, namespace},
    spec: {containers: [{name: 'app', image}], ...spec},
    status: {phase: 'Pending', containerStatuses: [{name: 'app', image, state}]},
  }
}

function anOpaqueSecret(name: string): object {
  const data = {'.dockerconfigjson': Buffer.from('{"auths":{}}').toString('base64')}
  return {apiVersion: 'v1', kind: 'Secret', metadata: {name, namespace: 'shop'}, type: 'Opaque', data}
}
