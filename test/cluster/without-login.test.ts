import assert from 'node:assert/strict'
import {test} from 'node:test'
import {withoutLogin} from '../../src/cluster/without-login.ts'

const basic = `Basic ${Buffer.from('ci:a "b"').toString('base64')}`

const answers: Readonly<Record<string, readonly [body: string, authorization: string | undefined, shown: string]>> = {
  'a token is cut out wherever it stands': ['no: Bearer t.o-k, t.o-k', 'Bearer t.o-k', 'no: Bearer REDACTED, REDACTED'],
  'the value of Basic is cut out': [`no: ${basic}`, basic, 'no: Basic REDACTED'],
  'the password in it is cut out, in JSON, too': ['a "b" {"x":"a \\"b\\""}', basic, 'REDACTED {"x":"REDACTED"}'],
  'without a login nothing is': ['Bearer x', undefined, 'Bearer x'],
  'without a password nothing is': ['a b', `Basic ${Buffer.from('ci:').toString('base64')}`, 'a b'],
}

for (const [sentence, [body, authorization, shown]] of Object.entries(answers)) {
  test(sentence, () => assert.equal(withoutLogin(body, authorization), shown))
}
