import assert from 'node:assert/strict'
import {test} from 'node:test'
import {askGrants} from '../../src/registry/ask-grants.ts'
import {runProbe, startSession} from '../../src/registry/run-probe.ts'
import {loginKey} from '../../src/registry/session.ts'
import {registryError} from '../sandbox/registry/answer.ts'
import {granting} from '../sandbox/registry/behaviours/granting.ts'
import {harbor} from '../sandbox/registry/behaviours/harbor.ts'
import {nexus} from '../sandbox/registry/behaviours/nexus.ts'
import {alice, bob} from '../sandbox/registry/sandbox-user.ts'
import type {Behaviour} from '../sandbox/registry/scripted-registry.ts'
import type {TokenRules} from '../sandbox/registry/token-endpoint.ts'
import {aLogin, anHttp, aProbe, serve} from './probing.ts'

const rules: TokenRules = {
  rights: [
    {user: 'alice', repository: 'team/*', actions: ['pull', 'push', 'delete']},
    {user: 'bob', repository: 'team/*', actions: ['pull']},
  ],
}

/** What a login is granted by a registry, and what the registry was asked after the manifest was read. */
async function grantOf(
  t: Parameters<typeof serve>[0],
  behaviour: Behaviour,
  user = alice,
  repositories: readonly string[] = ['team/app'],
) {
  const [server, host] = await serve(t, behaviour)
  const session = startSession()
  const http = anHttp(t)
  const login = aLogin(user)
  const probes = repositories.map((repository) => aProbe(`${host}/${repository}:1.0`, login))
  const answered = await Promise.all(
    probes.map(async (probe) => ({probe, outcome: await runProbe(probe, http, session)})),
  )
  const before = server.requests.length
  const answers = await askGrants(answered, http, session)
  return {
    answer: answers.get(loginKey(host, login)),
    asked: server.requests.slice(before).map(({method, url}) => `${method} ${url.split('?')[0]}`),
    requests: server.requests.slice(before),
    refusal: session.refusal(host, login),
  }
}

test('a login that may push is granted what it may of what is asked', async (t) => {
  const {answer, requests} = await grantOf(t, granting(rules))
  const {exchange, ...grant} = answer?.grant ?? {}
  assert.deepEqual(grant, {
    repository: 'team/app',
    actions: ['pull', 'push'],
    scope: 'repository:team/app:pull,push',
  })
  assert.equal(exchange?.status, 200)
  assert.equal(new URLSearchParams(requests.at(-1)?.body).get('scope'), 'repository:team/app:pull,push')
})

test('a login that may only pull is not granted more', async (t) => {
  const {answer} = await grantOf(t, granting(rules), bob)
  assert.deepEqual(answer?.grant?.actions, ['pull'])
})

test('whoever may everything is told so by a star', async (t) => {
  const all: TokenRules = {rights: [{user: 'alice', repository: 'team/*', actions: ['pull', 'push', '*']}]}
  const starred: Behaviour = (request) => granting(all)({...request, body: request.body.replace('push', 'push,*')})
  const {answer} = await grantOf(t, starred)
  assert.deepEqual(answer?.grant?.actions, ['pull', 'push', '*'])
})

test('one token is asked for, however many images a login can read', async (t) => {
  const {asked} = await grantOf(t, granting(rules), alice, ['team/app', 'team/web', 'team/db'])
  assert.deepEqual(asked, ['GET /v2/', 'POST /token'])
})

test('a server that knows no POST is not asked by POST once more', async (t) => {
  const {answer, asked} = await grantOf(t, granting({...rules, post: 405}))
  assert.deepEqual(asked, ['GET /v2/', 'GET /token'])
  assert.match(answer?.grant?.exchange.url ?? '', /scope=repository:team\/app:pull,push/)
})

test('a server that refuses the wider scope tells nothing, and the login is not taken for refused', async (t) => {
  const strict: Behaviour = (request) => {
    const isWide = request.body.includes('push')
    return isWide ? registryError(401, {code: 'UNAUTHORIZED', message: 'no'}) : granting(rules)(request)
  }
  const {answer, asked, refusal} = await grantOf(t, strict)
  assert.deepEqual(asked, ['GET /v2/', 'POST /token'])
  assert.deepEqual([answer?.grant, answer?.exchanges.length, refusal], [undefined, 2, undefined])
})

test('a token that cannot be read allows nothing', async (t) => {
  const {answer} = await grantOf(t, harbor)
  assert.equal(answer?.exchanges.at(-1)?.status, 200)
  assert.equal(answer?.grant, undefined)
})

test('nothing is asked of a repository that could not be read, for asking may make it', async (t) => {
  assert.deepEqual((await grantOf(t, granting(rules), alice, ['other/app'])).asked, [])
})

test('nothing is asked of a registry without a token server', async (t) => {
  assert.deepEqual((await grantOf(t, nexus)).asked, [])
})

test('neither the password nor the token is in what is kept of the answer', async (t) => {
  const {answer, requests} = await grantOf(t, granting(rules))
  assert.ok(requests.some(({body}) => body.includes(alice.password)))
  assert.doesNotMatch(JSON.stringify(answer), new RegExp(`${alice.password}|eyJ`))
})
