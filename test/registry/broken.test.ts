import assert from 'node:assert/strict'
import test from 'node:test'
import {checkLogin} from '../../src/registry/check-login.ts'
import type {ProbeOutcome} from '../../src/registry/probe.ts'
import {runProbe, startSession} from '../../src/registry/run-probe.ts'
import {brokenRegistries} from '../sandbox/registry/behaviours/broken.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {aLogin, anHttp, aProbe, serve} from './probing.ts'

type Broken = keyof typeof brokenRegistries

const outcomes: Readonly<Record<Broken, Record<string, unknown>>> = {
  rateLimited: {kind: 'rate-limited', retryAfterSeconds: 60},
  internalError: {kind: 'server-error', status: 500},
  badGateway: {kind: 'server-error', status: 502},
  unavailable: {kind: 'server-error', status: 503},
  busy: {kind: 'server-error', status: 503},
  webPage: {kind: 'not-a-registry', reason: 'answers with a web page'},
  webPageNotFound: {kind: 'not-a-registry', reason: 'answers 404, and not as a registry does under /v2/'},
  loginPage: {kind: 'not-a-registry', reason: 'answers with a web page'},
  redirectsForever: {kind: 'not-a-registry', reason: 'redirects without end'},
  redirectsNowhere: {kind: 'not-a-registry', reason: 'answers 302'},
  unansweredChallenge: {kind: 'unauthorized', at: 'registry', challenge: 'absent'},
  noChallenge: {kind: 'unauthorized', at: 'registry', challenge: 'absent'},
  forbidden: {kind: 'denied', at: 'registry'},
  silent: {kind: 'timeout', code: 'TIMEOUT_ERR'},
  reset: {kind: 'connection-reset', code: 'ECONNRESET'},
  notHttp: {kind: 'protocol', code: 'HPE_UNKNOWN'},
  slowHead: {kind: 'timeout', code: 'TIMEOUT_ERR'},
  hugeHead: {kind: 'protocol', code: 'UND_ERR_HEADERS_OVERFLOW'},
  endless: {kind: 'denied', at: 'registry'},
  dripping: {kind: 'denied', at: 'registry'},
  halfClosed: {kind: 'denied', at: 'registry'},
  bomb: {kind: 'denied', at: 'registry'},
  escapes: {kind: 'denied', at: 'registry'},
  verbose: {kind: 'denied', at: 'registry'},
}

for (const [name, expected] of Object.entries(outcomes) as [Broken, Record<string, unknown>][]) {
  test(`a registry that is ${name} has an outcome of its own`, async (t) => {
    const [, host] = await serve(t, brokenRegistries[name])
    const http = anHttp(t, {timeoutMs: 300})
    const outcome = await runProbe(aProbe(`${host}/team/app:1.0`, aLogin(alice)), http, startSession())
    assert.deepEqual(answerOf(outcome, host), expected)
  })

  test(`a login alone is told about a registry that is ${name}`, async (t) => {
    const [, host] = await serve(t, brokenRegistries[name])
    const check = await checkLogin(host, aLogin(alice), anHttp(t, {timeoutMs: 300}))
    assert.notEqual(check.kind, 'accepted')
    assert.notEqual(check.kind, 'not-asked')
  })
}

test('an endless body is read to the limit and no further', async (t) => {
  const [, host] = await serve(t, brokenRegistries.endless)
  const http = anHttp(t, {maxBodyBytes: 100_000})
  const answer = await http.send({method: 'GET', url: new URL(`https://${host}/v2/`)})
  assert.ok(answer.kind === 'response')
  assert.equal(answer.body.length, 100_000)
})

test('a body that breaks off is kept, with the reason', async (t) => {
  const [, host] = await serve(t, brokenRegistries.halfClosed)
  const answer = await anHttp(t).send({method: 'GET', url: new URL(`https://${host}/v2/`)})
  assert.ok(answer.kind === 'response')
  assert.equal(Buffer.from(answer.body).toString(), '{"errors":')
  assert.equal(answer.bodyFailure?.kind, 'connection-reset')
})

test('a compressed body that would fill the memory counts as nothing', async (t) => {
  const [, host] = await serve(t, brokenRegistries.bomb)
  const answer = await anHttp(t).send({method: 'GET', url: new URL(`https://${host}/v2/`)})
  assert.ok(answer.kind === 'response')
  assert.equal(answer.body.length, 0)
  assert.equal(answer.bodyFailure?.code, 'ERR_BUFFER_TOO_LARGE')
})

test('what a registry says is shown with its escapes written out, and cut', async (t) => {
  const [, host] = await serve(t, brokenRegistries.escapes)
  const [, explained] = (await runProbe(aProbe(`${host}/team/app:1.0`), anHttp(t), startSession())).exchanges
  assert.equal(explained?.code, 'DENIED\\x1b[31m')
  assert.equal(explained?.message, '\\x1b]0;owned\\x07\\x1b[2J\\u202egnp.exe\\nforged line')

  const [, verboseHost] = await serve(t, brokenRegistries.verbose)
  const verbose = await runProbe(aProbe(`${verboseHost}/team/app:1.0`), anHttp(t), startSession())
  assert.equal(verbose.exchanges[1]?.message?.length, 300)
})

test('a server error is asked again once, unless it says when, and a refusal never', async (t) => {
  for (const [name, times] of [
    ['unavailable', 2],
    ['busy', 1],
    ['rateLimited', 1],
    ['noChallenge', 1],
  ] as const) {
    const [server, host] = await serve(t, brokenRegistries[name])
    await runProbe(aProbe(`${host}/team/app:1.0`), anHttp(t), startSession())
    assert.equal(server.requests.length, times, name)
  }
})

/** Without the exchanges and the port. */
function answerOf({exchanges: _, absence: __, ...outcome}: ProbeOutcome, host: string): unknown {
  if (outcome.kind !== 'unreachable') return JSON.parse(JSON.stringify(outcome).replaceAll(`${host} `, ''))
  const {kind, code, host: failed} = outcome.failure
  assert.equal(failed, host)
  return {kind, code}
}
