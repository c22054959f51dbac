import {chmodSync, mkdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {aLogin, aPullSecret} from '../../commands/object.ts'
import {type Sandbox, startSandbox} from '../../commands/sandbox.ts'
import {type ApiServer, startApiServer} from '../../sandbox/kube/api-server.ts'
import {startKubelet} from '../../sandbox/kube/kubelet.ts'
import {json, response} from '../../sandbox/registry/answer.ts'
import {type ForwardProxy, startForwardProxy} from '../../sandbox/registry/forward-proxy.ts'
import type {LoopbackServer} from '../../sandbox/registry/loopback-server.ts'
import type {RecordedRequest} from '../../sandbox/registry/recorded-request.ts'
import {startScriptedRegistry} from '../../sandbox/registry/scripted-registry.ts'
import {canaries} from './canary.ts'
import {leakKubeconfig} from './leak-kubeconfig.ts'
import {lastApplied, leakObjects, userinfo} from './leak-object.ts'
import {asksAtSecretRealm, bearer, challenged, echo, signed} from './repeating-registry.ts'

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

export const registryNames = ['ECHOS', 'BEARS', 'MOVED', 'LURES', 'REALM']

export async function startLeakSandbox(): Promise<LeakSandbox> {
  const plain = await startScriptedRegistry(() => response(401, {'WWW-Authenticate': 'Basic realm="lure"'}))
  const sandbox = await startSandbox({
    scripted: Object.fromEntries([
      ['ECHOS', echo],
      ['BEARS', bearer],
      [
        'MOVED',
        ({url}: RecordedRequest) => response(307, {Location: signed(`https://${sandbox.hostOf('OTHER')}${url}`)}),
      ],
      ['REALM', asksAtSecretRealm],
      ['LURES', () => challenged(`${plain.url}/token`)],
      ['OTHER', () => response(401, {'WWW-Authenticate': 'Basic realm="lure"'})],
    ]),
    objects: (hostOf) => leakObjects(hostOf, registryNames),
  })
  const proxy = await startForwardProxy()
  const users = (['kubeconfigToken', 'execToken', 'tokenFile', 'idToken'] as const).map((name) => ({
    name,
    groups: ['system:masters'],
    token: canaries[name],
  }))
  const [api, ill, cut] = await Promise.all([0, 1, 2].map(() => startApiServer({users})))
  if (api === undefined || ill === undefined || cut === undefined) throw new Error('three were started')
  ill.inject(({headers}) =>
    json(500, {kind: 'Status', status: 'Failure', code: 500, message: `no ${headers.authorization}`}),
  )
  cut.inject(() => ({kind: 'cut', afterBytes: 40}))
  for (const kind of ['Namespace', 'Secret', 'ServiceAccount', 'Pod', 'Event', 'Node'])
    for (const object of sandbox.api.all('v1', kind)) api.put({apiVersion: 'v1', kind, ...object})
  const kubelet = startKubelet(api, {clock: () => new Date(), outcome: () => ({kind: 'pulls'})})
  const spyLog = join(sandbox.folder, 'spy.log')
  writePrograms(sandbox)
  writeFiles(sandbox)
  sandbox.file('kubeconfig', leakKubeconfig({api, ill, cut, proxy: proxy.host, folder: sandbox.folder}))
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
      HTTPS_PROXY: `http://ci:${encodeURIComponent(canaries.environmentProxy)}@${proxy.host}`,
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
  const {dockerConfig, identityToken, httpHeader} = canaries
  const config = {
    auths: {[host]: login, [hostOf('REALM')]: {auth: '', identitytoken: identityToken, registrytoken: identityToken}},
    credHelpers: {[hostOf('BEARS')]: 'spy'},
    HttpHeaders: {'X-Meta-Authorization': httpHeader},
    proxies: {default: {httpsProxy: userinfo('proxy.test')}},
  }
  file('config.json', JSON.stringify(config))
  file('loud.json', JSON.stringify({auths: {[host]: {}}, credsStore: 'loud'}))
  file('cut.json', `{"auths": {"ghcr.io": {"password": "${dockerConfig}`)
  file('cut.yaml', `auths:\n  ghcr.io:\n  password: "${encodeURIComponent(dockerConfig)}"\n bad: [${dockerConfig}\n`)
  const given = (name: string, token: string) =>
    `{name: ${name}, registry: '${host}', username: ci, accessToken: '${token}'}`
  file('values.yaml', `imageCredentials: [${given('a', canaries.valuesFile)}, ${given('b', '{{ .Values.t }}')}]`)
  file('token.yaml', `t: '${canaries.valuesFile}'`)
  file('token', canaries.valuesFile)
  file('cluster-token', canaries.tokenFile)
  file('secret.yaml', JSON.stringify(aPullSecret('filed', {[host]: aLogin('ci', canaries.secret)})))
  const text = JSON.stringify({auths: {[host]: {username: 'ci', password: canaries.secret}}})
  const literal = {...aPullSecret('literal', text, {annotations: lastApplied({a: canaries.annotation})}), data: null}
  const pods = leakObjects(hostOf, registryNames).filter(({kind}) => kind !== 'Node')
  const items = [{...literal, stringData: {'.dockerconfigjson': text}}, ...pods]
  file('list.json', JSON.stringify({apiVersion: 'v1', kind: 'List', items}))
}
