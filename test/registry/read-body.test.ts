import assert from 'node:assert/strict'
import test from 'node:test'
import {brotliCompressSync, deflateSync, gzipSync} from 'node:zlib'
import {decoded, readBody} from '../../src/registry/read-body.ts'

async function* chunks(...texts: readonly string[]) {
  for (const text of texts) yield Buffer.from(text)
}

test('a body is joined from its chunks', async () => {
  assert.equal(String((await readBody(chunks('ab', 'c'), 10)).body), 'abc')
})

test('a body is cut at the limit, and what follows is not read', async () => {
  let pulled = 0
  async function* endless() {
    for (;;) {
      pulled++
      yield Buffer.from('xx')
    }
  }
  assert.equal((await readBody(endless(), 5)).body.length, 5)
  assert.equal(pulled, 3)
})

test('what came before a failure is kept, with its cause', async () => {
  async function* broken() {
    yield Buffer.from('half')
    throw Object.assign(new Error(), {code: 'UND_ERR_SOCKET'})
  }
  const {body, bodyFailure} = await readBody(broken(), 10)
  assert.equal(String(body), 'half')
  assert.deepEqual(bodyFailure, {kind: 'connection-reset', code: 'UND_ERR_SOCKET'})
})

const text = 'a registry error'
for (const [encoding, bytes] of [
  ['gzip', gzipSync(text)],
  [' GZIP ', gzipSync(text)],
  ['deflate', deflateSync(text)],
  ['br', brotliCompressSync(text)],
  ['identity', Buffer.from(text)],
  [undefined, Buffer.from(text)],
] as const) {
  test(`${encoding ?? 'no encoding'} is undone`, () => {
    assert.equal(String(decoded({body: bytes}, encoding, 1000).body), text)
  })
}

test('a compressed body that was cut gives what it held', () => {
  const whole = gzipSync(Buffer.from('x'.repeat(100_000)))
  assert.ok(decoded({body: whole.subarray(0, -20)}, 'gzip', 1_000_000).body.length > 0)
})

test('what grows beyond the limit, and what does not decompress, is nothing', () => {
  for (const body of [gzipSync(Buffer.alloc(2000)), Buffer.from('no gzip')]) {
    const {body: left, bodyFailure} = decoded({body}, 'gzip', 1000)
    assert.equal(left.length, 0)
    assert.ok(bodyFailure !== undefined)
  }
})
