import assert from 'node:assert/strict'
import {test} from 'node:test'
import {readSnapshot} from '../../src/cluster/read-snapshot.ts'
import {resources} from '../../src/cluster/resource.ts'
import {clockSkewSeconds} from '../../src/cluster/server-clock.ts'
import {json} from '../sandbox/registry/answer.ts'
import {sandboxApi} from './sandbox-api.ts'

const now = new Date('2026-06-01T12:00:00Z')

test('the clock of this machine is compared with the date of an answer of the API server', () => {
  const skews: readonly (readonly [string, string | undefined, number | undefined])[] = [
    ['the same time', 'Mon, 01 Jun 2026 12:00:00 GMT', 0],
    ['within a minute, as answers take', 'Mon, 01 Jun 2026 11:59:01 GMT', 0],
    ['two hours ahead of it', 'Mon, 01 Jun 2026 10:00:00 GMT', 7200],
    ['two hours behind it', 'Mon, 01 Jun 2026 14:00:00 GMT', -7200],
    ['no date', undefined, undefined],
    ['a date of another form', '2026-06-01T10:00:00Z', undefined],
    ['a date that is none', 'Mon, 99 Jun 2026 10:00:00 GMT', undefined],
  ]
  for (const [sentence, date, expected] of skews) {
    assert.equal(clockSkewSeconds(date === undefined ? {} : {date}, now), expected, sentence)
  }
})

test('a snapshot has the time of the API server, and how far this machine is from it', async (t) => {
  const {api, server} = await sandboxApi(t)
  const fresh = await readSnapshot(api, {namespace: 'default'})
  assert.equal(fresh.clockSkewSeconds, 0)
  const other = await sandboxApi(t)
  const behind = new Date(Date.now() - 3_600_000).toUTCString()
  other.server.inject(() => json(200, {kind: 'PodList', apiVersion: 'v1', metadata: {}, items: []}, {Date: behind}))
  const {takenAt, clockSkewSeconds: skew = 0} = await readSnapshot(other.api, {namespace: 'default'})
  assert.ok(Math.abs(skew - 3600) < 30, String(skew))
  assert.ok(Math.abs(Date.parse(takenAt) - Date.parse(behind)) < 30_000, takenAt)
  assert.ok(server.url !== other.server.url)
})

test('who has asked nothing knows no clock but its own', async (t) => {
  const {api} = await sandboxApi(t)
  assert.equal(api.clockSkewSeconds?.(), undefined)
  await api.get({resource: resources.namespaces, name: 'default'})
  assert.equal(api.clockSkewSeconds?.(), 0)
})
