import assert from 'node:assert/strict'
import test from 'node:test'
import {Sensitive} from '../../src/credentials/sensitive.ts'
import {parseChallenges} from '../../src/registry/challenge.ts'
import {startConversation} from '../../src/registry/conversation.ts'
import type {HttpRequest, HttpResponse} from '../../src/registry/http-message.ts'
import type {Login} from '../../src/registry/login.ts'
import {startSession} from '../../src/registry/session.ts'
import {fetchToken} from '../../src/registry/token.ts'
import {vectors} from './vectors.ts'

// The vectors of other clients are left out: their order of requests is not the node's. `expiry` too: a token lives as
// long as one question here.

interface Expected {
  readonly method: string
  readonly url: string
  readonly query?: Readonly<Record<string, readonly string[]>>
  readonly form?: Readonly<Record<string, string>>
  readonly authorization: string | null
}

const ofToken = vectors('bearer-flow', 'tokenRequest', 'containerd')

for (const {name, input, expect} of ofToken.filter(({input}) => 'challenge' in input)) {
  test(`asks as containerd: ${name}`, async () => {
    const header = `Bearer ${parametersOf(input['challenge'] as Readonly<Record<string, string>>)}`
    const scopes = (input['scopes'] ?? []) as readonly string[]
    const answers = [answer(200, '{"token":"t","access_token":"t"}')]
    const {requests, reply} = await exchange(header, loginOf(input['credentials']), answers, scopes)
    if ('method' in expect) assert.deepEqual(shape(requests[0]), expected(expect as unknown as Expected))
    else assert.notEqual(reply.kind, 'token')
  })
}

for (const {name, input, expect} of ofToken.filter(({input}) => 'postStatus' in input)) {
  test(`goes on as containerd: ${name}`, async () => {
    const answers = [answer(Number(input['postStatus']), ''), answer(200, '{"token":"t"}')]
    const {requests, reply} = await exchange(challengeHeader({}), loginOf(input['credentials']), answers)
    const [post, get] = requests
    assert.equal(post?.method, 'POST')
    assert.equal(get?.method === 'GET', expect['fallbackToGet'])
    if ('getAuthorization' in expect) assert.equal(get?.authorization?.reveal(), expect['getAuthorization'])
    assert.equal(reply.kind !== 'token', expect['error'] === true)
  })
}

for (const {name, input, expect} of vectors('bearer-flow', 'tokenResponse', 'containerd')) {
  test(`takes the token as containerd: ${name}`, async () => {
    const login = input['method'] === 'POST' ? loginOf({username: 'u', password: 'p'}) : undefined
    const {reply} = await exchange(challengeHeader({}), login, [answer(Number(input['status']), String(input['body']))])
    if (typeof expect['token'] !== 'string') assert.notEqual(reply.kind, 'token')
    else assert.equal(reply.kind === 'token' && reply.token.reveal(), expect['token'])
  })
}

const aUser: Login = {username: 'u', password: new Sensitive('p')}

// Of the specification: what a request must hold, and what it need not (no refresh token is asked for). Left out: the
// lifetime of tokens, and scopes taken apart.
const specified = vectors('bearer-flow', 'spec')
const specifiedAs = (key: string) => specified.map(({expect}) => expect[key]).find((value) => value !== undefined)

test('the form holds what the specification requires, and asks for no refresh token', async () => {
  const {requests} = await exchange(challengeHeader({service: 's'}), aUser, [answer(200, '{"access_token":"t"}')])
  const form = new URLSearchParams(requests[0]?.form?.reveal())
  for (const field of specifiedAs('required') as readonly string[]) assert.notEqual(form.get(field) ?? '', '', field)
  const [offline = ''] = String(specifiedAs('post')).split('=')
  assert.ok(!form.has(offline))
})

test('by GET every scope is a parameter of its own, and no refresh token is asked for', async () => {
  assert.equal(specifiedAs('repeat'), true)
  const header = challengeHeader({scope: 'repository:c/d:pull repository:a/b:pull'})
  const {requests} = await exchange(header, undefined, [answer(200, '{"token":"t"}')])
  const query = requests[0]?.url.searchParams
  assert.deepEqual(query?.getAll('scope'), ['repository:a/b:pull', 'repository:c/d:pull'])
  const [offline = ''] = String(specifiedAs('get')).split('=')
  assert.ok(!query?.has(offline))
})

const refusals: readonly (readonly [string, number, string, object])[] = [
  ['401 is a refused login', 401, '', {kind: 'unauthorized', at: 'token'}],
  ['403 is a denial', 403, '<html>', {kind: 'denied', at: 'token'}],
  ['400 with invalid_grant is a refused login', 400, '{"error":"invalid_grant"}', {kind: 'unauthorized', at: 'token'}],
  ['400 alone is no token server', 400, '', {kind: 'not-a-registry', reason: 'the token server answers 400'}],
  ['429 is a limit', 429, '', {kind: 'rate-limited'}],
  ['503 is its own failure', 503, '', {kind: 'server-error', status: 503}],
  ['a page is no token', 200, '<html>', {kind: 'not-a-registry', reason: 'the token server answers without a token'}],
  ['null is no token', 200, 'null', {kind: 'not-a-registry', reason: 'the token server answers without a token'}],
  [
    'an end that is no whole number spoils the token',
    200,
    '{"token":"a","expires_in":"300"}',
    {kind: 'not-a-registry', reason: 'the token server answers with an "expires_in" that runtimes cannot read'},
  ],
  [
    'a token with a line break is none',
    200,
    '{"token":"a\\r\\nX: y"}',
    {
      kind: 'not-a-registry',
      reason: 'the token server answers without a token',
    },
  ],
]

for (const [sentence, status, body, expected] of refusals) {
  test(`at a token server ${sentence}`, async () => {
    assert.deepEqual((await exchange(challengeHeader({}), undefined, [answer(status, body)])).reply, expected)
  })
}

test('a realm with a query of its own keeps it', async () => {
  const header = challengeHeader({realm: 'https://auth.example.com/token?a=b', service: 's'})
  const {requests} = await exchange(header, undefined, [answer(200, '{"token":"t"}')])
  assert.equal(requests[0]?.url.search, '?a=b&service=s&scope=repository%3Aa%2Fb%3Apull')
})

test('a login is not taken along where a token server redirects', async () => {
  const away = answer(307, '', {location: 'https://elsewhere.example.com/token'})
  const {requests, reply} = await exchange(challengeHeader({}), loginOf({username: 'u', password: 'p'}), [away, away])
  assert.deepEqual(
    requests.map(({url}) => url.host),
    ['auth.example.com'],
  )
  assert.deepEqual(reply, {kind: 'not-a-registry', reason: 'the token server redirects instead of giving a token'})
})

async function exchange(
  header: string,
  login: Login | undefined,
  answers: readonly HttpResponse[],
  scopes: readonly string[] = ['repository:a/b:pull'],
) {
  const requests: HttpRequest[] = []
  const http = {
    send: async (request: HttpRequest) => {
      requests.push(request)
      return answers[requests.length - 1] ?? answer(500, '')
    },
  }
  const conversation = startConversation(http, startSession(), login)
  const [challenge] = parseChallenges([header])
  assert.ok(challenge)
  const asked = new URL('https://registry.example.com/v2/a/b/manifests/1.0')
  return {requests, reply: await fetchToken(challenge, scopes, asked, conversation)}
}

function answer(status: number, body: string, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  const values = Object.entries(headers).map(([name, value]) => [name, [value]] as const)
  return {kind: 'response', status, headers: new Map(values), body: Buffer.from(body)}
}

function challengeHeader(parameters: Readonly<Record<string, string>>): string {
  return `Bearer ${parametersOf({realm: 'https://auth.example.com/token', ...parameters})}`
}

function parametersOf(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',')
}

function loginOf(credentials: unknown): Login | undefined {
  if (credentials === null) return undefined
  const {username, password} = credentials as {readonly username: string; readonly password: string}
  return {username, password: new Sensitive(password)}
}

function shape(request: HttpRequest | undefined): Expected | undefined {
  if (request === undefined) return undefined
  const {method, url, form, authorization} = request
  const query = Object.fromEntries([...url.searchParams.keys()].map((name) => [name, url.searchParams.getAll(name)]))
  return {
    method,
    url: `${url.origin}${url.pathname}`,
    authorization: authorization?.reveal() ?? null,
    ...(form ? {form: Object.fromEntries(new URLSearchParams(form.reveal()))} : {query}),
  }
}

function expected({method, url, query, form, authorization}: Expected): Expected {
  return {method, url, authorization, ...(query && {query}), ...(form && {form})}
}
