import assert from 'node:assert/strict'
import test from 'node:test'
import {checkLogin} from '../../src/registry/check-login.ts'
import {runProbe, startSession} from '../../src/registry/run-probe.ts'
import {json, response} from '../sandbox/registry/answer.ts'
import type {Behaviour} from '../sandbox/registry/scripted-registry.ts'
import {aLogin, anHttp, aProbe, serve} from './probing.ts'

const login = aLogin({username: 'alice', password: 'canary'})
const basic = response(401, {'WWW-Authenticate': 'Basic realm="r"'})
const afterLogin =
  (status: number): Behaviour =>
  ({headers}) =>
    headers.authorization === undefined ? basic : response(status)

const cases: Readonly<Record<string, readonly [Behaviour, object]>> = {
  'a login that is let in is accepted': [afterLogin(200), {kind: 'accepted'}],
  'a login that is not let in is unauthorized': [afterLogin(401), {kind: 'unauthorized', at: 'registry'}],
  'a login that is forbidden is denied': [afterLogin(403), {kind: 'denied', at: 'registry'}],
  'a registry that lets everybody in has not asked': [() => json(200, {}), {kind: 'not-asked'}],
  'a registry that has no /v2/ is none': [
    () => response(404),
    {kind: 'not-a-registry', reason: 'answers 404 under /v2/'},
  ],
  'a 401 without a challenge asks nobody': [
    () => response(401),
    {kind: 'unauthorized', at: 'registry', challenge: 'absent'},
  ],
}

for (const [sentence, [behaviour, expected]] of Object.entries(cases)) {
  test(sentence, async (t) => {
    const [, host] = await serve(t, behaviour)
    const {exchanges, ...answer} = await checkLogin(host, login, anHttp(t))
    assert.deepEqual(answer, expected)
    assert.ok(exchanges.length > 0)
  })
}

test('a login that was refused in this run is not presented again, not for an image either', async (t) => {
  const [server, host] = await serve(t, afterLogin(401))
  const session = startSession()
  const http = anHttp(t)
  const first = await checkLogin(host, login, http, session)
  assert.deepEqual(await checkLogin(host, login, http, session), first)
  assert.deepEqual(await runProbe(aProbe(`${host}/team/app:1.0`, login), http, session), first)
  assert.equal(server.requests.length, 2)
})

test('a login is presented once, and asks for no scope', async (t) => {
  const [server, host] = await serve(t, ({url, origin}) =>
    url.startsWith('/token')
      ? response(403)
      : json(401, {}, {'WWW-Authenticate': `Bearer realm="${origin}/token",service="s"`}),
  )
  await checkLogin(host, login, anHttp(t))
  const [, post] = server.requests
  assert.equal(server.requests.length, 2)
  assert.equal(new URLSearchParams(post?.body).get('scope'), null)
})
