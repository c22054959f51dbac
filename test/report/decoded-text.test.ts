import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {PullSecret} from '../../src/credentials/pull-secret.ts'
import {Sensitive} from '../../src/credentials/sensitive.ts'
import {decodedSecret} from '../../src/report/decoded-secret.ts'
import {decodedText} from '../../src/report/decoded-text.ts'
import {createTheme} from '../../src/report/theme.ts'

/** The password of Amazon ECR has its end in it, here 2026-06-01T18:00:00Z. */
const password = Buffer.from(JSON.stringify({payload: 'sealed', expiration: 1_780_336_800})).toString('base64')
const key = '123456789012.dkr.ecr.eu-west-1.amazonaws.com'

const secret: PullSecret = {
  namespace: 'shop',
  name: 'ecr',
  type: 'kubernetes.io/dockerconfigjson',
  dataKeys: ['.dockerconfigjson'],
  state: {
    kind: 'usable',
    dataKey: '.dockerconfigjson',
    entries: [{key, username: 'AWS', password: new Sensitive(password), ignoredFields: []}],
    ignoredFields: [],
  },
}

for (const [sentence, takenAt, seconds, words] of [
  ['is left to a token', '2026-06-01T07:00:00Z', 39_600, 'ends at 2026-06-01T18:00:00Z, in 11 h'],
  ['is left in the last minutes', '2026-06-01T17:55:00Z', 300, 'ends at 2026-06-01T18:00:00Z, in 5 min'],
  ['was over in the last minute', '2026-06-01T18:01:00Z', -60, 'ended at 2026-06-01T18:00:00Z'],
] as const) {
  test(`decode tells which time ${sentence}`, () => {
    const decoded = decodedSecret(secret, {takenAt, showPassword: false})
    assert.equal(decoded.entries[0]?.token?.secondsLeft, seconds)
    const text = decodedText([decoded], {theme: createTheme({color: false, unicode: true}), width: 100})
    assert.ok(text.includes(`token      ECR authorization token, ${words}\n`), text)
    assert.ok(!text.includes(password))
  })
}

test('decode tells no time of a token whose form has none', () => {
  const entry = {key: 'ghcr.io', username: 'ci', password: new Sensitive(`ghp_${'a'.repeat(36)}`), ignoredFields: []}
  const state = {kind: 'usable', dataKey: '.dockerconfigjson', entries: [entry], ignoredFields: []} as const
  const {entries} = decodedSecret({...secret, state}, {takenAt: '2026-06-01T07:00:00Z', showPassword: false})
  assert.deepEqual(entries[0]?.token, {kind: 'GitHub personal access token (classic)', isShortLived: false})
})
