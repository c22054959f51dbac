import assert from 'node:assert/strict'
import {join} from 'node:path'
import {after, describe, type TestContext, test} from 'node:test'
import {createCertificateAuthority} from '../sandbox/certificate-authority.ts'
import {kubeconfigText} from '../sandbox/kube/kubeconfig.ts'
import {json, response} from '../sandbox/registry/answer.ts'
import {startForwardProxy} from '../sandbox/registry/forward-proxy.ts'
import {buildImage} from '../sandbox/registry/image.ts'
import {imageRegistry} from '../sandbox/registry/image-registry.ts'
import {type Behaviour, startScriptedRegistry} from '../sandbox/registry/scripted-registry.ts'
import {aFailingPod} from './cluster-object.ts'
import {aLogin, aNamespace, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const hour = 3_600_000
const fromNow = (hours: number) => new Date(Date.now() + hours * hour)

/** Valid by a clock that is two hours behind or ahead of this machine's, and not by this machine's own. */
const ended = {notBefore: fromNow(-48), notAfter: fromNow(-1)}
const begins = {notBefore: fromNow(1), notAfter: fromNow(48)}

const refused = 'no basic auth credentials'
const unsaid = 'some new words'

const served = imageRegistry({image: buildImage('linux/amd64', {label: 'x'})})

/** Its token server gives out tokens that have ended by the clock of the registry. */
const forgetful: Behaviour = ({url, origin, headers}) => {
  if (url.startsWith('/token'))
    return json(200, {access_token: 'short-lived', token: 'short-lived', issued_at: fromNow(-2)})
  const error = headers.authorization?.startsWith('Bearer ') === true ? ',error="invalid_token"' : ''
  const scope = 'scope="repository:team/app:pull"'
  return response(401, {'WWW-Authenticate': `Bearer realm="${origin}/token",service="r",${scope}${error}`})
}

const authority = await createCertificateAuthority('registries of other times')
const servers = new Map(
  await Promise.all(
    Object.entries({ended: [served, ended], early: [served, begins], tokens: [forgetful, {}]} as const).map(
      async ([name, [behaviour, validity]]) => {
        const tls = await authority.issueServer({names: [hostOf(name)], ...validity})
        return [hostOf(name), await startScriptedRegistry(behaviour, {tls})] as const
      },
    ),
  ),
)
const proxy = await startForwardProxy({portFor: (target) => servers.get(target.replace(/:443$/, ''))?.port ?? 0})
const sandbox = await startSandbox({
  objects: () =>
    Object.entries({
      ended: ['ended', refused],
      'ended-unsaid': ['ended', unsaid],
      early: ['early', refused],
      'early-unsaid': ['early', unsaid],
      tokens: ['tokens', unsaid],
    } as const).flatMap(([namespace, [name, words]]) => [
      aNamespace(namespace),
      aPullSecret('regcred', {[hostOf(name)]: aLogin('alice', 'p')}, {namespace}),
      aFailingPod('web-0', `${hostOf(name)}/team/app:1.0`, words, {namespace, pullSecrets: ['regcred']}),
    ]),
})
after(() => Promise.all([sandbox.close(), proxy.close(), ...[...servers.values()].map((server) => server.close())]))

const env = {
  NODE_EXTRA_CA_CERTS: sandbox.file('other-times.pem', authority.cert),
  HTTPS_PROXY: proxy.host,
  NO_PROXY: '127.0.0.1',
}

describe('where clocks do not agree, the user is told', () => {
  for (const [name, hours, namespace] of [
    ['clock-is-ahead', -2, 'ended'],
    ['clock-is-behind', 2, 'early'],
  ] as const) {
    test(`by doctor and verify that the ${name.replaceAll('-', ' ')}, and that nodes may see it otherwise`, async (context) => {
      sandbox.api.inject(() => ({kind: 'clock', at: fromNow(hours)}))
      await hold(context, name, [
        `doctor -n ${namespace}`,
        `doctor -n ${namespace}-unsaid`,
        `verify regcred -n ${namespace}`,
      ])
      sandbox.api.inject(() => undefined)
    })
  }

  test('that a certificate has ended where they do agree', async (context) => {
    await hold(context, 'certificate-has-ended', ['doctor -n ended-unsaid', 'verify regcred -n early'])
  })

  test('that tokens are refused although they are new', async (context) => {
    await hold(context, 'tokens-are-refused', ['doctor -n tokens', 'verify regcred -n tokens'])
  })

  for (const [name, validity, words] of [
    [
      'ended',
      ended,
      'has a certificate that has expired (CERT_HAS_EXPIRED)\n2> Have it renewed by who runs the cluster.',
    ],
    [
      'not begun',
      begins,
      'has a certificate that is not valid yet (CERT_NOT_YET_VALID)\n2> See whether the clock of this machine is right.',
    ],
  ] as const) {
    test(`that the API server's certificate has ${name}`, async () => {
      const authority = await createCertificateAuthority('another cluster')
      const server = await startScriptedRegistry(() => json(500, {}), {tls: await authority.issueServer(validity)})
      const text = kubeconfigText({server: server.url, ca: authority.cert, user: 'admin', login: {token: 't'}})
      const KUBECONFIG = sandbox.file('other.yaml', text)
      for (const command of [
        'doctor -A',
        'decode regcred',
        'create a --server r.io --username u --password-stdin --no-verify',
      ]) {
        const screen = await sandbox.screen(command, {env: {KUBECONFIG}, stdin: 'p'})
        assert.equal(screen, `$ kubectl imagecreds ${command}\n2> error: API server ${server.url} ${words}\nexit 2\n`)
      }
      await server.close()
    })
  }
})

async function hold({assert: {fileSnapshot}}: TestContext, name: string, commands: readonly string[]): Promise<void> {
  const screens: string[] = []
  for (const command of commands) screens.push(await sandbox.screen(command, {env}))
  fileSnapshot(screens.join('\n'), join(import.meta.dirname, 'fault-screens', `${name}.txt`), {serializers: [String]})
}

/** Of a registry that is not on this machine, whose certificate counts. */
function hostOf(name: string): string {
  return `${name}.example.test`
}
