import {chmodSync, mkdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {aLogin, aPod, aPullSecret} from '../../commands/object.ts'
import {type Sandbox, startSandbox} from '../../commands/sandbox.ts'
import {type ApiServer, startApiServer} from '../../sandbox/kube/api-server.ts'
import {startKubelet} from '../../sandbox/kube/kubelet.ts'
import {json, response} from '../../sandbox/registry/answer.ts'
import {type ForwardProxy, startForwardProxy} from '../../sandbox/registry/forward-proxy.ts'
import type {LoopbackServer} from '../../sandbox/registry/loopback-server.ts'
import type {RecordedRequest} from '../../sandbox/registry/recorded-request.ts'
import {startScriptedRegistry} from '../../sandbox/registry/scripted-registry.ts'
import {canaries} from './canary.ts'
import {bearer, challenged, echo} from './repeating-registry.ts'

/** A cluster, registries and a proxy, with a canary wherever a login can stand. */
export interface LeakSandbox {
  readonly sandbox: Sandbox
  readonly proxy: ForwardProxy
  /** Where registries lead to, and no login may follow. */
  readonly strangers: readonly LoopbackServer[]
  /** Every API server that there is, the faulty ones among them. */
  readonly clusters: readonly ApiServer[]
  /** Where programs that are started write their own command lines and what lies in TMPDIR. */
  readonly spyLog: string
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
}

export const registryNames = ['ECHOS', 'BEARS', 'MOVED', 'LURES']

export async function startLeakSandbox(): Promise<LeakSandbox> {
  const login = aLogin('ci', canaries.secret)
  const plain = await startScriptedRegistry(() => response(401, {'WWW-Authenticate': 'Basic realm="lure"'}))
  const sandbox = await startSandbox({
    scripted: Object.fromEntries([
      ['ECHOS', echo],
      ['BEARS', bearer],
      ['MOVED', ({url}: RecordedRequest) => response(307, {Location: `https://${sandbox.hostOf('OTHER')}${url}`})],
      ['LURES', () => challenged(`${plain.url}/token`)],
      ['OTHER', () => response(401, {'WWW-Authenticate': 'Basic realm="lure"'})],
    ]),
    objects: (hostOf) => {
      const entries = Object.fromEntries(registryNames.map((name) => [hostOf(name), login]))
      const applied = {'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({a: canaries.annotation})}
      return [
        aPullSecret('all', entries, {annotations: applied}),
        aPullSecret('stored', {[hostOf('BEARS')]: login}, {labels: {app: 'web'}}),
        aPullSecret('in-the-key', {[`https://ci:${encodeURIComponent(canaries.userinfo)}@ghcr.io`]: login}),
        aPullSecret('broken', {[hostOf('ECHOS')]: {auth: canaries.secret}}),
        ...registryNames.map((name, at) =>
          aPod(`pod-${at}`, {image: `${hostOf(name)}/team/app:1.0`, pullSecrets: ['all'], labels: {app: 'web'}}),
        ),
        aPod('waiting', {
          image: `${hostOf('ECHOS')}/team/app:1.0`,
          pullSecrets: ['broken'],
          waiting: {
            reason: 'ErrImagePull',
            message: `failed to do request: Head "https://ci:${encodeURIComponent(canaries.userinfo)}@h.test/v2/": EOF`,
          },
        }),
        {
          apiVersion: 'v1',
          kind: 'Node',
          metadata: {name: 'worker-1'},
          status: {conditions: [{type: 'Ready', status: 'True'}], nodeInfo: {operatingSystem: 'linux'}},
        },
      ]
    },
  })
  const kubelet = startKubelet(sandbox.api, {clock: () => new Date(), outcome: () => ({kind: 'pulls'})})
  const proxy = await startForwardProxy()
  const users = ['token', 'exec'].map((name) => ({
    name,
    groups: ['system:masters'],
    token: name === 'token' ? canaries.kubeconfigToken : canaries.execToken,
  }))
  const [api, ill, cut] = await Promise.all([0, 1, 2].map(() => startApiServer({users})))
  if (api === undefined || ill === undefined || cut === undefined) throw new Error('three were started')
  ill.inject(({headers}) =>
    json(500, {kind: 'Status', status: 'Failure', code: 500, message: `no ${headers.authorization}`}),
  )
  cut.inject(() => ({kind: 'cut', afterBytes: 40}))
  for (const kind of ['Secret', 'Pod', 'Node'])
    for (const object of sandbox.api.all('v1', kind)) api.put({apiVersion: 'v1', kind, ...object})
  const spyLog = join(sandbox.folder, 'spy.log')
  writePrograms(sandbox)
  writeFiles(sandbox)
  sandbox.file('kubeconfig', kubeconfig({api, ill, cut, proxy, folder: sandbox.folder}))
  return {
    sandbox,
    proxy,
    strangers: [plain, sandbox.server('OTHER')],
    clusters: [api, ill, cut, sandbox.api],
    spyLog,
    env: {
      KUBECONFIG: join(sandbox.folder, 'kubeconfig'),
      NODE_EXTRA_CA_CERTS: sandbox.env.NODE_EXTRA_CA_CERTS,
      PATH: `${join(sandbox.folder, 'bin')}:${process.env['PATH']}`,
      CI_TOKEN: canaries.environment,
      SPY_LOG: spyLog,
    },
    async close() {
      kubelet.stop()
      await Promise.all([plain.close(), proxy.close(), api.close(), ill.close(), cut.close()])
      rmSync(join(sandbox.folder, 'bin'), {recursive: true})
      await sandbox.close()
    },
  }
}

/** Programs that are asked for logins. The loud ones give theirs where it is of no use. */
function writePrograms(sandbox: Sandbox): void {
  mkdirSync(join(sandbox.folder, 'bin'))
  const spy = '{ tr "\\000" " " < /proc/$$/cmdline; echo; ls -lAR "$TMPDIR"; } >> "$SPY_LOG"'
  const answer = JSON.stringify({Username: 'ci', Secret: canaries.helper})
  const credential = JSON.stringify({
    apiVersion: 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    status: {token: canaries.execToken},
  })
  const programs = {
    'docker-credential-spy': `cat > /dev/null\necho '${answer}'`,
    'docker-credential-loud': `echo '${canaries.helper}' >&2\necho '${canaries.helper}'\nexit 3`,
    'exec-spy': `echo '${credential}'`,
    'exec-loud': `echo '{"kind": "${canaries.execToken}'`,
  }
  for (const [name, script] of Object.entries(programs)) {
    chmodSync(sandbox.file(`bin/${name}`, `#!/bin/sh\n${spy}\n${script}\n`), 0o755)
  }
}

function writeFiles({file, hostOf}: Sandbox): void {
  const login = aLogin('ci', canaries.dockerConfig)
  const host = hostOf('ECHOS')
  file('config.json', JSON.stringify({auths: {[host]: login}, credHelpers: {[hostOf('BEARS')]: 'spy'}}))
  file('loud.json', JSON.stringify({auths: {[host]: {}}, credsStore: 'loud'}))
  file('cut.json', `{"auths": {"ghcr.io": {"password": "${canaries.dockerConfig}`)
  const given = (name: string, token: string) =>
    `{name: ${name}, registry: '${host}', username: ci, accessToken: '${token}'}`
  file('values.yaml', `imageCredentials: [${given('a', canaries.valuesFile)}, ${given('b', '{{ .Values.t }}')}]`)
  file('token.yaml', `t: '${canaries.valuesFile}'`)
  file('token', canaries.valuesFile)
  const stored = JSON.stringify(aPullSecret('filed', {[host]: aLogin('ci', canaries.secret)}))
  file('secret.yaml', stored)
}

interface Servers {
  readonly api: ApiServer
  readonly ill: ApiServer
  readonly cut: ApiServer
  readonly proxy: ForwardProxy
  readonly folder: string
}

function kubeconfig({api, ill, cut, proxy, folder}: Servers): string {
  const cluster = ({url, ca}: ApiServer) => ({
    server: url,
    'certificate-authority-data': Buffer.from(ca).toString('base64'),
  })
  const plugin = (command: string) => ({
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: join(folder, 'bin', command),
      interactiveMode: 'Never',
    },
  })
  const proxyUrl = `http://ci:${encodeURIComponent(canaries.proxy)}@${proxy.host}`
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {name: 'sandbox', cluster: cluster(api)},
      {name: 'ill', cluster: cluster(ill)},
      {name: 'cut', cluster: cluster(cut)},
      {name: 'gone', cluster: {...cluster(api), server: 'https://127.0.0.1:1'}},
      {name: 'proxied', cluster: {...cluster(api), 'proxy-url': proxyUrl}},
    ],
    users: [
      {name: 'token', user: {token: canaries.kubeconfigToken}},
      {name: 'password', user: {username: 'ci', password: canaries.kubeconfigPassword}},
      {name: 'exec', user: plugin('exec-spy')},
      {name: 'loud', user: plugin('exec-loud')},
    ],
    contexts: [{name: 'sandbox', context: {cluster: 'sandbox', user: 'token', namespace: 'shop'}}],
    'current-context': 'sandbox',
  })
}
