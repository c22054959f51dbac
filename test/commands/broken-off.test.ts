import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {chmodSync, closeSync, openSync} from 'node:fs'
import {after, afterEach, describe, test} from 'node:test'
import {cliEnvironment, invocation} from '../cli/run-cli.ts'
import {aServiceAccount} from './cluster-object.ts'
import {aLogin, aPod, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const canary = 'canary-of-signals-0001'

/** Told of each question to a registry, which never gets an answer. */
let onProbe = () => {}
const sandbox = await startSandbox({
  scripted: {
    MUTES() {
      onProbe()
      return {kind: 'silence'}
    },
  },
  objects: (hostOf) => {
    const secrets = Array.from({length: 200}, (_, at) => aPullSecret(`s-${at}`, {[`r-${at}.io`]: aLogin('a', 'b')}))
    const image = `${hostOf('MUTES')}/team/app:1.0`
    const waiting = {reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}"`}
    return [
      ...secrets,
      aPullSecret('fetched', {[hostOf('MUTES')]: aLogin('a', 'b')}, {annotations: fetchedFrom(hostOf('MUTES'))}),
      aServiceAccount('builder', ['s-0']),
      aPullSecret('mute', {[hostOf('MUTES')]: aLogin('a', 'b')}),
      aPod('web-0', {image, pullSecrets: ['mute'], waiting}),
    ]
  },
})
after(() => sandbox.close())
afterEach(() => sandbox.api.inject(() => undefined))

const helper = sandbox.file('docker-credential-vault', `#!/bin/sh\necho '{"Username":"a","Secret":"b"}'\n`)
chmodSync(helper, 0o755)
const env = {...cliEnvironment, ...sandbox.env, PATH: `${sandbox.folder}:${cliEnvironment['PATH']}`}

const create = `create new --server ${sandbox.hostOf('MUTES')} --username u --password-stdin`

/** What a call is at when it is ended: it has asked, and has no answer yet. */
const phases = {
  'doctor reads the cluster': ['doctor', 'GET'],
  'decode reads a Secret': ['decode s-1', 'GET'],
  'verify asks a registry': ['verify mute', 'probe'],
  'create asks the registry': [create, 'probe'],
  'create writes': [`${create} --no-verify`, 'POST'],
  'create puts a login into a Secret': [`${create.replace('new', 's-1')} --no-verify --update`, 'PUT'],
  'attach writes': ['attach s-1 --service-account builder', 'PATCH'],
  'detach writes': ['detach s-0 --service-account builder', 'PATCH'],
  'refresh asks the registry': [`refresh fetched`, 'probe'],
  'refresh writes': ['refresh fetched --no-verify', 'PUT'],
  'advise reads the cluster': ['advise', 'GET'],
} as const

const endings = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const

describe('a call that is ended says no word and leaves nothing half done, when', () => {
  for (const [phase, [command, at]] of Object.entries(phases)) {
    for (const [signal, exitCode] of endings) {
      test(`${phase}, by ${signal}`, {timeout: 30_000}, async () => {
        const before = stored()
        const reached = Promise.withResolvers<void>()
        onProbe = at === 'probe' ? reached.resolve : () => {}
        sandbox.api.inject(({method}) => {
          if (method !== at) return undefined
          reached.resolve()
          return {kind: 'silence'}
        })
        const {child, output} = start(command)
        const closed = once(child, 'close')
        child.stdin.end(canary)
        await reached.promise
        child.kill(signal)
        assert.deepEqual([(await closed)[0], output()], [exitCode, ''])
        assert.equal(sandbox.api.find('v1', 'Secret', 'new', 'shop'), undefined)
        assert.deepEqual(stored(), before)
      })
    }
  }
})

describe('doctor tells what it knows, and of the rest that it was broken off,', () => {
  for (const [signal, exitCode] of endings) {
    test(`at the first ${signal} while registries are asked`, {timeout: 30_000}, async () => {
      const reached = Promise.withResolvers<void>()
      onProbe = reached.resolve
      const {child, output, errors} = start('doctor')
      const closed = once(child, 'close')
      await reached.promise
      child.kill(signal)
      const [ended] = await closed
      assert.match(
        output(),
        /\n✗ ICR1601 Unknown.*\n\? not checked\n {2}127\.0\.0\.1:\d+: the call was interrupted before it answered\n/s,
      )
      assert.doesNotMatch(output(), /--probe-timeout/)
      assert.deepEqual([ended, errors()], [exitCode, ''])
    })
  }
})

const printing = {
  'doctor --no-probe -o json': 1,
  'doctor --no-probe --watch': 1,
  'verify mute --probe-timeout 300ms': 1,
  'decode -o json': 0,
  decode: 0,
  [`${create} --no-verify --dry-run=client -o yaml`]: 0,
  'advise -o json': 0,
  'explain ICR1301': 0,
  'attach s-2 --service-account default': 0,
  'detach s-2 --service-account default': 0,
  'refresh fetched --no-verify --dry-run=client': 0,
  'generate role doctor': 0,
} as const

describe('the result goes to', {concurrency: 2}, () => {
  for (const [command, verdict] of Object.entries(printing)) {
    test(`a reader that is gone: ${command} ends quietly with its own verdict`, {timeout: 20_000}, async () => {
      const {child, errors} = start(command)
      child.stdout.destroy()
      child.stdin.end(canary)
      const [exitCode] = await once(child, 'close')
      assert.deepEqual([exitCode, errors()], [verdict, ''])
    })

    test(`a full disk: ${command} says so`, {skip: process.platform !== 'linux', timeout: 20_000}, async () => {
      const full = openSync('/dev/full', 'w')
      const [program, ...words] = invocation
      const child = spawn(program, [...words, ...command.split(' ')], {
        env,
        stdio: ['pipe', full, 'pipe'],
      })
      const said: string[] = []
      child.stderr?.on('data', (chunk) => said.push(String(chunk)))
      child.stdin?.end(canary)
      const [exitCode] = await once(child, 'close')
      closeSync(full)
      assert.deepEqual([exitCode, said.join('')], [2, 'error: standard output cannot be written to: ENOSPC\n'])
    })
  }
})

function start(command: string) {
  const [program, ...words] = invocation
  const child = spawn(program, [...words, ...command.split(' ')], {env})
  after(() => child.kill())
  const all: string[] = []
  const said: string[] = []
  child.stdout.on('data', (chunk) => all.push(String(chunk)))
  child.stderr.on('data', (chunk) => {
    all.push(String(chunk))
    said.push(String(chunk))
  })
  child.stdin.on('error', () => {})
  return {child, output: () => all.join(''), errors: () => said.join('')}
}

/** What is kept of a login that a helper gave for this registry. */
function fetchedFrom(host: string): Readonly<Record<string, string>> {
  const at = '2026-11-21T10:00:00Z'
  return {'imagecreds/fetched': JSON.stringify({[host]: {helper: 'vault', server: host, at}})}
}

/** All that one of the calls would change. */
function stored(): readonly unknown[] {
  const secrets = ['s-1', 'fetched'].map((name) => sandbox.api.find('v1', 'Secret', name, 'shop')?.['data'])
  return [...secrets, sandbox.api.find('v1', 'ServiceAccount', 'builder', 'shop')?.['imagePullSecrets']]
}
