import assert from 'node:assert/strict'
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, describe, test} from 'node:test'
import {cliEnvironment} from '../cli/run-cli.ts'
import {json, registryError, response} from '../sandbox/registry/answer.ts'
import type {RecordedRequest} from '../sandbox/registry/recorded-request.ts'
import {aLogin, aPod, aPullSecret, aSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'
import {formsOf} from './secret-form.ts'

/** A password that no encoder leaves as it is, and that occurs nowhere else. */
const canary = 'leak+Canary/7&<ß>="%q'
const login = aLogin('ci', canary)
const lastApplied = JSON.stringify({data: {'.dockerconfigjson': Buffer.from(canary).toString('base64')}})

const sandbox = await startSandbox({
  scripted: {
    ECHOS: echo,
    MOVED: ({url}) => response(307, {Location: `https://${sandbox.hostOf('OTHER')}${url}`}),
    LURES: bearerAt((host) => `https://${host}/token?password=${encodeURIComponent(canary)}`),
    PLAIN: bearerAt(() => 'http://registry.invalid/token'),
    OTHER: () => response(401, {'WWW-Authenticate': 'Basic realm="lure"'}),
  },
  objects: (hostOf) => {
    const registries = ['ECHOS', 'MOVED', 'LURES', 'PLAIN'].map(hostOf)
    return [
      aPullSecret('all', Object.fromEntries(registries.map((host) => [host, login])), {
        annotations: {'kubectl.kubernetes.io/last-applied-configuration': lastApplied},
      }),
      ...registries.map((host, at) => aPod(`pod-${at}`, {image: `${host}/team/app:1.0`, pullSecrets: ['all']})),
      aPullSecret('redirected', {[hostOf('MOVED')]: login}),
      aPullSecret('not-base64', {[hostOf('ECHOS')]: {auth: canary}}),
      aPullSecret('no-colon', {[hostOf('ECHOS')]: {auth: Buffer.from(canary).toString('base64')}}),
      aPullSecret('no-json', `{"auths": {"ghcr.io": {"password": "${canary}`),
      aPullSecret('wrong-kind', JSON.stringify({auths: {'ghcr.io': canary}})),
      aPullSecret('in-the-key', {[`https://ci:${encodeURIComponent(canary)}@ghcr.io`]: login}),
      aPullSecret('in-a-token', {'acme.azurecr.io': {identitytoken: canary, registrytoken: canary}}),
      aPullSecret('overridden', {'quay.io': {username: 'ci', password: canary, ...aLogin('ci', `other ${canary}`)}}),
      aSecret('opaque', {password: canary, '.dockerconfigjson': JSON.stringify({auths: {'ghcr.io': login}})}),
      aPod('broken-1', {
        image: `${hostOf('ECHOS')}/team/app:1.0`,
        pullSecrets: ['not-base64'],
        waiting: {reason: 'illegal base64 data at input byte 4', message: 'illegal base64 data at input byte 4'},
      }),
      aPod('broken-2', {image: `${hostOf('ECHOS')}/team/app:1.0`, pullSecrets: ['no-colon']}),
    ]
  },
})
after(() => sandbox.close())

const helpers = join(sandbox.folder, 'helpers')
mkdirSync(helpers)
writeFileSync(join(helpers, 'docker-credential-loud'), `#!/bin/sh\necho '${canary}' >&2\necho '${canary}'\nexit 3\n`)
chmodSync(join(helpers, 'docker-credential-loud'), 0o755)
const env = {PATH: `${helpers}:${cliEnvironment['PATH']}`}

sandbox.file('config.json', JSON.stringify({auths: {'ghcr.io': login, 'loud.example.com': {}}, credsStore: 'loud'}))
sandbox.file('loud.json', JSON.stringify({auths: {'loud.example.com': {}}, credsStore: 'loud'}))
sandbox.file('cut.json', `{"auths": {"ghcr.io": {"password": "${canary}`)
sandbox.file('secret.yaml', `apiVersion: v1\nkind: Secret\nmetadata: {name: x}\nstringData:\n  a: '${canary}\n b: [`)
const entry = `{name: a, registry: ghcr.io, username: ci, accessToken: '${canary}'}`
sandbox.file('values.yaml', `imageCredentials: [${entry}]`)
sandbox.file(
  'template.yaml',
  'imageCredentials: [{name: b, registry: ghcr.io, username: ci, accessToken: "{{ .Values.t }}"}]',
)
sandbox.file('unfilled.yaml', `imageCredentials: [${entry.replace(canary, `${canary}{{ .Values.t }}`)}]`)
sandbox.file('cut.yaml', `imageCredentials: [${entry.slice(0, -3)}`)
sandbox.file('misplaced.yaml', `imageCredentials:\n- '${canary}'`)
sandbox.file('url.yaml', `imageCredentials: [${entry.replace('ghcr.io', `'https://ci:${canary}@ghcr.io'`)}]`)
sandbox.file('twice.yaml', `imageCredentials: [${entry}, ${entry.replace('ci', 'other')}]`)
sandbox.file('kubeconfig', `users: [{name: x, user: {token: '${canary}`)

const secrets = 'all redirected not-base64 no-colon no-json wrong-kind in-the-key in-a-token overridden opaque'
const quoted = `'${canary}'`
const servers = ['ECHOS', 'MOVED', 'LURES', 'PLAIN']

/** Every command that meets the password and is not asked to show it. */
const commands = [
  ...['text', 'json'].flatMap((format) => [`decode ${secrets} -o ${format}`, `verify ${secrets} -o ${format}`]),
  'decode -o yaml',
  'doctor',
  'doctor -o json',
  'decode -f DIR/config.json',
  'decode -f DIR/cut.json',
  'decode -f DIR/secret.yaml',
  'decode all --kubeconfig DIR/kubeconfig',
  'verify all --image 127.0.0.1:ECHOS/team/app:2 --image 127.0.0.1:MOVED/team/app:2',
  ...servers.flatMap((name) => [
    `verify --server 127.0.0.1:${name} --username ci --password ${quoted}`,
    `verify --server 127.0.0.1:${name} --username ci --password-stdin --image 127.0.0.1:${name}/team/app:1.0 -o json`,
    `create new --server 127.0.0.1:${name} --username ci --password-stdin`,
  ]),
  'create stored --server ghcr.io --username ci --password-stdin --no-verify',
  'create stored2 --server ghcr.io --username ci --password-stdin --no-verify -o yaml',
  'create all --server ghcr.io --username ci --password-stdin --no-verify --update -o yaml',
  'create not-base64 --server ghcr.io --username ci --password-stdin --no-verify --update -o json',
  'create no-json --server ghcr.io --username ci --password-stdin --no-verify --update',
  'create there --server ghcr.io --username ci --password-stdin --no-verify --dry-run=client',
  'create there --server ghcr.io --username ci --password-stdin --no-verify --dry-run=server',
  'create cut --from-docker-config DIR/cut.json',
  'create loud --from-docker-config DIR/loud.json',
  'create config --from-docker-config DIR/config.json --no-verify',
  'create -f DIR/values.yaml --no-verify -o yaml',
  'create -f DIR/values.yaml --no-verify -n shop,default -o json',
  'create -f DIR/values.yaml --no-verify --dry-run=server',
  ...['unfilled', 'cut', 'misplaced', 'url', 'twice'].map((name) => `create -f DIR/${name}.yaml --no-verify`),
  `create -f DIR/template.yaml --no-verify --set 't=${canary}'`,
  `create -f DIR/template.yaml --no-verify --set '${canary}'`,
  'create -f DIR/template.yaml --no-verify --set-file t=-',
  'create new --server 127.0.0.1:ECHOS --username ci --password-stdin -n shop,default',
  'create helped --from-helper loud --server ghcr.io --no-verify',
  'decode opaque -o dockerconfig',
  'decode no-json -o dockerconfig',
  `create wrong --server 'https://ci:${canary.replaceAll('/', '')}@ghcr.io' --username ci --password x`,
  `create wrong --server ghcr.io --username 'ci:${canary}' --password x`,
  `create wrong --server ghcr.io --username ci --password ${quoted} --password-stdin`,
  `create name --server ghcr.io --username ci --password ${quoted} extra`,
  `decode -p ${quoted}`,
]

describe('a password', {concurrency: 2}, () => {
  for (const command of commands) {
    test(`does not show in: ${command.replaceAll(canary, 'CANARY')}`, async () => {
      const screen = await sandbox.screen(command, {stdin: canary, env})
      const output = screen.slice(screen.indexOf('\n'))
      assert.deepEqual(
        formsOf(canary).filter((form) => output.includes(form)),
        [],
        output,
      )
      assert.doesNotMatch(output, /exit 70/)
    })
  }
})

describe('a password that is asked for', () => {
  test('shows, so that the search above can find one', async () => {
    for (const command of [
      'decode all --show-password',
      'create x --server ghcr.io --username ci --password-stdin --no-verify --dry-run=client -o yaml',
    ]) {
      const screen = await sandbox.screen(command, {stdin: canary})
      assert.equal(
        formsOf(canary).some((form) => screen.includes(form)),
        true,
        screen,
      )
    }
  })
})

describe('what was sent', () => {
  test('holds the password for the registry itself, and never in a URL', () => {
    const {requests} = sandbox.server('ECHOS')
    assert.equal(
      requests.some((request) => holdsPassword(request)),
      true,
    )
    for (const name of servers) {
      for (const {url} of sandbox.server(name).requests) {
        const own = url.replace(/\?password=[^&]*/, '')
        assert.deepEqual(
          formsOf(canary).filter((form) => own.includes(form)),
          [],
        )
      }
    }
  })

  test('holds no password for anybody else', () => {
    const {requests} = sandbox.server('OTHER')
    assert.notEqual(requests.length, 0)
    assert.deepEqual(requests.filter(holdsPassword), [])
    assert.deepEqual(sandbox.server('PLAIN').requests.filter(holdsPassword), [])
  })
})

function holdsPassword({headers, body, url}: RecordedRequest): boolean {
  const text = `${JSON.stringify(headers)}\n${body}\n${url}`
  return formsOf(canary).some((form) => text.includes(form))
}

/** Asks for a login by Basic, and repeats in its refusal whatever it was told. */
function echo({headers}: RecordedRequest) {
  const {authorization = ''} = headers
  const told = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString()
  const words = `no: ${authorization} ${told} ${encodeURIComponent(told)}`
  const challenge = {'WWW-Authenticate': 'Basic realm="echo"'}
  return registryError(401, {code: told === '' ? 'UNAUTHORIZED' : told, message: words, detail: words}, challenge)
}

function bearerAt(realmOf: (host: string) => string) {
  return ({url, headers}: RecordedRequest) => {
    if (url.startsWith('/token')) return json(401, {details: `no: ${headers.authorization}`})
    const realm = realmOf(headers.host ?? '')
    return registryError(
      401,
      {code: 'UNAUTHORIZED', message: 'authentication required'},
      {'WWW-Authenticate': `Bearer realm="${realm}",service="s"`},
    )
  }
}
