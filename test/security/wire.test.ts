import assert from 'node:assert/strict'
import test, {type TestContext} from 'node:test'
import {brotliCompressSync, deflateSync, gzipSync} from 'node:zlib'
import type {ProbeOutcome} from '../../src/registry/probe.ts'
import {runProbe, startSession} from '../../src/registry/run-probe.ts'
import {aLogin, anHttp, aProbe, serve} from '../registry/probing.ts'
import {type Answer, json, response} from '../sandbox/registry/answer.ts'
import type {Behaviour} from '../sandbox/registry/scripted-registry.ts'

const canary = 'canary-On/the+wire 1'
const login = aLogin({username: 'victim', password: canary})
const timeoutMs = 300

/** What a hostile server puts on the wire, whatever it is asked. None of it is an answer to the question. */
const floods: Readonly<Record<string, Answer>> = {
  'interim answers and never a final one': raw('HTTP/1.1 100 Continue\r\n\r\n'.repeat(50_000)),
  'early hints as long as headers may be': raw(
    `HTTP/1.1 103 Early Hints\r\nLink: ${'x'.repeat(8000)}\r\n\r\n`.repeat(200),
  ),
  'a header line without end': raw(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(200_000)}`),
  'header lines without end': raw(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(100_000)}`),
  'a body longer than it says': raw(`HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n${'x'.repeat(100_000)}`),
  'a body of negative length': raw('HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx'),
  'a body of no number of bytes': raw('HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nx'),
  'two lengths': raw('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 5\r\n\r\nxxxxx'),
  'a length and chunks': raw('HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
  'a chunk of all memory': raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx'),
  'a second answer behind the first': raw(`${forged(404)}${forged(200)}`),
  'an answer that is split by a line break in a header': raw(
    'HTTP/1.1 307 X\r\nLocation: /x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
  ),
  'a status of no kind': raw('HTTP/1.1 999 \x1b[31m\r\nContent-Length: 0\r\n\r\n'),
  'another protocol': raw('HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\nx'),
  'challenges as many as headers hold': response(401, {
    'WWW-Authenticate': Array(500).fill('Bearer realm="https://a.example.test/",service="\\\\"').concat('Basic'),
  }),
  'a challenge as long as headers hold': response(401, {'WWW-Authenticate': `Bearer ${'a="\\\\",'.repeat(5000)}`}),
  'bytes that grow by gzip': bomb('gzip', gzipSync),
  'bytes that grow by deflate': bomb('deflate', deflateSync),
  'bytes that grow by brotli': bomb('br', brotliCompressSync),
  'gzip in gzip': bomb('gzip, gzip', (bytes) => gzipSync(gzipSync(bytes))),
}

for (const [sentence, answer] of Object.entries(floods)) {
  test(`a server that sends ${sentence} is done with in time, and told no more than any other`, async (t) => {
    const [, host] = await serve(t, () => answer)
    const start = performance.now()
    for (const attempt of ['anonymous', login] as const) assertHarmless(await probe(t, host, attempt))
    assert.ok(performance.now() - start < 8000)
  })
}

/** Where a registry may send us, and must not. */
const destinations: Readonly<Record<string, string>> = {
  'a file': 'file:///etc/passwd',
  'a script': 'javascript:alert(1)',
  'text of its own': 'data:application/json,{"token":"x"}',
  'another protocol': 'gopher://127.0.0.1:70/x',
  'a metadata address': 'http://169.254.169.254/latest/meta-data/',
  'a metadata address as one number': 'http://2852039166/latest/',
  'a metadata address in hexadecimal': 'https://0xa9fea9fe/',
  'a metadata address in octal': 'https://0251.0376.0251.0376/',
  'a metadata address with a part left out': 'https://169.254.43518/',
  'a metadata address that IPv6 wraps': 'https://[::ffff:169.254.169.254]/',
  'a metadata address behind a user name': 'https://registry.example.test@169.254.169.254/',
  'a port that no URL has': 'https://registry.example.test:99999/',
}

for (const [sentence, target] of Object.entries(destinations)) {
  test(`nobody follows a registry to ${sentence}, by a redirect or as a token server`, async (t) => {
    const behaviours: readonly Behaviour[] = [
      () => response(307, {Location: target}),
      () => json(401, {}, {'WWW-Authenticate': `Bearer realm="${target}",service="s"`}),
    ]
    for (const behaviour of behaviours) {
      const [server, host] = await serve(t, behaviour)
      for (const attempt of ['anonymous', login] as const) {
        const outcome = await probe(t, host, attempt)
        assertHarmless(outcome)
        assert.ok(['refused', 'not-a-registry', 'unreachable'].includes(outcome.kind), outcome.kind)
        const elsewhere = outcome.exchanges.filter(({url}) => !url.startsWith(`https://${host}/`))
        assert.deepEqual(elsewhere, [])
      }
      assert.ok(!JSON.stringify(server.requests).includes('authorization'))
    }
  })
}

test('a metadata address is refused behind a proxy as well, and the proxy is told nothing of it', async (t) => {
  const [proxy, proxyHost] = await serve(t, () => response(200))
  const [, host] = await serve(t, () => response(307, {Location: 'http://169.254.169.254/latest/'}))
  const environment = {HTTP_PROXY: `http://user:${encodeURIComponent(canary)}@${proxyHost}`}
  const http = anHttp(t, {timeoutMs, environment})
  const outcome = await runProbe(aProbe(`${host}/team/app:1.0`, login), http, startSession())
  assert.equal(outcome.kind, 'refused')
  assertHarmless(outcome)
  assert.deepEqual(proxy.requests, [])
})

for (const image of ['169.254.169.254/x:1', '2852039166:80/x:1', '0xa9fea9fe:443/x:1', '[fe80::1]:443/x:1']) {
  test(`an image of ${image.replace('/x:1', '')} asks no metadata address`, async (t) => {
    const outcome = await runProbe(aProbe(image, login), anHttp(t, {timeoutMs}), startSession())
    assert.equal(outcome.kind, 'refused')
    assertHarmless(outcome)
  })
}

function probe(t: TestContext, host: string, attempt: typeof login | 'anonymous'): Promise<ProbeOutcome> {
  return runProbe(aProbe(`${host}/team/app:1.0`, attempt), anHttp(t, {timeoutMs}), startSession())
}

/** No trace of the login, nothing that a terminal acts on, and nothing endless. */
function assertHarmless(outcome: ProbeOutcome): void {
  const shown = JSON.stringify(outcome)
  for (const trace of [canary, Buffer.from(`victim:${canary}`).toString('base64'), encodeURIComponent(canary)]) {
    assert.ok(!shown.includes(trace), shown)
  }
  assert.doesNotMatch(shown, /\\u00[01][0-9a-f]|[\u007f-\u009f]/)
  assert.ok(shown.length < 64 * 1024, `${shown.length} characters`)
}

function raw(bytes: string): Answer {
  return {kind: 'raw', bytes}
}

function forged(status: number): string {
  return `HTTP/1.1 ${status} X\r\nDocker-Content-Digest: sha256:${'0'.repeat(64)}\r\nContent-Length: 0\r\n\r\n`
}

function bomb(encoding: string, compress: (bytes: Buffer) => Buffer): Answer {
  const body = compress(Buffer.alloc(32 * 1024 * 1024))
  return response(403, {'Content-Type': 'application/json', 'Content-Encoding': encoding}, body)
}
