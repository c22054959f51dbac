import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import type {PullSecret} from '../../src/credentials/pull-secret.ts'
import {lintFindings} from '../../src/report/lint-finding.ts'
import {anEntry, aSecret, aSecretThatIs, takenAt} from '../doctor/builders.ts'

describe('what is wrong with a Secret by itself', () => {
  test('is a finding that names the Secret, and the entry where it is one', () => {
    const empty = readSecret(aSecret('bare'))
    const unreachable = readSecret(
      aSecret('regcred', anEntry('registry.corp/app:1.0'), anEntry('registry.corp', 'bot', '')),
    )
    assert.deepEqual(
      lintFindings([empty, unreachable], [], takenAt).map(({cause, message}) => [cause, message]),
      [
        ['secret-empty', 'secret "bare" in namespace "shop": it has no entry'],
        [
          'secret-key-mismatch',
          'entry "registry.corp/app:1.0" of secret "regcred" in namespace "shop": no image matches the key "registry.corp/app:1.0": images are looked up without tag or digest (here ":1.0")',
        ],
        [
          'secret-empty',
          'entry "registry.corp" of secret "regcred" in namespace "shop": it has no password, and counts as no login',
        ],
      ],
    )
  })

  test('is no finding where a pull has brought it to light', () => {
    const secret = readSecret(aSecretThatIs('regcred', {kind: 'ignored', reason: 'its type is "Opaque"'}))
    const [known] = lintFindings([secret], [], takenAt)
    assert.equal(known?.cause, 'secret-wrong-type')
    assert.deepEqual(lintFindings([secret], known ? [known] : [], takenAt), [])
  })

  test('is no finding where it is merely unwise', () => {
    const quoted = readSecret(aSecret('regcred', anEntry('registry.corp', 'bot', '"open-sesame"')))
    assert.deepEqual(lintFindings([quoted], [], takenAt), [])
  })
})

function readSecret({secret}: ReturnType<typeof aSecret>): PullSecret {
  assert.ok(secret.kind === 'value' && secret.value !== undefined)
  return secret.value
}
