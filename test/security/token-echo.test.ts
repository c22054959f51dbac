import assert from 'node:assert/strict'
import test from 'node:test'
import {inspect} from 'node:util'
import {checkLogin} from '../../src/registry/check-login.ts'
import {runProbe, startSession} from '../../src/registry/run-probe.ts'
import {aLogin, anHttp, aProbe, serve} from '../registry/probing.ts'
import {type Answer, json, registryError, response} from '../sandbox/registry/answer.ts'
import type {Behaviour} from '../sandbox/registry/scripted-registry.ts'

const token = 'canary.Token-of-the/server+and~1'
const login = aLogin({username: 'victim', password: 'another canary'})

/** A registry with a token server that gives the canary, and says what it likes to who presents it. */
function echoing(answer: (token: string) => Answer): Behaviour {
  return ({url, origin, headers}) => {
    if (url.startsWith('/token')) return json(200, {token, access_token: token})
    const {authorization} = headers
    if (authorization !== undefined) return answer(authorization.replace('Bearer ', ''))
    return json(401, {}, {'WWW-Authenticate': `Bearer realm="${origin}/token",service="s"`})
  }
}

const echoes: Readonly<Record<string, (token: string) => Answer>> = {
  'in the message of a refusal': (text) => registryError(403, {code: 'DENIED', message: `${text} may not`}),
  'in the code of a refusal': (text) => registryError(403, {code: text, message: 'no'}),
  'as part of a longer word': (text) => registryError(404, {code: 'X', message: `Bearer:${text}:end`}),
  'percent-encoded': (text) => registryError(403, {code: 'X', message: encodeURIComponent(text)}),
  'as base64': (text) => registryError(403, {code: 'X', message: Buffer.from(text).toString('base64')}),
  'in the path of a redirect': (text) => response(307, {Location: `/${encodeURIComponent(text)}/x`}),
  'in the host of a redirect': (text) => response(307, {Location: `https://${text.replace(/[^\w.-]/g, '')}/x`}),
  'in the query of a redirect, as a name': (text) => response(307, {Location: `/x?${encodeURIComponent(text)}`}),
  'in the query of a redirect, as a scope': (text) => response(307, {Location: `/x?scope=${encodeURIComponent(text)}`}),
  'as a digest': (text) => response(200, {'Docker-Content-Digest': `sha256:${text.replace(/[^\w=-]/g, '')}`}),
  'as a media type': (text) => response(200, {'Content-Type': `x/${text.replace(/[^\w.+-]/g, '')}`}),
}

for (const [sentence, answer] of Object.entries(echoes)) {
  test(`a token that a registry repeats ${sentence} is not repeated, whoever it was given to`, async (t) => {
    const [, host] = await serve(t, echoing(answer))
    const http = anHttp(t, {timeoutMs: 2000})
    for (const attempt of ['anonymous', login] as const) {
      const outcome = await runProbe(aProbe(`${host}/team/app:1.0`, attempt), http, startSession())
      assertNoTrace(outcome)
    }
    assertNoTrace(await checkLogin(host, login, http))
  })
}

/** What stands in errors of registries that look for a blob in a store of objects, or ask another registry themselves. */
const told: Readonly<Record<string, string>> = {
  'a signed URL': 'Get "https://store.example.test/blob?X-Amz-Expires=1200&X-Amz-Signature=SECRET": 403 Forbidden',
  'a URL with a login': 'proxy: https://robot:SECRET@upstream.example.test/v2/: unauthorized',
  'a header': 'upstream answered 401 to Authorization: Bearer SECRET7',
  'a login in JSON': 'upstream: {"username":"robot","password":"SECRET"}',
}

for (const [sentence, message] of Object.entries(told)) {
  test(`${sentence} of somebody else's in the message of a refusal is not repeated, and the rest is`, async (t) => {
    const [, host] = await serve(t, () => registryError(403, {code: 'DENIED', message}))
    const outcome = await runProbe(aProbe(`${host}/team/app:1.0`, login), anHttp(t), startSession())
    const said = JSON.stringify(outcome)
    assert.doesNotMatch(said, /SECRET/)
    assert.match(said, /DENIED.*(?:store\.example\.test|upstream).*REDACTED|upstream\.example\.test/)
  })
}

function assertNoTrace(value: unknown): void {
  const shown = `${JSON.stringify(value)} ${inspect(value, {depth: 10})}`.toLowerCase()
  const plain = token.toLowerCase()
  const encoded = Buffer.from(token).toString('base64').replace(/=+$/, '').toLowerCase()
  for (const trace of [plain, encodeURIComponent(plain), plain.replace(/[^\w.-]/g, ''), encoded]) {
    assert.ok(!shown.includes(trace), `${trace} in ${shown}`)
  }
}
