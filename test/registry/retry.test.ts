import assert from 'node:assert/strict'
import test from 'node:test'
import type {HttpResult} from '../../src/registry/http-message.ts'
import {isWorthRepeating, nextTry, waitedFor} from '../../src/registry/retry.ts'
import {runProbe, startSession} from '../../src/registry/run-probe.ts'
import {response} from '../sandbox/registry/answer.ts'
import {buildImage} from '../sandbox/registry/image.ts'
import {imageRegistry} from '../sandbox/registry/image-registry.ts'
import {anHttp, aProbe, serve} from './probing.ts'
import {vectors} from './vectors.ts'

// Left out: other hosts that a node's configuration names, and Go's own transport errors.
const ofStatus = vectors('bearer-flow', 'retry', 'containerd').filter(({input}) => input['lastHost'] === true)
const words = {again: 'retry once', 'as-get': 'retry as GET', none: 'no retry'}

for (const {name, input, expect} of ofStatus) {
  test(`does as containerd: ${name}`, () => {
    const method = String(input['method']).startsWith('HEAD') ? 'HEAD' : 'GET'
    assert.equal(words[nextTry(method, Number(input['status']))], expect['action'])
  })
}

test('a refusal is never repeated', () => {
  for (const status of [401, 403, 404, 408, 429]) assert.equal(nextTry('HEAD', status), 'none')
})

test('a connection that is cut is worth one more, and nothing else that did not answer is', () => {
  const failure = {host: 'a.io:443', at: 'registry', code: 'X'} as const
  assert.ok(isWorthRepeating({...failure, kind: 'connection-reset'}))
  for (const kind of ['timeout', 'dns-failure', 'interrupted', 'tls-expired'] as const) {
    assert.ok(!isWorthRepeating({...failure, kind}))
  }
})

test('a server that says when to come back is not asked before', () => {
  assert.equal(nextTry('GET', 503, '120'), 'none')
})

const busy = (status: number, retryAfter?: string): HttpResult => ({
  kind: 'response',
  status,
  headers: new Map(retryAfter === undefined ? [] : [['retry-after', [retryAfter]]]),
  body: new Uint8Array(),
})

for (const [sentence, result, isWaitedFor] of [
  ['too many requests, for a moment', busy(429, '0'), true],
  ['no service, for a moment', busy(503, '0'), true],
  ['too many requests until a time that is over', busy(429, 'Sat, 21 Nov 2020 22:18:05 GMT'), true],
  ['too many requests, for longer than the run waits', busy(429, '3600'), false],
  ['too many requests, without a time', busy(429), false],
  ['too many requests, until nobody knows when', busy(429, 'soon'), false],
  ['no rights, for a moment', busy(403, '0'), false],
  ['no answer', {kind: 'failure', cause: {kind: 'timeout', code: 'X'}}, false],
] as const) {
  test(`${sentence}: ${isWaitedFor ? 'waits and asks again' : 'is believed'}`, async () => {
    assert.equal(await waitedFor(result, 'r.io', startSession()), isWaitedFor)
  })
}

test('a run that is over waits no longer', async () => {
  const session = startSession({signal: AbortSignal.abort()})
  assert.equal(await waitedFor(busy(429, '9'), 'r.io', session), false)
})

test('a run waits for each host so long and no longer, all questions together', () => {
  const session = startSession()
  const spent = [6, 4, 1].map((seconds) => session.spendsWaiting('a.io', seconds))
  assert.deepEqual([...spent, session.spendsWaiting('b.io', 10)], [true, true, false, true])
})

test('a registry that asks for a moment gets it, and each question is asked once more', async (t) => {
  const image = buildImage('linux/amd64', {label: 'x'})
  const seen = new Set<string>()
  const [server, host] = await serve(t, (request) => {
    const key = `${request.method} ${request.url}`
    if (seen.has(key)) return imageRegistry({image})(request)
    seen.add(key)
    return response(429, {'Retry-After': '0'})
  })
  const session = startSession()
  const outcome = await runProbe(aProbe(`${host}/team/app:1.0`), anHttp(t), session)
  assert.equal(outcome.kind, 'readable')
  assert.equal(session.requests, server.requests.length)
  assert.equal(server.requests.length, 2 * seen.size)
})
