import assert from 'node:assert/strict'
import test, {type TestContext} from 'node:test'
import {createCertificateAuthority} from '../../sandbox/certificate-authority.ts'
import {basicAuthorization} from '../../sandbox/registry/basic-login.ts'
import {type HttpCall, type HttpResult, httpCall} from '../../sandbox/registry/http-call.ts'
import {alice, bob, refreshToken} from '../../sandbox/registry/sandbox-user.ts'
import type {TokenRules} from '../../sandbox/registry/token-endpoint.ts'
import {startTokenServer} from '../../sandbox/registry/token-server.ts'

const authority = await createCertificateAuthority()
const rights: TokenRules['rights'] = [
  {user: 'alice', repository: 'team/app', actions: ['pull']},
  {user: 'anonymous', repository: 'open/*', actions: ['pull']},
]
const scope = 'repository:team/app:pull'

async function asked(t: TestContext, query: string, call: HttpCall = {}, rules: Partial<TokenRules> = {}) {
  const server = await startTokenServer({authority, rights, ...rules})
  t.after(() => server.close())
  return httpCall(`${server.url}/token${query}`, call)
}

function form(fields: Readonly<Record<string, string>>): HttpCall {
  const all = {service: 'sandbox-registry', client_id: 'test', scope, ...fields}
  return {method: 'POST', body: new URLSearchParams(all).toString()}
}

const asAlice = {headers: {Authorization: basicAuthorization(alice)}}

test('a login gets a token with what it may do of what it asked', async (t) => {
  const answer = await asked(t, `?service=sandbox-registry&scope=${scope},push`, asAlice)
  assert.deepEqual(accessOf(answer), [{type: 'repository', name: 'team/app', actions: ['pull']}])
})

test('nobody gets a token too, for what is open', async (t) => {
  assert.deepEqual(accessOf(await asked(t, `?scope=${scope}`)), [])
  assert.equal(accessOf(await asked(t, '?scope=repository:open/app:pull')).length, 1)
})

test('a name in a scope may hold a colon', async (t) => {
  const right = {user: 'anonymous', repository: 'host:5000/app', actions: ['pull']}
  const answer = await asked(t, '?scope=repository:host:5000/app:pull', {}, {rights: [right]})
  assert.deepEqual(accessOf(answer), [{type: 'repository', name: 'host:5000/app', actions: ['pull']}])
})

test('a wrong password gets 401 by GET and by POST', async (t) => {
  const wrong = {headers: {Authorization: basicAuthorization({...alice, password: 'wrong'})}}
  assert.equal((await asked(t, `?scope=${scope}`, wrong)).status, 401)
  const posted = form({grant_type: 'password', username: 'alice', password: 'wrong'})
  assert.equal((await asked(t, '', posted)).status, 401)
})

test('the OAuth2 form gives access_token alone, to a password and to a refresh token', async (t) => {
  const password = form({grant_type: 'password', username: 'alice', password: alice.password})
  const refresh = form({grant_type: 'refresh_token', refresh_token: refreshToken('alice')})
  for (const call of [password, refresh]) {
    const {access_token, token} = JSON.parse((await asked(t, '', call)).body)
    assert.equal(typeof access_token, 'string')
    assert.equal(token, undefined)
  }
})

test('a form that lacks what the specification requires gets 400', async (t) => {
  for (const lacking of ['service', 'client_id', 'grant_type']) {
    const call = form({grant_type: 'password', username: 'alice', password: alice.password, [lacking]: ''})
    assert.equal((await asked(t, '', call)).status, 400, lacking)
  }
})

test('a server may know no POST', async (t) => {
  for (const post of [404, 405] as const) assert.equal((await asked(t, '', form({}), {post})).status, post)
})

test('a server may deny instead of giving a token that does not reach', async (t) => {
  const asBob = {headers: {Authorization: basicAuthorization(bob)}}
  assert.equal((await asked(t, `?scope=${scope}`, asBob, {withoutRight: 'denied'})).status, 403)
  assert.equal((await asked(t, `?scope=${scope}`, asAlice, {withoutRight: 'denied'})).status, 200)
})

test('a server may give the token under either name or both', async (t) => {
  for (const [tokenField, names] of [
    ['both', ['token', 'access_token']],
    ['token', ['token']],
    ['access_token', ['access_token']],
  ] as const) {
    const body = JSON.parse((await asked(t, `?scope=${scope}`, asAlice, {tokenField})).body)
    assert.deepEqual(
      Object.keys(body).filter((name) => name.endsWith('token')),
      names,
    )
  }
})

function accessOf({status, body}: HttpResult): readonly unknown[] {
  assert.equal(status, 200, body)
  const [, payload = ''] = String(JSON.parse(body).token).split('.')
  return JSON.parse(Buffer.from(payload, 'base64url').toString()).access
}
