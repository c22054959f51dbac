import assert from 'node:assert/strict'
import test from 'node:test'
import {checkLogin} from '../../src/registry/check-login.ts'
import {clockSkewSeconds} from '../../src/registry/clock-skew.ts'
import {runProbe, startSession} from '../../src/registry/run-probe.ts'
import {response} from '../sandbox/registry/answer.ts'
import {aLogin, anHttp, aProbe, serve} from './probing.ts'

const now = new Date('2026-11-21T22:18:05Z')

function skew(headers: Readonly<Record<string, string>>): number | undefined {
  const values = Object.entries(headers).map(([name, value]) => [name, [value]] as const)
  return clockSkewSeconds({kind: 'response', status: 200, headers: new Map(values), body: new Uint8Array()}, now)
}

const rows: Readonly<Record<string, readonly [Readonly<Record<string, string>>, number | undefined]>> = {
  'the same time is no difference': [{date: 'Sat, 21 Nov 2026 22:18:05 GMT'}, undefined],
  'a minute is none yet': [{date: 'Sat, 21 Nov 2026 22:19:05 GMT'}, undefined],
  'a server behind makes this machine ahead': [{date: 'Sat, 21 Nov 2026 22:08:05 GMT'}, 600],
  'a server ahead makes this machine behind': [{date: 'Sun, 22 Nov 2026 22:18:05 GMT'}, -86_400],
  'no date tells nothing': [{}, undefined],
  'the date that a cache kept tells nothing': [{date: 'Sat, 21 Nov 2026 22:08:05 GMT', age: '600'}, undefined],
  'another form of date tells nothing': [{date: '2020-01-01'}, undefined],
  'a day that does not exist tells nothing': [{date: 'Sat, 99 Nov 2026 22:18:05 GMT'}, undefined],
}

for (const [sentence, [headers, expected]] of Object.entries(rows)) {
  test(sentence, () => assert.equal(skew(headers), expected))
}

test("an outcome tells the registry's clock, whatever the answer", async (t) => {
  const anHourAgo = new Date(Date.now() - 3_600_000).toUTCString()
  for (const status of [200, 403, 404]) {
    const [, host] = await serve(t, () => response(status, {Date: anHourAgo}))
    const {clockSkewSeconds = 0} = await runProbe(aProbe(`${host}/team/app:1.0`), anHttp(t), startSession())
    assert.ok(Math.abs(clockSkewSeconds - 3600) < 30, String(clockSkewSeconds))
  }
})

test('a login alone tells it too', async (t) => {
  const anHourAhead = new Date(Date.now() + 3_600_000).toUTCString()
  const [, host] = await serve(t, () => response(200, {Date: anHourAhead}))
  const login = aLogin({username: 'u', password: 'p'})
  const {clockSkewSeconds = 0} = await checkLogin(host, login, anHttp(t))
  assert.ok(Math.abs(clockSkewSeconds + 3600) < 30, String(clockSkewSeconds))
})
