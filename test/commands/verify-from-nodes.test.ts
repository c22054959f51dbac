import assert from 'node:assert/strict'
import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {after, afterEach, beforeEach, describe, test} from 'node:test'
import {inTerminal} from '../cli/pseudo-terminal.ts'
import {cliEnvironment, invocation} from '../cli/run-cli.ts'
import type {Fault} from '../sandbox/kube/fault.ts'
import {textAt} from '../sandbox/kube/json.ts'
import {type Outcome, startKubelet} from '../sandbox/kube/kubelet.ts'
import type {LoggedRequest} from '../sandbox/kube/serve-request.ts'
import {json} from '../sandbox/registry/answer.ts'
import {aNode, aReader} from './cluster-object.ts'
import {aLogin, aNamespace, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const image = 'registry.example.test/team/app:1.0'
const fleet = Array.from({length: 200}, (_, at) => aNode(`fleet-${at + 1}`, {labels: {pool: 'fleet'}}))
const sandbox = await startSandbox({
  objects: () => [
    aNamespace('probes'),
    aPullSecret('regcred', {'registry.example.test': aLogin('alice', 'wonderland')}),
    aNode('worker-1', {labels: {pool: 'gpu'}}),
    aNode('worker-2', {labels: {pool: 'gpu'}, taints: [{key: 'gpu', value: 'yes', effect: 'NoExecute'}]}),
    aNode('worker-3', {labels: {pool: 'odd'}, isCordoned: true}),
    aNode('worker-4', {labels: {pool: 'odd'}, system: 'windows'}),
    aNode('worker-5', {labels: {pool: 'odd'}, isReady: false}),
    aNode('worker-6', {labels: {pool: 'odd'}}),
    ...fleet,
    ...aReader('reader', ['pods', 'secrets', 'events', 'serviceaccounts', 'nodes']),
  ],
})
after(() => sandbox.close())

const pulls: Outcome = {kind: 'pulls'}
let said: Readonly<Record<string, Outcome>> = {}
let most = 0
const kubelet = startKubelet(sandbox.api, {
  clock: () => new Date('2026-11-21T22:18:05Z'),
  outcome(node) {
    most = Math.max(most, made('Pod').length)
    return said[node] ?? pulls
  },
})
after(() => kubelet.stop())
beforeEach(() => {
  said = {}
  most = 0
})
afterEach(() => {
  sandbox.api.inject(() => undefined)
  assert.deepEqual([...made('Pod'), ...made('Secret')], [], 'what was made is gone')
})

const call = `verify regcred --image ${image} --probe-timeout 1s --yes`

describe('nodes are asked', () => {
  test('all that can pull, and the others are named with the reason', async () => {
    assert.equal(
      await screen(`${call} --from-nodes pool=odd`),
      `$ kubectl imagecreds ${call} --from-nodes pool=odd
secret "regcred" in namespace "shop", from nodes  1 Pod, 1 image, 0 probes

NODE       registry.example.test/team/app:1.0
worker-6   pulled
worker-3   not asked
worker-4   not asked
worker-5   not asked

? not checked
  node "worker-3": it is cordoned; name it by --from-node to ask it all the same
  node "worker-4": it runs windows, not linux
  node "worker-5": it is not ready

3 things not checked
exit 0
`,
    )
  })

  test('and a cordoned one where it is named', async () => {
    const shown = await screen(`${call} --from-node worker-3`)
    assert.match(shown, /\nworker-3 {3}pulled\n\n✓ pulled by 1 node\nexit 0\n$/)
  })

  test('and the same diagnosis as for any Pod tells apart those that fail', async () => {
    said = {'worker-2': {kind: 'recorded', capture: '13-tag-missing'}}
    const shown = await screen(`${call} --from-nodes pool=gpu`)
    assert.match(shown, /\nworker-1 {3}pulled\nworker-2 {3}ICR1306 TagNotFound\n/)
    assert.match(shown, /✗ ICR1306 TagNotFound .*node\/worker-2\n/)
    assert.match(shown, /\nexit 1\n$/)
  })

  for (const format of ['text', 'wide', 'name', 'markdown', 'html', 'junit', 'sarif', 'mermaid'] as const) {
    test(`and ${format} names the node, not the Pod that is gone`, async () => {
      said = {'worker-2': {kind: 'recorded', capture: '16-connection-refused'}}
      const shown = await screen(`${call} --from-nodes pool=gpu -o ${format}`)
      assert.match(shown, /[Nn]ode\/worker-2|worker-2/)
      assert.doesNotMatch(shown, /imagecreds-pull-RUN|\d containers? run/)
    })
  }

  test('and those that fail are compared with those that pull', async () => {
    said = {'worker-2': {kind: 'recorded', capture: '16-connection-refused'}}
    const shown = await screen(`${call} --from-nodes pool=gpu`)
    const words = 'Compare the nodes: of registry.example.test, 1 pull works and 1 fails; of those on node "worker-2"'
    assert.ok(shown.replaceAll(/\s+/g, ' ').includes(words), shown)
  })

  for (const [capture, finding] of [
    ['16-connection-refused', 'ICR1402 ConnectionRefused'],
    ['19-x509-expired', 'ICR1407 TlsExpired'],
    ['crio-22-rate-limit', 'ICR1311 RateLimited'],
    ['31g-auth-bad-base64', 'SecretMalformed'],
  ] as const) {
    test(`and what a node said in the recording ${capture} is understood`, async () => {
      said = {'worker-1': {kind: 'recorded', capture}}
      const {nodePulls} = await report(`${call} --from-node worker-1`)
      const [{outcome, code, name} = {outcome: '', code: '', name: ''}] = nodePulls
      assert.equal(outcome, 'failed')
      assert.ok(`${code} ${name}`.includes(finding), `${code} ${name}`)
    })
  }

  test('and one whose result does not come in time is not known, nor taken for a failure of the login', async () => {
    said = {'worker-1': {kind: 'hangs'}}
    const {nodePulls} = await report(`${call} --from-node worker-1 --pull-timeout 1s`)
    assert.notEqual(nodePulls[0]?.outcome, 'pulled')
    assert.notEqual(nodePulls[0]?.name, 'BadCredentials')
  })

  test('and one whose kubelet has no room for the Pod is not known', async () => {
    said = {'worker-1': {kind: 'rejects', reason: 'OutOfcpu', message: "Node didn't have enough resource: cpu"}}
    const {nodePulls} = await report(`${call} --from-node worker-1`)
    const why = "OutOfcpu: Node didn't have enough resource: cpu"
    assert.deepEqual(nodePulls, [{namespace: 'shop', node: 'worker-1', image, outcome: 'not-known', why}])
  })

  test('two hundred of them in waves, and grouped by what they said', async () => {
    said = Object.fromEntries([3, 77, 150].map((at) => [`fleet-${at}`, {kind: 'recorded', capture: '13-tag-missing'}]))
    const shown = await screen(`${call} --from-nodes pool=fleet --max-pods 20`)
    assert.ok(most > 1 && most <= 20, `${most} Pods at once`)
    assert.match(shown, /\n {2}✓ pulled: 197 nodes\n {4}fleet-1, .* and 189 more\n/s)
    assert.match(shown, /\n {2}✗ ICR1306 TagNotFound: 3 nodes\n {4}fleet-150, fleet-3, fleet-77\n/)
    assert.equal(shown.match(/^✗ ICR/gm)?.length, 1, 'one finding for the three')
  })
})

describe('the Pods', () => {
  test('can be seen without making any, hold no login and pass Pod Security "restricted"', async () => {
    const before = sandbox.api.requests.length
    const shown = await screen(`verify regcred --image ${image} --from-node worker-2 --dry-run=client -o yaml`)
    assert.equal(
      shown,
      `$ kubectl imagecreds verify regcred --image ${image} --from-node worker-2 --dry-run=client -o yaml
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata:
      name: imagecreds-pull-RUN-1
      namespace: shop
      labels:
        app.kubernetes.io/managed-by: kubectl-imagecreds
        imagecreds/pull-from-node: RUN
    spec:
      nodeName: worker-2
      restartPolicy: Never
      activeDeadlineSeconds: 150
      terminationGracePeriodSeconds: 0
      automountServiceAccountToken: false
      enableServiceLinks: false
      imagePullSecrets:
        - name: regcred
      tolerations:
        - key: gpu
          operator: Equal
          value: yes
          effect: NoExecute
      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: image
          image: registry.example.test/team/app:1.0
          imagePullPolicy: Always
          command:
            - /imagecreds-starts-nothing
          resources:
            requests:
              cpu: 1m
              memory: 16Mi
            limits:
              cpu: 10m
              memory: 16Mi
          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              drop:
                - ALL
            readOnlyRootFilesystem: true
exit 0
`,
    )
    const methods = sandbox.api.requests.slice(before).map(({method}) => method)
    assert.deepEqual([...new Set(methods)], ['GET'])
  })

  test('stand where --probe-namespace says, with a copy of the Secret that is gone with them', async () => {
    const before = sandbox.api.requests.length
    const shown = await screen(`${call} --from-node worker-1 --probe-namespace probes`)
    assert.match(shown, /pulled by 1 node/)
    const posted = writes(before).map(({url, body}) => [url.replace(/\?.*/, ''), JSON.parse(body)] as const)
    assert.deepEqual(
      posted.map(([url]) => url),
      ['pods', 'secrets', 'pods'].map((plural) => `/api/v1/namespaces/probes/${plural}`),
    )
    const copy = textAt(posted[1]?.[1], 'metadata', 'name')
    assert.deepEqual(posted[2]?.[1].spec.imagePullSecrets, [{name: copy}])
    assert.equal(
      posted.some(([, pod]) => pod.kind === 'Pod' && JSON.stringify(pod).includes('wonderland')),
      false,
    )
  })

  test('are not made without a yes, where there is nobody to give one', async () => {
    assert.equal(
      await screen(`verify regcred --image ${image} --from-nodes pool=gpu`),
      `$ kubectl imagecreds verify regcred --image ${image} --from-nodes pool=gpu
2> error: this creates 2 Pods in namespace "shop" on 2 nodes, and there is no terminal to ask
2> Add --yes to create them, or --dry-run=client -o yaml to see them.
exit 2
`,
    )
  })

  test('are not made where the user declines', async () => {
    const before = sandbox.api.requests.length
    const words = `verify regcred --image ${image} --from-nodes pool=gpu`
    const turns = [{after: '[y/N] ', type: 'n\n'}]
    const {screen: shown, exitCode} = await inTerminal([...invocation, words].join(' '), turns, sandbox.env)
    assert.match(shown, /Create 2 Pods in namespace "shop" on 2 nodes\? \[y\/N\] n\nerror: no Pod was created\n/)
    assert.equal(exitCode, 2)
    assert.deepEqual(writes(before), [])
  })
})

describe('what the cluster refuses', () => {
  test('a user without the rights is told which, before anything is made', async () => {
    const before = sandbox.api.requests.length
    const KUBECONFIG = sandbox.api.writeKubeconfig(sandbox.folder, 'reader', {namespace: 'shop'})
    const {stderr} = parted(await sandbox.screen(`${call} --from-node worker-1`, {env: {KUBECONFIG}}))
    assert.equal(
      stderr,
      `error: this user lacks the rights to have nodes pull in namespace "shop"
Ask for them; see whether you have them with:
kubectl auth can-i create pods -n shop
kubectl auth can-i delete pods -n shop
kubectl auth can-i watch pods -n shop
`,
    )
    assert.ok(writes(before).every(({url}) => url.includes('selfsubjectaccessreviews')))
  })

  test('admission speaks for itself, and nothing is made', async () => {
    const violation = 'pods "x" is forbidden: violates PodSecurity "restricted:latest": seccompProfile'
    sandbox.api.inject((request) => (isCreation(request) ? refusal(violation) : undefined))
    const {stderr} = parted(await screen(`${call} --from-node worker-1`))
    assert.equal(
      stderr,
      `error: namespace "shop" takes no Pod that pulls: ${violation}
Put the Pods into another namespace with --probe-namespace, or see them with --dry-run=client -o yaml.
`,
    )
  })

  test('a quota for one Pod makes them pull one after the other', async () => {
    let running = 0
    sandbox.api.inject((request) => {
      if (!isCreation(request) || request.url.includes('dryRun')) return undefined
      running = made('Pod').length
      return running >= 1
        ? refusal('exceeded quota: small, requested: pods=1, used: pods=1, limited: pods=1')
        : undefined
    })
    const {nodePulls} = await report(`${call} --from-nodes pool=gpu`)
    assert.deepEqual(
      nodePulls.map(({outcome}) => outcome),
      ['pulled', 'pulled'],
    )
  })

  test('a quota that is used up by others leaves no node asked', async () => {
    const full = 'exceeded quota: small, requested: pods=1, used: pods=9, limited: pods=9'
    sandbox.api.inject((request) => {
      return isCreation(request) && !request.url.includes('dryRun') ? refusal(full) : undefined
    })
    const {stderr} = parted(await screen(`${call} --from-nodes pool=gpu`))
    assert.equal(
      stderr,
      `error: no node was asked: ${full}\nPut the Pods into another namespace with --probe-namespace.\n`,
    )
  })
})

describe('nothing is left behind', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`by ${signal}`, async () => {
      said = {'worker-1': {kind: 'hangs'}, 'worker-2': {kind: 'hangs'}}
      const child = start('--from-nodes pool=gpu --probe-namespace probes')
      await podsMade(2)
      child.kill(signal)
      const [exitCode] = await once(child, 'close')
      assert.equal(exitCode, signal === 'SIGINT' ? 130 : 143)
    })
  }

  test('by a run that was killed, once there is another one', async () => {
    said = {'worker-1': {kind: 'hangs'}}
    const child = start('--from-node worker-1 --probe-namespace probes')
    await podsMade(1)
    child.kill('SIGKILL')
    await once(child, 'close')
    assert.equal(made('Pod').length + made('Secret').length, 2)
    await screen(`${call} --from-node worker-2 --probe-namespace probes`)
    assert.equal(made('Pod').length + made('Secret').length, 2, 'they may be those of a run that goes on')
    for (const object of [...all('Pod'), ...all('Secret')]) {
      if (object.metadata.labels === undefined) continue
      const kind = 'spec' in object ? 'Pod' : 'Secret'
      const metadata = {...object.metadata, creationTimestamp: '2026-11-21T22:08:05Z'}
      sandbox.api.put({apiVersion: 'v1', kind, ...object, metadata})
    }
    await screen(`${call} --from-node worker-2 --probe-namespace probes`)
  })

  test('by connections that are cut', async () => {
    let isCut = false
    said = {'worker-1': {kind: 'hangs'}}
    const child = start('--from-node worker-1 --pull-timeout 1s')
    await podsMade(1)
    sandbox.api.inject(({method}): Fault | undefined => {
      if (method !== 'DELETE' || isCut) return undefined
      isCut = true
      return {kind: 'cut', afterBytes: 0}
    })
    sandbox.api.cutConnections()
    await once(child, 'close')
    assert.ok(isCut)
  })
})

/** With the run's random letters as RUN. */
async function screen(command: string): Promise<string> {
  const shown = await sandbox.screen(command)
  return shown.replaceAll(/(imagecreds-pull-|pull-from-node: )\w{6}\b/g, '$1RUN')
}

function parted(shown: string): {readonly stderr: string} {
  return {stderr: Array.from(shown.matchAll(/^2> (.*\n)/gm), ([, line]) => line).join('')}
}

interface Answer {
  readonly nodePulls: readonly {
    readonly node: string
    readonly outcome: string
    readonly code?: string
    readonly name?: string
  }[]
}

async function report(command: string): Promise<Answer> {
  const shown = await sandbox.screen(`${command} -o json`)
  return JSON.parse(shown.slice(shown.indexOf('\n') + 1, shown.lastIndexOf('}') + 1))
}

function start(flags: string): ChildProcess {
  const [program, ...first] = invocation
  const words = `${call} ${flags}`.split(' ')
  return spawn(program, [...first, ...words], {env: {...cliEnvironment, ...sandbox.env}, stdio: 'ignore'})
}

function podsMade(count: number): Promise<void> {
  const {promise, resolve} = Promise.withResolvers<void>()
  const stop = sandbox.api.onAdded('v1', 'Pod', () => {
    if (made('Pod').length >= count) resolve()
  })
  return promise.finally(stop)
}

function all(kind: string) {
  return sandbox.api.all('v1', kind)
}

function made(kind: string): readonly string[] {
  return all(kind).flatMap(({metadata}) => (metadata.labels === undefined ? [] : [metadata.name ?? '']))
}

function writes(since: number): readonly LoggedRequest[] {
  return sandbox.api.requests.slice(since).filter(({method, url}) => method === 'POST' && !url.includes('/apis/auth'))
}

function isCreation({method, url}: LoggedRequest): boolean {
  return method === 'POST' && url.includes('/pods')
}

function refusal(message: string): Fault {
  return json(403, {kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason: 'Forbidden', code: 403})
}
