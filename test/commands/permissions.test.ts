import assert from 'node:assert/strict'
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, describe, test} from 'node:test'
import {parseAllDocuments} from 'yaml'
import {commandList} from '../../src/commands/command-list.ts'
import {commandRights} from '../../src/manifests/command-rights.ts'
import {commandRole} from '../../src/manifests/command-role.ts'
import type {CommandRights} from '../../src/manifests/right.ts'
import {cli, cliEnvironment} from '../cli/run-cli.ts'
import {createCertificateAuthority} from '../sandbox/certificate-authority.ts'
import {startApiServer} from '../sandbox/kube/api-server.ts'
import type {JsonObject} from '../sandbox/kube/json.ts'
import {type Outcome, startKubelet} from '../sandbox/kube/kubelet.ts'
import {clusterOfEveryRight} from './every-right.ts'

const login = '--server registry.test --username a --password-stdin --no-verify'
const asking = '--probe-timeout 1s --pull-timeout 1s --yes'

const workloads = 'deploy/web rs/web sts/web ds/web rc/web cj/web'

/** Calls of each command that together use every right of its Role. */
const calls: Readonly<Record<string, readonly string[]>> = {
  doctor: [
    'doctor --no-probe',
    'doctor -A --no-probe',
    'doctor pod/web-0 --no-probe',
    `doctor ${workloads} job/web --no-probe`,
  ],
  verify: ['verify regcred', 'verify regcred opaque'],
  decode: ['decode -A', 'decode', 'decode regcred'],
  create: [
    `create new ${login}`,
    `create regcred --update ${login}`,
    `create new -n shop,infra ${login}`,
    `create new -A ${login}`,
    `create new --namespace-selector team=a ${login}`,
    `create new -n fresh --create-namespace ${login}`,
    `create new --attach default ${login}`,
    `create new --attach-all-service-accounts ${login}`,
  ],
  attach: [
    'attach regcred --all-service-accounts',
    'attach regcred --service-account default --restart',
    'attach absent --service-account default',
    `attach regcred ${workloads}`,
  ],
  detach: [
    'detach inherited --all-service-accounts',
    'detach inherited --service-account default',
    `detach pulling ${workloads}`,
  ],
  refresh: ['refresh --no-verify', 'refresh regcred --no-verify', 'refresh -A --no-verify'],
  advise: ['advise', 'advise -n shop'],
  'from-node': [
    `verify regcred --image registry.test/team/app:1.0 --from-nodes all ${asking}`,
    `verify regcred --image registry.test/team/app:1.0 --from-node node-1 ${asking}`,
    `verify regcred --image registry.test/team/slow:1.0 --from-node node-1 ${asking}`,
    `verify regcred --image registry.test/team/app:1.0 --from-node node-1 --probe-namespace infra ${asking}`,
    `doctor pod/web-0 --no-probe --from-node node-1 ${asking}`,
  ],
}

const authority = await createCertificateAuthority('sandbox cluster')
const folder = mkdtempSync(join(tmpdir(), 'imagecreds-permissions-'))
const helpers = join(folder, 'helpers')
mkdirSync(helpers)
const helper = `#!/bin/sh\necho '{"Username":"bot","Secret":"renewed-4711"}'\n`
writeFileSync(join(helpers, 'docker-credential-lab'), helper, {mode: 0o755})
const path = `${helpers}:${cliEnvironment['PATH']}`
after(() => rmSync(folder, {recursive: true}))

interface Shown {
  /** Its command line, what it printed, and its exit code, line by line. */
  readonly lines: readonly string[]
  /** The rights that its requests take. */
  readonly used: ReadonlySet<string>
}

/** Runs a line as a user who has these rights and no others. */
async function run(line: string, granted: readonly JsonObject[]): Promise<Shown> {
  const clock = () => new Date('2026-11-21T22:18:05Z')
  const objects = [...clusterOfEveryRight, ...granted]
  const api = await startApiServer({clock, authority, users: [{name: 'oncall'}], objects})
  const kubelet = startKubelet(api, {clock, outcome})
  try {
    const kubeconfig = join(folder, new URL(api.url).port)
    writeFileSync(kubeconfig, api.kubeconfig('oncall', {namespace: 'shop'}))
    const done = await cli(line, {env: {PATH: path, KUBECONFIG: kubeconfig}, stdin: 'wonderland'})
    assert.notEqual(done.exitCode, 70, done.stderr)
    const text = [line, `exit code ${done.exitCode}`, done.stdout, 'stderr', done.stderr].join('\n')
    const shown = text.replaceAll(api.url, 'https://API').replaceAll(/imagecreds-pull-[\w-]+/g, 'POD')
    return {lines: shown.split('\n'), used: new Set(api.requests.map(rightOf))}
  } finally {
    kubelet.stop()
    await api.close()
  }
}

function outcome(_: string, image: string): Outcome {
  return {kind: image.includes('slow') ? 'hangs' : 'pulls'}
}

/** The call as it is made by a user who has exactly its rights. */
const bound = remembered((line) => run(line, rolesFor(line)))

test('every command that asks a cluster tells its rights', async () => {
  const asking = await Promise.all(
    Object.entries(commandList).map(async ([id, load]) => {
      return 'kubeconfig' in ((await load()).flags ?? {}) ? [id] : []
    }),
  )
  const told = commandRights.flatMap(({command, flagOf}) => (flagOf === undefined ? [command] : []))
  assert.deepEqual(asking.flat(), told.toSorted())
})

test('each Role is held here, but for that of a call without end', () => {
  const held = Object.keys(calls)
  assert.deepEqual(
    commandRights.flatMap(({command}) => (held.includes(command) ? [] : [command])),
    ['watch'],
  )
})

for (const {command, inNamespace, inCluster} of commandRights) {
  const lines = calls[command]
  if (lines === undefined) continue

  describe(`the Role of ${command}`, {concurrency: 3}, () => {
    for (const line of lines) {
      test(`is enough for ${line}`, async () => {
        assert.equal(difference(await bound(line), await run(line, granting([everything]))), undefined)
      })
    }

    for (const right of singleRights([...inNamespace, ...inCluster])) {
      test(`without ${nameOf(right)} the command says less, or why it does nothing`, async () => {
        for (const line of lines) {
          const whole = await bound(line)
          if (!whole.used.has(nameOf(right))) continue
          const rights = singleRights(rightsFor(line).flatMap((each) => [...each.inNamespace, ...each.inCluster]))
          const others = rights.filter((other) => nameOf(other) !== nameOf(right))
          if (difference(whole, await run(line, granting(others))) !== undefined) return
        }
        assert.fail('every call says the same')
      })
    }
  })
}

/** What the command of a line takes, and what its flags take besides. */
function rightsFor(line: string): readonly CommandRights[] {
  const own = commandRights.filter(({command}) => command === line.split(' ')[0])
  const flagged = own.flatMap(({also}) => also.filter(({flag}) => line.includes(` --${flag}`)))
  return [...own, ...commandRights.filter((rights) => flagged.some(({command}) => command === rights.command))]
}

/** In the one namespace that the line works in, or in all. */
function rolesFor(line: string): readonly JsonObject[] {
  const isWide = / (-A|-n|--namespace-selector|--probe-namespace)\b/.test(line) || line === 'advise'
  const namespace = isWide ? undefined : 'shop'
  const subjects = [{kind: 'User' as const, name: 'oncall'}]
  const texts = rightsFor(line).map((rights) => commandRole({rights, name: rights.command, namespace, subjects}))
  return texts.flatMap((text) => parseAllDocuments(text).map((document): JsonObject => document.toJSON()))
}

const everything: SingleRight = {verbs: ['*'], apiGroups: ['*'], resources: ['*']}

/** The first line that one has and the other has not, for both have thousands. */
function difference(one: Shown, other: Shown): string | undefined {
  const at = one.lines.findIndex((line, at) => line !== other.lines[at])
  if (at < 0 && one.lines.length === other.lines.length) return undefined
  return `${one.lines[0]}: ${one.lines[at]} <> ${other.lines[at]}`
}

function remembered<T>(work: (line: string) => Promise<T>): (line: string) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return (line) => {
    const result = known.get(line) ?? work(line)
    known.set(line, result)
    return result
  }
}

/** To all of these, in all namespaces. */
function granting(rules: readonly SingleRight[]): readonly JsonObject[] {
  const apiVersion = 'rbac.authorization.k8s.io/v1'
  const apiGroup = 'rbac.authorization.k8s.io'
  return [
    {apiVersion, kind: 'ClusterRole', metadata: {name: 'given'}, rules},
    {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: {name: 'given'},
      roleRef: {apiGroup, kind: 'ClusterRole', name: 'given'},
      subjects: [{apiGroup, kind: 'User', name: 'oncall'}],
    },
  ]
}

interface SingleRight extends JsonObject {
  readonly apiGroups: readonly [string]
  readonly resources: readonly [string]
  readonly verbs: readonly [string]
}

/** Each verb on each resource once, whichever rules name it. */
function singleRights(rules: CommandRights['inNamespace']): readonly SingleRight[] {
  const singles = rules.flatMap(({group, resources, verbs}) =>
    resources.flatMap((resource) =>
      verbs.map((verb): SingleRight => ({apiGroups: [group], resources: [resource], verbs: [verb]})),
    ),
  )
  return [...new Map(singles.map((single) => [nameOf(single), single])).values()]
}

function nameOf({apiGroups: [group], resources: [resource], verbs: [verb]}: SingleRight): string {
  return `${verb} ${group === '' ? resource : `${resource}.${group}`}`
}

/** The right that a request takes (`RequestInfoFactory.NewRequestInfo` in apiserver). */
function rightOf({method, url}: {readonly method: string; readonly url: string}): string {
  const {pathname, searchParams} = new URL(url, 'https://api')
  const [root, ...parts] = pathname.split('/').slice(1)
  const group = root === 'api' ? '' : `.${parts.shift()}`
  parts.shift()
  if (parts[0] === 'namespaces' && parts.length > 2) parts.splice(0, 2)
  const [resource, name] = parts
  const reading = searchParams.has('watch') ? 'watch' : name === undefined ? 'list' : 'get'
  const verb = {GET: reading, POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete'}[method]
  return `${verb} ${resource}${group}`
}
