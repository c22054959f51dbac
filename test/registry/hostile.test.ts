import assert from 'node:assert/strict'
import test, {type TestContext} from 'node:test'
import {inspect} from 'node:util'
import {checkLogin} from '../../src/registry/check-login.ts'
import {runProbe, startSession} from '../../src/registry/run-probe.ts'
import {type Answer, json, registryError, response} from '../sandbox/registry/answer.ts'
import {basicLogin} from '../sandbox/registry/basic-login.ts'
import {brokenRegistries} from '../sandbox/registry/behaviours/broken.ts'
import type {LoopbackServer} from '../sandbox/registry/loopback-server.ts'
import type {RecordedRequest} from '../sandbox/registry/recorded-request.ts'
import type {Behaviour} from '../sandbox/registry/scripted-registry.ts'
import {aLogin, anHttp, aProbe, serve, servePlain} from './probing.ts'

const canary = 'canary/pass word+1'
const victim = aLogin({username: 'victim', password: canary})
/** The canary as it stands in a header, in a form and in a URL. */
const traces = [
  canary,
  Buffer.from(`victim:${canary}`).toString('base64'),
  encodeURIComponent(canary),
  'canary%2Fpass+word',
]

/** A behaviour that asks for the login by Basic and then does as it likes with it. */
function afterLogin(answer: (password: string, request: RecordedRequest) => Answer): Behaviour {
  return (request) => {
    const login = basicLogin(request)
    if (login === undefined) return response(401, {'WWW-Authenticate': 'Basic realm="r"'})
    return answer(login.password, request)
  }
}

const thieves: Readonly<Record<string, (thief: LoopbackServer) => Behaviour>> = {
  'names a realm in plain HTTP': ({port}) => bearer(`http://thief.example.test:${port}/token`),
  'names a realm in plain HTTP on its own host': ({port}) => bearer(`http://registry.example.test:${port}/token`),
  'redirects to another host': (thief) => afterLogin(() => response(307, {Location: `${thief.url}/v2/`})),
  'redirects from its token server': (thief) => (request) =>
    request.url.startsWith('/token')
      ? response(307, {Location: `${thief.url}/token`})
      : json(401, {}, {'WWW-Authenticate': `Bearer realm="${request.origin}/token"`}),
}

for (const [sentence, behaviour] of Object.entries(thieves)) {
  test(`no login reaches a thief when a registry ${sentence}`, async (t) => {
    const thief = await servePlain(t, () => response(401, {'WWW-Authenticate': 'Basic realm="give"'}))
    const [, host] = await serve(t, behaviour(thief))
    await assertKept(t, host)
    for (const trace of traces) assert.ok(!JSON.stringify(thief.requests).includes(trace), trace)
  })
}

test('no login reaches a token server that another host names after a redirect', async (t) => {
  const [thief, thiefHost] = await serve(
    t,
    ({url, origin}) =>
      url.startsWith('/token')
        ? json(200, {access_token: 'stolen'})
        : json(401, {}, {'WWW-Authenticate': `Bearer realm="${origin}/token"`}),
    'thief.example.test',
  )
  const [, host] = await serve(t, () => response(307, {Location: `https://${thiefHost}/v2/`}))
  await assertKept(t, host)
  for (const trace of traces) assert.ok(!JSON.stringify(thief.requests).includes(trace), trace)
  const outcome = await runProbe(aProbe(`${host}/team/app:1.0`, victim), anHttp(t), startSession())
  assert.ok(outcome.kind === 'refused')
  assert.equal(outcome.reason, `redirects to ${thiefHost}, which asks for the login`)
})

test('a short password that stands in a URL by chance does not hide the URL', async (t) => {
  const [, host] = await serve(
    t,
    afterLogin(() => response(403)),
  )
  const probe = aProbe(`${host}/team/app:1.0`, aLogin({username: 'u', password: 'team'}))
  const {exchanges} = await runProbe(probe, anHttp(t), startSession())
  assert.ok(exchanges.every(({url}) => url.startsWith(`https://${host}/v2/team/`)))
})

test('a realm in plain HTTP is refused, and the refusal names it', async (t) => {
  const [, host] = await serve(t, bearer('http://thief.example.test/token?x=secret'))
  const outcome = await runProbe(aProbe(`${host}/team/app:1.0`, victim), anHttp(t), startSession())
  assert.ok(outcome.kind === 'refused')
  assert.match(outcome.reason, /"http:\/\/thief\.example\.test\/token\?x=REDACTED"/)
})

for (const target of ['http://169.254.169.254/latest/', 'https://[fe80::1]/x', 'http://metadata.google.internal/']) {
  test(`a registry that leads to ${target} is refused, as a realm and as a redirect`, async (t) => {
    for (const behaviour of [bearer(target), () => response(302, {Location: target})]) {
      const [, host] = await serve(t, behaviour)
      for (const attempt of [victim, 'anonymous'] as const) {
        const outcome = await runProbe(aProbe(`${host}/team/app:1.0`, attempt), anHttp(t), startSession())
        assert.equal(outcome.kind, 'refused')
      }
    }
  })
}

test('a realm whose name leads to a metadata address is refused when it is asked', async (t) => {
  const [server, host] = await serve(t, bearer('https://rebound.example.test/token'))
  const resolve = (name: string) => (name === 'rebound.example.test' ? '169.254.169.254' : '127.0.0.1')
  const outcome = await runProbe(aProbe(`${host}/team/app:1.0`, victim), anHttp(t, {resolve}), startSession())
  assert.deepEqual(
    {...outcome, exchanges: []},
    {
      kind: 'refused',
      reason: 'rebound.example.test:443 is a link-local or metadata address',
      exchanges: [],
    },
  )
  assert.ok(!JSON.stringify(server.requests).includes(canary))
})

test('a public registry whose token server is at a private address is warned of', async (t) => {
  const [tokens] = await serve(t, () => json(200, {access_token: 't'}), '127.0.0.1')
  const [, host] = await serve(t, bearer(`https://127.0.0.1:${tokens.port}/token`))
  const {warnings} = await runProbe(aProbe(`${host}/team/app:1.0`, victim), anHttp(t), startSession())
  assert.deepEqual(warnings, [
    `the token server "https://127.0.0.1:${tokens.port}/token" of ${host} is a private address`,
  ])
})

const parrots: Readonly<Record<string, Behaviour>> = {
  'in its message': afterLogin((password) => registryError(403, {code: 'DENIED', message: `not with ${password}`})),
  'in its code': afterLogin((password) => registryError(403, {code: password, message: 'no'})),
  'as base64': afterLogin((_, {headers}) => registryError(403, {code: 'NO', message: headers.authorization ?? ''})),
  'as a location': afterLogin((password) =>
    response(307, {Location: `/x/${encodeURIComponent(password)}?p=${password}`}),
  ),
  'as a host': afterLogin((_, {headers}) =>
    response(307, {Location: `https://${headers.authorization?.slice(6)}.test/`}),
  ),
  'as a media type': afterLogin((_, {headers}) =>
    response(200, {'Content-Type': `x/${headers.authorization?.slice(6).replace(/=/g, '')}`}),
  ),
  'as a digest': afterLogin((_, {headers}) =>
    response(200, {'Docker-Content-Digest': `sha256:${headers.authorization?.slice(6)}`}),
  ),
  'from its token server': (request) =>
    request.url.startsWith('/token')
      ? json(401, {error: 'invalid_grant', error_description: request.body})
      : json(401, {}, {'WWW-Authenticate': `Bearer realm="${request.origin}/token"`}),
}

for (const [sentence, behaviour] of Object.entries(parrots)) {
  test(`a registry that repeats the login ${sentence} is not repeated`, async (t) => {
    const [, host] = await serve(t, behaviour)
    await assertKept(t, host)
  })
}

for (const [name, behaviour] of Object.entries(brokenRegistries)) {
  test(`a registry that is ${name} brings no login to light`, async (t) => {
    const [, host] = await serve(t, behaviour)
    await assertKept(t, host)
  })
}

/** Neither a probe nor a check of the login shows a trace of it. */
async function assertKept(t: TestContext, host: string): Promise<void> {
  const http = anHttp(t, {timeoutMs: 200})
  const outcome = await runProbe(aProbe(`${host}/team/app:1.0`, victim), http, startSession())
  const check = await checkLogin(host, victim, http)
  const shown = `${JSON.stringify([outcome, check])} ${inspect([outcome, check], {depth: 10})}`.toLowerCase()
  for (const trace of traces) assert.ok(!shown.includes(trace.replace(/=+$/, '').toLowerCase()), shown)
}

function bearer(realm: string): Behaviour {
  return () => json(401, {}, {'WWW-Authenticate': `Bearer realm="${realm}",service="s"`})
}
