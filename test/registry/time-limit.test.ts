import assert from 'node:assert/strict'
import {once} from 'node:events'
import test from 'node:test'
import {timeLimit} from '../../src/registry/time-limit.ts'

test('a limit ends with a time-out, and 0 is none', async () => {
  const limit = timeLimit(1)
  assert.ok(limit !== undefined)
  // The timer alone keeps no process alive.
  const alive = setTimeout(() => {}, 1000)
  if (!limit.aborted) await once(limit, 'abort')
  clearTimeout(alive)
  assert.equal(limit.reason.name, 'TimeoutError')
  assert.equal(timeLimit(0), undefined)
})

test('a limit that no timer can count to does not end at once', async (t) => {
  const limit = timeLimit(365 * 24 * 3600 * 1000)
  const warned = t.mock.fn()
  process.on('warning', warned)
  await new Promise((resolve) => setTimeout(resolve, 5))
  process.off('warning', warned)
  assert.equal(limit?.aborted, false)
  assert.equal(warned.mock.callCount(), 0)
})
