import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {join} from 'node:path'
import type {Readable} from 'node:stream'
import {after, afterEach, describe, test} from 'node:test'
import {cliEnvironment, invocation} from '../cli/run-cli.ts'
import {type Fault, serverError, tooManyRequests, webPage} from '../sandbox/kube/fault.ts'
import {startKubelet} from '../sandbox/kube/kubelet.ts'
import {json} from '../sandbox/registry/answer.ts'
import {aFailingPod, aNode} from './cluster-object.ts'
import {aLogin, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const image = 'registry.example.test/team/app:1.0'
const web = aFailingPod('web-0', image, 'some new words', {pullSecrets: ['regcred']})
const sandbox = await startSandbox({
  objects: () => [
    aPullSecret('regcred', {'registry.example.test': aLogin('alice', 'wonderland')}),
    web,
    aNode('worker-1'),
  ],
})
after(() => sandbox.close())
const kubelet = startKubelet(sandbox.api, {
  clock: () => new Date('2026-11-21T22:18:05Z'),
  outcome: () => ({kind: 'pulls'}),
})
after(() => kubelet.stop())
afterEach(() => sandbox.api.inject(() => undefined))

const server = `API server ${sandbox.api.url}`
const unauthorized = status(401, 'Unauthorized', 'Unauthorized')
const expired = status(
  410,
  'Expired',
  'The provided continue parameter is too old to display a consistent list result.',
)

/** What befalls the API server after the first report, what is said of it, and whether the watch goes on. */
const whileWatching: Readonly<Record<string, readonly [fault: Fault, said: string, goesOn: boolean]>> = {
  'is silent': [{kind: 'silence'}, `warning: ${server} did not answer within 1s`, true],
  'is overloaded': [tooManyRequests(0), `warning: ${server} answers 429`, true],
  'is ill': [serverError(500), `warning: ${server} answers 500: etcdserver: request timed out`, true],
  'cuts its answers': [{kind: 'cut', afterBytes: 40}, `warning: ${server} broke its answer off`, true],
  'shows a login page': [
    webPage(),
    `warning: ${sandbox.api.url} is not a Kubernetes API server: it answers with a web page`,
    true,
  ],
  'forgets its pages': [
    expired,
    'warning: The provided continue parameter is too old to display a consistent list result.',
    true,
  ],
  'forgets the login': [unauthorized, `error: ${server} does not accept the login of user "admin" (401)`, false],
}

describe('doctor --watch beside an API server that, after the first report,', {timeout: 60_000}, () => {
  for (const [how, [fault, said, goesOn]] of Object.entries(whileWatching)) {
    test(`${how} says so once, and ${goesOn ? 'goes on' : 'ends'}`, async () => {
      const [program, ...words] = invocation
      const call = 'doctor --no-probe --watch --request-timeout 1s'
      const child = spawn(program, [...words, ...call.split(' ')], {env: {...cliEnvironment, ...sandbox.env}})
      after(() => child.kill())
      const closed = once(child, 'close')
      await heard(child.stdout, /\n1 error.*\n/)
      sandbox.api.inject(({url}) => (url.includes('watch=true') ? undefined : fault))
      const told = heard(child.stderr, /\n/)
      sandbox.api.put({...web, metadata: {name: 'web-0', namespace: 'shop', labels: {at: how.replaceAll(' ', '-')}}})
      const text = await told
      assert.equal(text.slice(0, text.indexOf('\n')), said)
      if (goesOn) child.kill('SIGINT')
      assert.equal((await closed)[0], goesOn ? 130 : 2)
    })
  }
})

/** The same from the first Pod on that a node is given. */
const fromNodes: Readonly<Record<string, Fault>> = {
  'forgets the login': unauthorized,
  'is ill': serverError(500),
  'shows a login page': webPage(),
  'says that there is a conflict': status(409, 'Conflict', 'the object has been modified'),
}

test('a node is not asked where an API server goes wrong at the first Pod, and what to do about it is told', {
  timeout: 60_000,
}, async ({assert: {fileSnapshot}}) => {
  const screens: string[] = []
  for (const [how, fault] of Object.entries(fromNodes)) {
    let isMade = false
    sandbox.api.inject(({method, url}) => {
      isMade ||= method === 'POST' && url.includes('/pods') && !url.includes('dryRun')
      return isMade && !url.includes('watch=true') ? fault : undefined
    })
    const screen = await sandbox.screen(`verify regcred --image ${image} --from-node worker-1 --yes --pull-timeout 1s`)
    assert.doesNotMatch(screen, /wonderland|defect/)
    screens.push(`# ${how}\n${screen}`)
    assert.equal(sandbox.api.all('v1', 'Pod').length, 1)
  }
  const place = join(import.meta.dirname, 'fault-screens', 'goes-wrong-at-the-first-pod.txt')
  fileSnapshot(screens.join('\n'), place, {serializers: [String]})
})

/** All that a stream says until it holds this. */
async function heard(stream: Readable, pattern: RegExp): Promise<string> {
  let text = ''
  for await (const chunk of stream.iterator({destroyOnReturn: false})) {
    text += chunk
    if (pattern.test(text)) return text
  }
  return text
}

function status(code: number, reason: string, message: string): Fault {
  return json(code, {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code})
}
