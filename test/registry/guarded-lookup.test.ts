import assert from 'node:assert/strict'
import test from 'node:test'
import {guardedLookup} from '../../src/registry/guarded-lookup.ts'

function looked(address: string | Error, all = true): Promise<unknown> {
  const lookup = guardedLookup(() => {
    if (address instanceof Error) throw address
    return address
  })
  return new Promise((resolve) => lookup('any.test', {all}, (error, ...found) => resolve(error ?? found)))
}

test('an address is given in the form that was asked for', async () => {
  assert.deepEqual(await looked('192.0.2.1'), [[{address: '192.0.2.1', family: 4}]])
  assert.deepEqual(await looked('2001:db8::1', false), ['2001:db8::1', 6])
})

test('a link-local address is an error with a code of its own', async () => {
  for (const address of ['169.254.169.254', 'fe80::1', '::ffff:169.254.169.254']) {
    assert.equal(Object(await looked(address)).code, 'ERR_BLOCKED_ADDRESS')
  }
})

test("a resolver's failure is passed on", async () => {
  const failure = Object.assign(new Error(), {code: 'ENOTFOUND'})
  assert.equal(await looked(failure), failure)
})

test("the system's resolver is asked where none is given", async () => {
  const lookup = guardedLookup(undefined)
  const found = await new Promise((resolve) => lookup('127.0.0.1', {}, (error, address) => resolve(error ?? address)))
  assert.equal(found, '127.0.0.1')
})
