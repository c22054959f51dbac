import assert from 'node:assert/strict'
import {chmodSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, beforeEach, describe, type TestContext, test} from 'node:test'
import {cliEnvironment} from '../cli/run-cli.ts'
import {type Fault, serverError, tooManyRequests, webPage} from '../sandbox/kube/fault.ts'
import {kubeconfigText} from '../sandbox/kube/kubeconfig.ts'
import {response, json as status} from '../sandbox/registry/answer.ts'
import {aServiceAccount} from './cluster-object.ts'
import {aLogin, aNamespace, aPod, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const folder = join(import.meta.dirname, 'fault-screens')
const canary = 'canary-of-faults-0001'
const login = aLogin('ci', canary)

const image = 'registry.example.com/team/app:1.0'
const noLogin = `failed to resolve reference "${image}": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`
const waiting = {reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}": ErrImagePull: ${noLogin}`}

const fetched = JSON.stringify({'127.0.0.1:1': {helper: 'vault', server: '127.0.0.1:1', at: '2026-11-21T10:00:00Z'}})

const sandbox = await startSandbox({objects: () => [aNamespace('till')]})
after(() => sandbox.close())

const helper = sandbox.file('docker-credential-vault', `#!/bin/sh\necho '{"Username":"ci","Secret":"new ${canary}"}'\n`)
chmodSync(helper, 0o755)
const env = {PATH: `${sandbox.folder}:${cliEnvironment['PATH']}`}

/** Every command that asks a cluster, and those that change something in it; none of them gets to ask a registry. */
const reading = [
  'doctor --no-probe --request-timeout 1s',
  'decode regcred --request-timeout 1s',
  'verify regcred --request-timeout 1s',
  'advise --request-timeout 1s',
]
const writing = [
  'create new-NAME --server 127.0.0.1:1 --username ci --password-stdin --no-verify --request-timeout 1s',
  'attach regcred --service-account default --request-timeout 1s',
  'detach regcred --service-account builder --request-timeout 1s',
  'refresh fetched --no-verify --request-timeout 1s',
]

/** What they find, made anew for each fault: something to attach to, to take out and to fetch. */
beforeEach(() => {
  for (const object of [
    aPullSecret('regcred', {'127.0.0.1:1': login}),
    aPullSecret('fetched', {'127.0.0.1:1': login}, {annotations: {'imagecreds/fetched': fetched}}),
    aPod('web-0', {image, pullSecrets: ['gone'], waiting}),
    aServiceAccount('default', []),
    aServiceAccount('builder', ['other', 'regcred']),
  ]) {
    sandbox.api.put(object)
  }
})

type Injected = Parameters<typeof sandbox.api.inject>[0]

const json = {'Content-Type': 'application/json'}
const unauthorized = refusal(401, 'Unauthorized', 'Unauthorized')
const expired = refusal(
  410,
  'Expired',
  'The provided continue parameter is too old to display a consistent list result.',
)
const conflict = refusal(
  409,
  'Conflict',
  'the object has been modified; please apply your changes to the latest version',
)

/** What befalls the API server, by what it does; each command shows all that a user sees of it. */
const faults: Readonly<Record<string, Injected>> = {
  'is-silent': always({kind: 'silence'}),
  'is-overloaded': always(tooManyRequests(0)),
  'is-ill': always(serverError(500)),
  'shows-a-login-page': always(webPage()),
  'resets-connections': always({kind: 'reset'}),
  'cuts-its-answers': always({kind: 'cut', afterBytes: 40}),
  'ends-its-json-early': always(response(200, json, '{"kind":"List","apiVersion":"v1","items":[')),
  'answers-with-other-json': always(response(200, json, '[]')),
  'forgets-its-pages': always(expired),
  'refuses-every-change': (request) => (request.method === 'GET' ? undefined : conflict),
  'loses-its-answer-to-a-change': (request) => (request.method === 'GET' ? undefined : {kind: 'cut', afterBytes: 40}),
}

/** The same from the second request of each command on. */
const lateFaults: Readonly<Record<string, Fault>> = {
  'forgets-the-login-in-the-middle': unauthorized,
  'fails-in-the-middle': serverError(500),
}

describe('what a user sees of an API server that', () => {
  for (const [fault, injected] of Object.entries(faults)) {
    test(fault.replaceAll('-', ' '), async (context) => {
      sandbox.api.inject(injected)
      const screens = await screensOf(fault)
      sandbox.api.inject(() => undefined)
      hold(context, fault, screens)
    })
  }

  test('is down', async (context) => {
    const down = {server: 'https://127.0.0.1:1', user: 'admin', login: {token: canary}, namespace: 'shop'}
    const more = {KUBECONFIG: sandbox.file('down.yaml', kubeconfigText(down))}
    hold(context, 'is-down', await screensOf('is-down', more))
  })

  for (const [name, fault] of Object.entries(lateFaults)) {
    test(name.replaceAll('-', ' '), async (context) => {
      const screens: string[] = []
      // advise asks for everything at once, so that no one of its requests is the second.
      for (const command of [...reading, ...writing].filter((one) => !one.startsWith('advise'))) {
        sandbox.api.inject(from(2, fault))
        screens.push(await screenOf(command, name))
      }
      sandbox.api.inject(() => undefined)
      hold(context, name, screens)
    })
  }

  for (const kind of ['pods', 'secrets', 'serviceaccounts', 'events']) {
    test(`forbids doctor ${kind} is said to have done so, and the rest is told`, async (context) => {
      const words = `${kind} is forbidden: User "admin" cannot list resource "${kind}" in API group ""`
      const forbidden = refusal(403, 'Forbidden', words)
      sandbox.api.inject(({url}) =>
        new URL(url, 'http://x').pathname.split('/').includes(kind) ? forbidden : undefined,
      )
      const screen = await sandbox.screen('doctor --no-probe')
      sandbox.api.inject(() => undefined)
      hold(context, `forbids-${kind}`, [screen])
    })
  }
})

test('what was said to be stored is there', async () => {
  const stored = await sandbox.screen('decode')
  for (const name of [...Object.keys(faults), ...Object.keys(lateFaults)]) {
    // Whoever answers `[]` to a change is no API server, and nothing is stored there.
    if (name === 'answers-with-other-json') continue
    const said = readFileSync(join(folder, `${name}.txt`), 'utf8').includes(`secret/new-${name} created`)
    if (said) assert.match(stored, new RegExp(`^new-${name} `, 'm'))
  }
})

/** What reads comes first, so that nothing of what is written shows in it. */
async function screensOf(fault: string, more?: Record<string, string>): Promise<readonly string[]> {
  const read = await Promise.all(reading.map((command) => screenOf(command, fault, more)))
  return [...read, ...(await Promise.all(writing.map((command) => screenOf(command, fault, more))))]
}

function screenOf(command: string, fault: string, more: Record<string, string> = {}): Promise<string> {
  return sandbox.screen(command.replace('NAME', fault), {stdin: canary, env: {...env, ...more}})
}

/** Compares with `fault-screens/FAULT.txt`; `--test-update-snapshots` writes it anew. */
function hold({assert: {fileSnapshot}}: TestContext, fault: string, screens: readonly string[]): void {
  for (const screen of screens) {
    assert.doesNotMatch(screen, /defect|exit (?:70|SIG)|canary/)
    assert.match(screen, /exit [012]\n$/)
  }
  fileSnapshot(screens.join('\n'), join(folder, `${fault}.txt`), {serializers: [String]})
}

/** Every request. */
function always(fault: Fault): Injected {
  return () => fault
}

/** The requests before the `first`-th go well. */
function from(first: number, fault: Fault): Injected {
  let seen = 0
  return () => {
    seen += 1
    return seen < first ? undefined : fault
  }
}

function refusal(code: number, reason: string, message: string): Fault {
  return status(code, {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code})
}
