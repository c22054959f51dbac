import assert from 'node:assert/strict'
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join, relative} from 'node:path'
import {after, describe, test} from 'node:test'
import {commandList} from '../../../src/commands/command-list.ts'
import {cli} from '../../cli/run-cli.ts'
import {aLogin} from '../../commands/object.ts'
import {randomFrom} from '../../generalise/random.ts'
import {commandManifest} from '../../runtime/command-manifest.ts'
import {type CallRow, callRows} from './call-row.ts'
import {canaries, clusterLogins, type Place, places, registryLogins, registrySecrets, tracesIn} from './canary.ts'
import {registryNames, startLeakSandbox} from './leak-sandbox.ts'

// Every command with its flags mixed, with a canary in every place a login can stand. IMAGECREDS_LONG=1 goes on until
// every two values of two flags have met; IMAGECREDS_SEED mixes them otherwise.

const isLong = process.env['IMAGECREDS_LONG'] !== undefined
const seed = Number(process.env['IMAGECREDS_SEED'] ?? 20261124)
const {sandbox, proxy, strangers, clusters, spyLog, env, close} = await startLeakSandbox()
after(close)

/** Flags without which a call ends at its first line. A command that is not here is called with what it must have. */
const starts: Readonly<Record<string, string[][]>> = {
  create: [
    ['name', 'server', 'username', 'password-stdin'],
    ['name', 'from-docker-config', 'output', 'dry-run'],
    ['name', 'server', 'username', 'password'],
    ['filename', 'set-env'],
    ['name', 'server', 'from-helper'],
  ],
  verify: [['name'], ['server', 'username', 'password', 'image'], [], ['image', 'anonymous']],
  attach: [['service-account'], ['workload']],
  detach: [['service-account'], ['workload']],
  decode: [['name'], ['filename'], []],
  explain: [['message'], ['cause']],
  refresh: [['helper'], ['name']],
}

/** What makes Node.js, bun or a library of ours tell more. */
const talkative = {
  NODE_DEBUG: '*',
  DEBUG: '*',
  BUN_CONFIG_VERBOSE_FETCH: 'curl',
  NODE_OPTIONS: '--trace-uncaught',
}

const manifest = await commandManifest(commandList)

describe('no login leaks from', {concurrency: 3}, () => {
  for (const [at, [id, command]] of Object.entries(manifest).entries()) {
    test(`${id.replaceAll(':', ' ')}, whatever flags are mixed`, async () => {
      const size = Object.keys(command.flags).length
      const count = isLong ? Number.POSITIVE_INFINITY : 4 + size
      const rows = callRows(id, command, {random: randomFrom(seed + at), count, starts: starts[id] ?? [[]]})
      const given = new Set(rows.flatMap(({chosen}) => [...chosen.keys()]))
      assert.deepEqual(
        Object.keys(command.flags).filter((name) => !given.has(name)),
        [],
      )
      for (const [index, row] of rows.entries()) await assertKept(row, index)
    })
  }
})

describe('what was sent', () => {
  test('holds logins of a registry for that registry, and none for the cluster', () => {
    for (const name of registryNames) {
      const {requests} = sandbox.server(name)
      assert.ok(requests.length > 0, name)
      assert.deepEqual(tracesIn(heardIn(requests), but(registrySecrets)), [], name)
      assert.deepEqual(tracesIn(requests.map(({url}) => url).join('\n'), but(['realm'])), [], name)
    }
    assert.ok(tracesIn(heardIn(sandbox.server('ECHOS').requests)).includes('secret'), 'a search that finds nothing')
    assert.ok(tracesIn(heardIn(sandbox.server('BEARS').requests)).includes('registryToken'))
  })

  test('holds for a host that a registry names nothing but the URL that it named', () => {
    const requests = strangers.flatMap((one) => one.requests)
    assert.ok(requests.length > 0)
    assert.deepEqual(tracesIn(heardIn(requests), but(['signature'])), [])
  })

  test('holds for a proxy the logins to it alone', () => {
    assert.ok(proxy.requests.length > 0)
    const heard = proxy.requests.map(({line, login = ''}) => `${line}\n${decoded(login)}`).join('\n')
    assert.deepEqual(tracesIn(heard, but(['environmentProxy'])), ['proxy'])
  })

  test('holds for a cluster its own login, and no other but in a Secret', () => {
    for (const {requests} of clusters) {
      assert.deepEqual(tracesIn(requests.map(({url}) => url).join('\n')), [])
      const headers = requests.map((request) => heardIn([{...request, body: ''}])).join('\n')
      assert.deepEqual(tracesIn(headers, but(clusterLogins)), [])
      const bodies = requests.flatMap(({url, body}) => (url.includes('/secrets') ? [] : [body])).join('\n')
      assert.deepEqual(tracesIn(bodies), [])
    }
  })

  test('holds nothing in the command line of a child, nor leaves a file for others to read', () => {
    const seen = readFileSync(spyLog, 'utf8')
    assert.match(seen, /docker-credential-spy get/)
    assert.match(seen, /exec-spy/)
    assert.deepEqual(tracesIn(seen), [])
    assert.doesNotMatch(seen, /^-(?!rw-------)/m)
  })
})

let calls = 0

async function assertKept({argv, chosen}: CallRow, index: number): Promise<void> {
  calls += 1
  const folder = join(sandbox.folder, `call-${calls}`)
  const [home, temporary] = [join(folder, 'home'), join(folder, 'tmp')]
  mkdirSync(join(home, '.docker'), {recursive: true})
  mkdirSync(temporary)
  const config = JSON.stringify({auths: {[sandbox.hostOf('ECHOS')]: aLogin('ci', canaries.dockerConfig)}})
  writeFileSync(join(home, '.docker/config.json'), config, {mode: 0o600})
  const words = argv.map(withPlaces)
  const run = await cli(words, {
    env: {...env, HOME: home, TMPDIR: temporary, ...(index % 3 === 1 && talkative)},
    stdin: canaries.stdin,
    timeout: chosen.has('watch') ? 2500 : 60_000,
  })
  const about = `${words.join(' ')}\n${run.stderr.slice(-3000)}`
  assert.deepEqual(tracesIn(run.stderr), [], `stderr of ${about}`)
  assert.deepEqual(tracesIn(run.stdout, hidden(chosen)), [], `stdout of ${about}`)
  assert.notEqual(run.exitCode, 70, about)
  assert.deepEqual(readdirSync(temporary), [], about)
  assert.deepEqual(filesIn(home), ['.docker/config.json'], about)
}

/** What stdout may not show: everything, but what one asks for by a flag or as the manifest of a Secret. */
function hidden(chosen: CallRow['chosen']): readonly Place[] {
  const given = (flag: string) => chosen.get(flag)?.join() ?? ''
  const isShown = chosen.has('show-password') || given('output').endsWith('=dockerconfig')
  const isDryRun = /=(?:client|server)$/.test(given('dry-run'))
  const isManifest = isDryRun && /=(?:json|yaml|jsonpath|go-template)/.test(given('output'))
  return isShown || isManifest ? but(registryLogins) : places
}

function but(known: readonly Place[]): readonly Place[] {
  return places.filter((place) => !known.includes(place))
}

function withPlaces(word: string): string {
  return word
    .replaceAll('HOST:PROXY', proxy.host)
    .replace(/HOST:([A-Z]{5})/g, (_, name) => sandbox.hostOf(name))
    .replaceAll('DIR/', `${sandbox.folder}/`)
}

interface Heard {
  readonly url: string
  readonly headers: object
  readonly body: string
}

function heardIn(requests: readonly Heard[]): string {
  return requests
    .flatMap(({url, headers, body}) => [url, body, ...Object.values(headers).map((value) => decoded(String(value)))])
    .join('\n')
}

function decoded(value: string): string {
  return `${value}\n${Buffer.from(value.replace(/^Basic /, ''), 'base64')}`
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, {recursive: true, withFileTypes: true})
  return entries.filter((one) => one.isFile()).map(({parentPath, name}) => relative(folder, join(parentPath, name)))
}
