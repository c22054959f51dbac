import assert from 'node:assert/strict'
import test from 'node:test'
import {ProxyFault} from '../../src/registry/proxy-fault.ts'
import {failureCause, interruption} from '../../src/registry/transport-failure.ts'

for (const [code, kind] of [
  ['ENOTFOUND', 'dns-failure'],
  ['EAI_AGAIN', 'dns-failure'],
  ['ECONNREFUSED', 'connection-refused'],
  ['ECONNRESET', 'connection-reset'],
  ['UND_ERR_SOCKET', 'connection-reset'],
  ['EHOSTUNREACH', 'no-route'],
  ['ENETUNREACH', 'no-route'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-unknown-ca'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-unknown-ca'],
  ['CERT_HAS_EXPIRED', 'tls-expired'],
  ['CERT_NOT_YET_VALID', 'tls-expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-wrong-host'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'http-on-https'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-handshake-failure'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls-handshake-failure'],
  ['UND_ERR_PRX_CONN', 'proxy'],
  ['HPE_INVALID_CONSTANT', 'protocol'],
  ['UND_ERR_HEADERS_OVERFLOW', 'protocol'],
] as const) {
  test(`${code} is ${kind}`, () => {
    assert.deepEqual(failureCause(Object.assign(new Error('any text'), {code})), {kind, code})
  })
}

test('the text of an error decides nothing', () => {
  assert.deepEqual(failureCause(new Error('getaddrinfo ENOTFOUND r.io')), {kind: 'protocol', code: 'UNKNOWN'})
})

test('the code may be that of the error behind, or of the first of several', () => {
  const refused = Object.assign(new Error(), {code: 'ECONNREFUSED'})
  assert.equal(failureCause(new Error('x', {cause: refused})).kind, 'connection-refused')
  assert.equal(failureCause(new AggregateError([refused, new Error()])).kind, 'connection-refused')
})

test('who ended the run is told from its limit by the code', () => {
  const limit = new DOMException('', 'TimeoutError')
  assert.deepEqual(interruption(AbortSignal.abort()), {kind: 'interrupted', code: 'ABORT_ERR'})
  assert.deepEqual(interruption(AbortSignal.abort(limit)), {kind: 'interrupted', code: 'TIMEOUT_ERR'})
  assert.deepEqual(interruption(AbortSignal.abort('no error')), {kind: 'interrupted', code: 'ABORT_ERR'})
})

test('an abort is an interruption and a deadline is a timeout', async () => {
  assert.deepEqual(failureCause(AbortSignal.abort().reason), {kind: 'interrupted', code: 'ABORT_ERR'})
  assert.deepEqual(failureCause(new DOMException('', 'TimeoutError')), {kind: 'timeout', code: 'TIMEOUT_ERR'})
})

test('on the way to a proxy every fault is the proxy, and behind it each is what it is', () => {
  assert.deepEqual(failureCause(new ProxyFault('ECONNREFUSED')), {kind: 'proxy', code: 'ECONNREFUSED'})
  const failed = (code: string) => failureCause(Object.assign(new Error(), {code}))
  assert.equal(failed('CERT_HAS_EXPIRED').kind, 'tls-expired')
  assert.equal(failed('ECONNRESET').kind, 'connection-reset')
})

test('a request that a proxy forwards has no connection of its own, only time', () => {
  const cause = (code: string) => failureCause(Object.assign(new Error(), {code}), 'forwarded')
  assert.deepEqual(cause('ECONNRESET'), {kind: 'proxy', code: 'ECONNRESET'})
  assert.deepEqual(cause('UND_ERR_INVALID_ARG'), {kind: 'proxy', code: 'HTTP_407'})
  assert.equal(cause('ETIMEDOUT').kind, 'timeout')
})

test('anything that is thrown has a cause, and no text of it is repeated', () => {
  const loop: {cause?: unknown} = {}
  loop.cause = loop
  for (const thrown of [undefined, null, 'text', 5, {code: 5}, {code: '\x1b[31m'}, loop]) {
    assert.deepEqual(failureCause(thrown), {kind: 'protocol', code: 'UNKNOWN'})
  }
})
