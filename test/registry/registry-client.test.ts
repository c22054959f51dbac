import assert from 'node:assert/strict'
import test from 'node:test'
import {basicAuthorization} from '../../src/registry/login.ts'
import type {Http, HttpResult} from '../../src/registry/run-probe.ts'
import {runProbe, startSession} from '../../src/registry/run-probe.ts'
import {json, registryError, response} from '../sandbox/registry/answer.ts'
import {dockerHub} from '../sandbox/registry/behaviours/docker-hub.ts'
import {startScriptedRegistry} from '../sandbox/registry/scripted-registry.ts'
import {aLogin, anHttp, aProbe, authority, registryName, serve, servePlain} from './probing.ts'

const names = [registryName]

test('Docker Hub is asked at the host of its API', async () => {
  const asked: string[] = []
  const http: Http = {
    async send({url}): Promise<HttpResult> {
      asked.push(url.href)
      return {kind: 'failure', cause: {kind: 'timeout', code: 'TIMEOUT_ERR'}}
    },
  }
  await runProbe(aProbe('nginx'), http, startSession())
  assert.deepEqual(asked, ['https://registry-1.docker.io/v2/library/nginx/manifests/latest'])
})

test('this machine is asked in plain HTTP once TLS has found HTTP, and the run remembers', async (t) => {
  const server = await servePlain(t, dockerHub)
  const session = startSession()
  const first = await runProbe(aProbe(`${server.host}/open/none:1.0`), anHttp(t), session)
  const second = await runProbe(aProbe(`${server.host}/open/none:1.0`), anHttp(t), session)
  const schemes = (urls: readonly {readonly url: string}[]) => urls.map(({url}) => url.slice(0, 5))
  assert.deepEqual(schemes(first.exchanges).slice(0, 3), ['https', 'http:', 'http:'])
  assert.ok(schemes(second.exchanges).every((scheme) => scheme === 'http:'))
})

test('this machine may show any certificate, and another machine may not', async (t) => {
  const server = await startScriptedRegistry(dockerHub, {tls: await authority.issueServer({names, selfSigned: true})})
  t.after(() => server.close())
  const kindAt = async (host: string) =>
    (await runProbe(aProbe(`${host}:${server.port}/open/none:1.0`), anHttp(t), startSession())).kind
  assert.notEqual(await kindAt('127.0.0.1'), 'unreachable')
  assert.equal(await kindAt(registryName), 'unreachable')
})

test('its token server on another host has to show a good one', async (t) => {
  const tls = await authority.issueServer({names: ['auth.example.test'], selfSigned: true})
  const server = await startScriptedRegistry(
    ({headers}) => {
      const port = headers.host?.split(':')[1]
      return json(401, {}, {'WWW-Authenticate': `Bearer realm="https://auth.example.test:${port}/token"`})
    },
    {tls},
  )
  t.after(() => server.close())
  const outcome = await runProbe(aProbe(`${server.host}/team/app:1.0`), anHttp(t), startSession())
  assert.ok(outcome.kind === 'unreachable')
  assert.deepEqual([outcome.failure.kind, outcome.failure.at], ['tls-unknown-ca', 'token'])
})

test('a registry that wants Basic beside a token gets it, as from a node, and no registry gets it twice', async (t) => {
  const login = aLogin({username: 'u', password: 'p'})
  const askAgain = async (accepted: string) => {
    const [server, host] = await serve(t, ({url, headers}) => {
      if (url.startsWith('/token')) return json(200, {access_token: 't'})
      if (headers.authorization === accepted) return response(200)
      const bearer = `Bearer realm="https://${headers.host}/token"`
      return response(401, {'WWW-Authenticate': headers.authorization === undefined ? bearer : 'Basic realm="r"'})
    })
    const session = startSession({readsManifest: () => false})
    const {kind} = await runProbe(aProbe(`${host}/team/app:1.0`, login), anHttp(t), session)
    return [kind, ...server.requests.map(({headers}) => headers.authorization)]
  }
  const basic = basicAuthorization(login).reveal()
  assert.deepEqual(await askAgain(basic), ['readable', undefined, undefined, 'Bearer t', basic])
  assert.deepEqual(await askAgain('nothing'), ['unauthorized', undefined, undefined, 'Bearer t', basic])
})

test('a 401 of another host says nothing of the login, which it was not shown', async (t) => {
  const challenge = {'WWW-Authenticate': 'Basic realm="r"'}
  const [, otherHost] = await serve(t, () => response(401, challenge), 'cdn.example.test')
  const [, host] = await serve(t, ({url, headers}) =>
    headers.authorization === undefined
      ? response(401, challenge)
      : response(307, {Location: `https://${otherHost}${url}`}),
  )
  const login = aLogin({username: 'u', password: 'p'})
  const outcome = await runProbe(aProbe(`${host}/team/app:1.0`, login), anHttp(t), startSession())
  assert.ok(outcome.kind === 'refused')
  assert.equal(outcome.reason, `redirects to ${otherHost}, which asks for the login`)
})

test('another machine is never asked for more than a sign of life in plain HTTP', async (t) => {
  const server = await servePlain(t, () => registryError(401, {code: 'UNAUTHORIZED', message: 'm'}))
  await runProbe(aProbe(`registry.example.test:${server.port}/team/app:1.0`), anHttp(t), startSession())
  assert.deepEqual(
    server.requests.map(({method, url, headers}) => [method, url, headers.authorization]),
    [['GET', '/v2/', undefined]],
  )
})

test('a token serves all questions of one probe', async (t) => {
  const server = await servePlain(t, (request) => {
    if (request.url.startsWith('/token')) return json(200, {token: 't'})
    if (request.headers.authorization === 'Bearer t')
      return registryError(404, {code: 'MANIFEST_UNKNOWN', message: 'm'})
    return json(401, {}, {'WWW-Authenticate': `Bearer realm="${request.origin}/token"`})
  })
  await runProbe(aProbe(`${server.host}/team/app:1.0`), anHttp(t), startSession())
  assert.equal(server.requests.filter(({url}) => url.startsWith('/token')).length, 1)
})
