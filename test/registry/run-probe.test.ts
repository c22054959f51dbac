import assert from 'node:assert/strict'
import test, {type TestContext} from 'node:test'
import type {Attempt} from '../../src/credentials/credential.ts'
import type {HttpOptions} from '../../src/registry/http.ts'
import {runProbe, startSession} from '../../src/registry/run-probe.ts'
import {type Answer, json, registryError, response} from '../sandbox/registry/answer.ts'
import {buildIndex} from '../sandbox/registry/image.ts'
import type {RecordedRequest} from '../sandbox/registry/recorded-request.ts'
import {aLogin, anHttp, aProbe, serve} from './probing.ts'
import {vectors} from './vectors.ts'

interface Step {
  readonly when?: string
  readonly status?: number
  readonly wwwAuthenticate?: string
  readonly token?: string
  readonly post?: number
}

interface Sent {
  readonly method: string
  readonly url: string
  readonly authorization?: string | null
}

// Left out: a token kept from an earlier pull (`cachedToken`), for no token outlives a question here.
const sequences = vectors('bearer-flow', 'sequence', 'containerd').filter(({input}) => 'credentials' in input)
const outcomes = {ok: 'readable', error: 'refusal'}

for (const {name, input, expect} of sequences) {
  test(`exchanges as containerd: ${name}`, async (t) => {
    const [server, host] = await serve(t, scripted(input['server'] as readonly Step[]))
    const session = startSession({readsManifest: () => false})
    const probe = aProbe(`${host}/testname:latest`, attemptOf(input['credentials']))
    const outcome = await runProbe(probe, anHttp(t), session)
    assert.equal(outcome.kind === 'readable' ? 'readable' : 'refusal', outcomes[expect['outcome'] as 'ok' | 'error'])
    if (expect['errorContains'] === 'insufficient_scope') assert.equal(outcome.kind, 'denied')
    if (expect['status'] === 403) assert.equal(outcome.kind, 'denied')
    const expected = expect['requests'] as readonly Sent[] | undefined
    if (expected !== undefined) assert.deepEqual(server.requests.map(sent), expected.map(normal))
  })
}

const unanswerable = vectors('bearer-flow', 'afterPing', 'containerd').filter(
  ({expect}) => expect['action'] === 'return401',
)

for (const {name, input} of unanswerable) {
  test(`lets a 401 stand as containerd: ${name}`, async (t) => {
    const challenges = input['headers'] as readonly string[]
    const [server, host] = await serve(t, () => response(Number(input['status']), {'WWW-Authenticate': challenges}))
    const login = aLogin({username: 'u', password: 'p'})
    const outcome = await runProbe(aProbe(`${host}/a:1`, login), anHttp(t), startSession())
    const unanswered = {kind: 'unauthorized', at: 'registry', challenge: 'absent', exchanges: []}
    assert.deepEqual({...outcome, exchanges: []}, unanswered)
    assert.equal(server.requests.length, 1)
  })
}

test('a registry without HEAD is asked by GET', async (t) => {
  const {outcome, requests} = await probed(t, ({method}) => (method === 'HEAD' ? response(405) : manifest()))
  assert.equal(outcome.kind, 'readable')
  assert.deepEqual(
    requests.slice(0, 2).map(({method}) => method),
    ['HEAD', 'GET'],
  )
})

test('a limit that only reading meets is found where reading was asked for', async (t) => {
  const limited = ({method}: RecordedRequest) => (method === 'HEAD' ? manifest() : response(429, {'Retry-After': '30'}))
  const {outcome} = await probed(t, limited)
  assert.ok(outcome.kind === 'rate-limited')
  assert.equal(outcome.retryAfterSeconds, 30)
  assert.equal((await probed(t, limited, {readsManifest: () => false})).outcome.kind, 'readable')
})

test('a manifest is read by the digest that HEAD gave', async (t) => {
  const {requests} = await probed(t, manifest)
  const digest = buildIndex(['linux/amd64'], {label: 'x'}).manifest.digest
  assert.deepEqual(
    requests.map(({url}) => url),
    ['/v2/team/app/manifests/1.0', `/v2/team/app/manifests/${digest}`],
  )
})

test('what nobody calls a registry error is looked into under /v2/ before it is called "not found"', async (t) => {
  const notFound = ({url}: RecordedRequest) => (url === '/v2/' ? json(200, {}) : response(404))
  assert.equal((await probed(t, notFound)).outcome.kind, 'not-found')
  assert.equal((await probed(t, () => response(404))).outcome.kind, 'not-a-registry')
})

test('the list of tags tells an absent tag from an absent repository, and only where it may be read', async (t) => {
  const absent = registryError(404, {code: 'MANIFEST_UNKNOWN', message: 'm'})
  const withTags = (tags: Answer) => (request: RecordedRequest) => (request.url.includes('/tags/') ? tags : absent)
  const nameUnknown = registryError(404, {code: 'NAME_UNKNOWN', message: 'm'})
  for (const [tags, kind] of [
    [json(200, {tags: ['2.0']}), 'manifest-unknown'],
    [nameUnknown, 'name-unknown'],
    [response(403), 'manifest-unknown'],
    [response(404), 'manifest-unknown'],
  ] as const) {
    assert.equal((await probed(t, withTags(tags))).outcome.kind, kind)
  }
})

test('a redirect on the same host keeps the login, and one to another host loses it', async (t) => {
  const login = aLogin({username: 'u', password: 'canary-password'})
  const [other, otherHost] = await serve(t, manifest, 'cdn.example.test')
  const location = (url: string) => (url.startsWith('/moved') ? `https://${otherHost}${url}` : `/moved${url}`)
  const [server, host] = await serve(t, ({url, headers}) => {
    if (headers.authorization === undefined) return response(401, {'WWW-Authenticate': 'Basic realm="r"'})
    return response(307, {Location: location(url)})
  })
  const outcome = await runProbe(aProbe(`${host}/team/app:1.0`, login), anHttp(t), startSession())
  assert.equal(outcome.kind, 'readable')
  assert.ok(server.requests.some(({url, headers}) => url.startsWith('/moved') && headers.authorization !== undefined))
  assert.ok(other.requests.length > 0)
  assert.ok(other.requests.every(({headers}) => headers.authorization === undefined))
})

test('nine redirects are followed, as by a node, and a tenth is not', async (t) => {
  const leads = (times: number) => (request: RecordedRequest) => {
    const hop = Number(/^\/hop(\d+)$/.exec(request.url)?.[1] ?? 0)
    return hop < times ? response(307, {Location: `/hop${hop + 1}`}) : manifest()
  }
  const withoutReading = {readsManifest: () => false}
  assert.equal((await probed(t, leads(9), withoutReading)).outcome.kind, 'readable')
  const {outcome} = await probed(t, leads(10), withoutReading)
  assert.ok(outcome.kind === 'not-a-registry')
  assert.equal(outcome.reason, 'redirects without end')
})

test('every outcome ends with the exchange that decided it, its URL redacted', async (t) => {
  const [, host] = await serve(t, () => registryError(403, {code: 'DENIED', message: 'no'}))
  const {exchanges} = await runProbe(aProbe(`${host}/team/app:1.0`), anHttp(t), startSession())
  const url = `https://${host}/v2/team/app/manifests/1.0`
  assert.deepEqual(exchanges, [
    {method: 'HEAD', url, at: 'registry', status: 403},
    {method: 'GET', url, at: 'registry', status: 403, code: 'DENIED', message: 'no'},
  ])
})

test('a session counts its requests', async (t) => {
  const [server, host] = await serve(t, () => response(403))
  const session = startSession()
  await runProbe(aProbe(`${host}/team/app:1.0`), anHttp(t), session)
  assert.equal(session.requests, server.requests.length)
})

async function probed(
  t: TestContext,
  behaviour: (request: RecordedRequest) => Answer,
  options: Parameters<typeof startSession>[0] & HttpOptions = {},
) {
  const [server, host] = await serve(t, behaviour)
  const outcome = await runProbe(aProbe(`${host}/team/app:1.0`), anHttp(t), startSession(options))
  return {outcome, requests: server.requests}
}

function manifest(): Answer {
  const {bytes, digest, mediaType} = buildIndex(['linux/amd64'], {label: 'x'}).manifest
  return response(200, {'Content-Type': mediaType, 'Docker-Content-Digest': digest}, bytes)
}

/** Plays the steps of a vector in their order; those with `when` by the authorization. */
function scripted(steps: readonly Step[]): (request: RecordedRequest) => Answer {
  const left = [...steps]
  return (request) => {
    const authorization = request.headers.authorization ?? 'no Authorization'
    const byWhen = steps.find(({when}) => when === authorization)
    const step = byWhen ?? left.shift() ?? {status: 500}
    if (step.post !== undefined) return response(step.post)
    if (step.token !== undefined) return json(200, {token: step.token, access_token: step.token})
    const realm = `${request.origin}/token`
    const challenge = step.wwwAuthenticate?.replace('"R"', `"${realm}"`)
    return response(step.status ?? 200, challenge === undefined ? {} : {'WWW-Authenticate': challenge})
  }
}

function attemptOf(credentials: unknown): Attempt {
  if (credentials === null) return 'anonymous'
  return aLogin(credentials as {readonly username: string; readonly password: string})
}

/** The realm of a vector is `R`; a form's and the scopes' own tests are in token.test.ts. */
function sent({method, url, headers}: RecordedRequest): Sent {
  const path = url.startsWith('/token') ? 'R' : url
  return method === 'POST' ? {method, url: path} : {method, url: path, authorization: headers.authorization ?? null}
}

function normal({method, url, authorization}: Sent): Sent {
  return method === 'POST' ? {method, url} : {method, url, authorization: authorization ?? null}
}
