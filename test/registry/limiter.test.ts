import assert from 'node:assert/strict'
import test from 'node:test'
import {limiter} from '../../src/registry/limiter.ts'

test('no more than the limit run at once, all run, and in the order in which they came', async () => {
  const limited = limiter(2)
  const order: number[] = []
  let running = 0
  let most = 0
  const tasks = [1, 2, 3, 4, 5, 6].map((name) =>
    limited(async () => {
      order.push(name)
      most = Math.max(most, ++running)
      await Promise.resolve()
      running--
      return name
    }),
  )
  assert.deepEqual(await Promise.all(tasks), [1, 2, 3, 4, 5, 6])
  assert.deepEqual(order, [1, 2, 3, 4, 5, 6])
  assert.equal(most, 2)
})

test('a task that fails makes room for the next', async () => {
  const limited = limiter(1)
  await assert.rejects(limited(() => Promise.reject(new Error('broken'))))
  assert.equal(await limited(async () => 'next'), 'next')
})
