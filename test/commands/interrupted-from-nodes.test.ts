import assert from 'node:assert/strict'
import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {appendFileSync, copyFileSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {text} from 'node:stream/consumers'
import {after, afterEach, beforeEach, describe, test} from 'node:test'
import {cliEnvironment, invocation} from '../cli/run-cli.ts'
import {type Outcome, startKubelet} from '../sandbox/kube/kubelet.ts'
import {aNode} from './cluster-object.ts'
import {aLogin, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const image = 'registry.example.test/team/app:1.0'
const count = 24
const fleet = Array.from({length: count}, (_, at) => aNode(`fleet-${at + 1}`))
const regcred = aPullSecret('regcred', {'registry.example.test': aLogin('alice', 'wonderland')})
const sandbox = await startSandbox({objects: () => [regcred, ...fleet]})
after(() => sandbox.close())

let said: Readonly<Record<string, Outcome>> = {}
const kubelet = startKubelet(sandbox.api, {
  clock: () => new Date('2026-11-21T22:18:05Z'),
  outcome: (node) => said[node] ?? {kind: 'pulls'},
})
after(() => kubelet.stop())
beforeEach(() => {
  said = {'fleet-11': {kind: 'recorded', capture: '13-tag-missing'}}
})
afterEach(() => {
  sandbox.api.inject(() => undefined)
  for (const {metadata} of sandbox.api.all('v1', 'Pod')) {
    sandbox.api.remove('v1', 'Pod', metadata.name ?? '', metadata.namespace)
  }
})

const call = `verify regcred --image ${image} --probe-timeout 1s --yes --from-nodes all --max-pods 4`

describe('a run that is cut short', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`by ${signal} deletes its Pods, says what is known, and of the others why they are not`, async () => {
      said = {...said, 'fleet-10': {kind: 'hangs'}, 'fleet-12': {kind: 'hangs'}}
      const child = start(`${call} -o json`)
      await deletions(10)
      child.process.kill(signal)
      const {stdout, stderr, exitCode} = await child.ended
      assert.equal(exitCode, signal === 'SIGINT' ? 130 : 143)
      assert.equal(stderr, 'interrupted: deleting what was made; once more to leave it\n')
      const {nodePulls, notChecked, findings} = JSON.parse(stdout)
      const outcomes = Map.groupBy(nodePulls, ({outcome}: {outcome: string}) => outcome)
      assert.equal(nodePulls.length, count)
      assert.ok((outcomes.get('pulled')?.length ?? 0) >= 9)
      assert.equal(outcomes.get('failed')?.length, 1)
      assert.ok((outcomes.get('not-known')?.length ?? 0) >= 2)
      assert.deepEqual(
        findings.map(({name}: {name: string}) => name),
        ['TagNotFound'],
      )
      assert.match(JSON.stringify(notChecked), /"what":"nodes [^}]*"why":"the run was interrupted"/)
      assert.deepEqual(sandbox.api.all('v1', 'Pod'), [])
    })
  }

  test('by an API server that is gone says what is known, and exits as for any cluster that cannot be reached', async () => {
    let deleted = 0
    sandbox.api.inject(({method}) => {
      if (method === 'DELETE') deleted += 1
      return deleted > 6 ? {kind: 'cut', afterBytes: 0} : undefined
    })
    const {stdout, stderr, exitCode} = await start(call).ended
    assert.equal(exitCode, 2)
    assert.match(stdout, /✓ pulled: \d+ nodes\n/)
    assert.match(stdout, /\? not known: \d+ nodes\n/)
    assert.match(stdout, /\n {2}nodes "fleet-.* and \d+ more: API server\s+https:/)
    assert.match(
      stderr,
      /^error: .*\nA Pod that could not be deleted ends by its deadline; the next call deletes it\.\n$/s,
    )
  })
})

describe('--resume', () => {
  test('asks only the rest after a kill, and the report is whole', async () => {
    const file = join(sandbox.folder, 'killed.jsonl')
    const child = start(`${call} --resume ${file}`)
    await deletions(10)
    child.process.kill('SIGKILL')
    await child.ended
    const answered = answersIn(file)
    assert.ok(answered > 0 && answered < count, `${answered} answers`)
    const made = podsMade()
    const shown = await sandbox.screen(`${call} --resume ${file}`)
    assert.equal(made.count(), count - answered)
    assert.match(shown, /\n {2}✓ pulled: 23 nodes\n/)
    assert.match(shown, /\n {2}✗ ICR1306 TagNotFound: 1 node\n {4}fleet-11\n/)
    assert.equal(answersIn(file), count)
    assert.equal(await sandbox.screen(`${call} --resume ${file}`), shown)
    assert.equal(made.count(), count - answered, 'nobody is asked again')
  })

  test('keeps no login, and lets nobody else read', async () => {
    const file = join(sandbox.folder, 'private.jsonl')
    await sandbox.screen(`${call} --resume ${file}`)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    const written = readFileSync(file, 'utf8')
    const basic = Buffer.from('alice:wonderland').toString('base64')
    assert.ok(!written.includes('wonderland') && !written.includes(basic), written)
  })

  test('asks again where the last line was not written to its end, or the node did not say how it went', async () => {
    const file = join(sandbox.folder, 'torn.jsonl')
    said = {'fleet-1': {kind: 'rejects', reason: 'OutOfcpu', message: 'no room'}}
    await sandbox.screen(`${call} --resume ${file}`)
    assert.equal(answersIn(file), count - 1)
    const lines = readFileSync(file, 'utf8')
    writeFileSync(file, lines.slice(0, -40))
    said = {}
    const made = podsMade()
    assert.match(await sandbox.screen(`${call} --resume ${file}`), /✓ pulled by 24 nodes\n/)
    assert.equal(made.count(), 2)
    // With the torn line.
    assert.equal(answersIn(file), count + 1)
    assert.match(await sandbox.screen(`${call} --resume ${file}`), /✓ pulled by 24 nodes\n/)
    assert.equal(made.count(), 2, 'nobody is asked again')
  })

  test('loses nothing of what another call writes to the file meanwhile', async () => {
    const file = join(sandbox.folder, 'shared.jsonl')
    await sandbox.screen(`${call} --resume ${file}`)
    const [head, ...answers] = readFileSync(file, 'utf8').split('\n')
    const [mine, others] = [answers.slice(0, 12), answers.slice(12)]
    writeFileSync(file, [head, ...mine, ''].join('\n'))
    const made = podsMade(() => appendFileSync(file, others.splice(0).join('\n')))
    const shown = await sandbox.screen(`${call} --resume ${file}`)
    assert.equal(made.count(), 12)
    const kept = new Set(readFileSync(file, 'utf8').split('\n'))
    assert.deepEqual(
      answers.filter((line) => !kept.has(line)),
      [],
    )
    assert.equal(await sandbox.screen(`${call} --resume ${file}`), shown)
  })

  test('is refused where another call has begun the file with another question meanwhile', async () => {
    const [file, first] = ['raced', 'first'].map((name) => join(sandbox.folder, `${name}.jsonl`))
    assert.ok(file !== undefined && first !== undefined)
    sandbox.api.put(aPullSecret('other', {'registry.example.test': aLogin('bob', 'builder')}))
    await sandbox.screen(`${call.replace('regcred', 'other')} --resume ${first}`)
    let hasNodes = false
    let made = 0
    sandbox.api.inject(({method, url}) => {
      if (method === 'POST' && url.includes('/pods')) made += 1
      hasNodes ||= url.includes('/nodes')
      // It has looked into the file, and asks what its question is about.
      if (hasNodes && url.includes('/secrets/')) copyFileSync(first, file)
      return undefined
    })
    assert.match(await sandbox.screen(`${call} --resume ${file}`), refusal('were given with other Secrets'))
    assert.equal(made, 0)
  })

  test('makes no Pod where the file is of another question, and leaves the file as it is', async () => {
    const file = join(sandbox.folder, 'other.jsonl')
    await sandbox.screen(`${call} --resume ${file}`)
    const written = readFileSync(file, 'utf8')
    const made = podsMade()
    const otherImage = call.replace(':1.0', ':2.0')
    assert.match(await sandbox.screen(`${otherImage} --resume ${file}`), refusal('were given for other images'))
    sandbox.api.put(aPullSecret('other', {'registry.example.test': aLogin('bob', 'builder')}))
    const other = call.replace('regcred', 'other')
    assert.match(await sandbox.screen(`${other} --resume ${file}`), refusal('were given with other Secrets'))
    sandbox.api.put(regcred)
    const again = 'were given with a Secret that was written again since'
    assert.match(await sandbox.screen(`${call} --resume ${file}`), refusal(again))
    assert.equal(readFileSync(file, 'utf8'), written)
    const foreign = sandbox.file('shopping.txt', 'milk')
    assert.match(await sandbox.screen(`${call} --resume ${foreign}`), /holds no answers of nodes\nexit 2\n$/)
    assert.equal(readFileSync(foreign, 'utf8'), 'milk')
    assert.match(
      await sandbox.screen(`${call} --resume ${join(sandbox.folder, 'no/such.jsonl')}`),
      /cannot be written: ENOENT\nexit 2\n$/,
    )
    assert.equal(made.count(), 0)
  })

  test('is refused where no node is asked', async () => {
    const shown = await sandbox.screen(`verify regcred --image ${image} --resume x`)
    assert.match(shown, /--resume goes with --from-node or --from-nodes, and neither is given/)
  })
})

function refusal(words: string): RegExp {
  return new RegExp(`2> error: the answers in file ".*" ${words}\\n2> Name another file with --resume.*\\nexit 2\\n$`)
}

interface Started {
  readonly process: ChildProcess
  readonly ended: Promise<{readonly stdout: string; readonly stderr: string; readonly exitCode: number | null}>
}

function start(words: string): Started {
  const [program, ...first] = invocation
  const child = spawn(program, [...first, ...words.split(' ')], {env: {...cliEnvironment, ...sandbox.env}})
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return {process: child, ended: ended.then(([stdout, stderr, [exitCode]]) => ({stdout, stderr, exitCode}))}
}

/** When so many Pods are being deleted. */
function deletions(least: number): Promise<void> {
  const {promise, resolve} = Promise.withResolvers<void>()
  let seen = 0
  sandbox.api.inject(({method}) => {
    if (method === 'DELETE') seen += 1
    if (seen === least) resolve()
    return undefined
  })
  return promise
}

function podsMade(onMade = () => {}): {count(): number} {
  let made = 0
  sandbox.api.inject(({method, url}) => {
    if (method !== 'POST' || !url.includes('/pods') || url.includes('dryRun')) return undefined
    made += 1
    onMade()
    return undefined
  })
  return {count: () => made}
}

/** Behind the line that says what was asked. */
function answersIn(file: string): number {
  return readFileSync(file, 'utf8').split('\n').length - 2
}
