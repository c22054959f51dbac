import assert from 'node:assert/strict'
import test from 'node:test'
import {codeMeaning, parseErrorBody} from '../../src/registry/error-code.ts'
import {vectors} from './vectors.ts'

// Left out: clientError, temporary and statusOnly (texts and policies of three other clients), distributionCode (a
// server's table), warningHeader (containers/image), and in bodyParse the renaming of unknown codes to UNKNOWN: what a
// registry says beside the specification, such as Harbor's NOT_FOUND, is kept.
for (const {name, input, expect} of vectors('registry-errors', 'ociCode')) {
  test(`knows the specification's codes: ${name}`, () => {
    const meaning = codeMeaning(String(input['code']))
    assert.equal(meaning !== undefined, expect['inSpecification'])
    if ('meaning' in expect) assert.equal(meaning, expect['meaning'])
  })
}

for (const {name, input, expect} of vectors('registry-errors', 'bodyParse')) {
  test(`reads a body: ${name}`, () => {
    const errors = (expect['errors'] ?? []) as readonly {readonly code: string; readonly message: string}[]
    const read = parseErrorBody(String(input['body']))
    assert.equal(read.length, errors.length)
    for (const [index, error] of errors.entries()) {
      if (error.code !== 'UNKNOWN') assert.equal(read[index]?.code, error.code)
      if (error.message !== '') assert.equal(read[index]?.message, error.message)
    }
  })
}

const cases: readonly (readonly [string, string, readonly {readonly code: string; readonly message: string}[]])[] = [
  [
    'a code without a message gets the meaning of the specification',
    '{"errors":[{"code":"DENIED"}]}',
    [{code: 'DENIED', message: 'requested access to the resource is denied'}],
  ],
  [
    'an OAuth2 error',
    '{"error":"invalid_grant","error_description":"expired"}',
    [{code: 'invalid_grant', message: 'expired'}],
  ],
  [
    "what Docker Hub's token server says",
    '{"details":"incorrect username or password"}',
    [{code: '', message: 'incorrect username or password'}],
  ],
  [
    'a status in place of a code, as Artifactory has it',
    '{"errors":[{"status":401,"message":"Bad props auth"}]}',
    [{code: '401', message: 'Bad props auth'}],
  ],
  ['a sentence where a code is meant', '{"error":"Invalid Username"}', [{code: '', message: 'Invalid Username'}]],
  ['a code and a message alone', '{"code":"X","message":"y"}', [{code: 'X', message: 'y'}]],
  ['an error that is an object', '{"errors":[{"code":{"a":1},"message":["b"]}]}', []],
  [
    'entries that are no errors among some that are',
    '{"errors":[null,5,{"code":"DENIED","message":"m"}]}',
    [{code: 'DENIED', message: 'm'}],
  ],
  ['a body that was cut', '{"errors":[{"code":"DEN', []],
  ['a number', '5', []],
  ['nothing', '', []],
]

for (const [sentence, body, errors] of cases) {
  test(`reads ${sentence}`, () => {
    assert.deepEqual(parseErrorBody(body), errors)
  })
}

test('reads no more errors than anybody would', () => {
  const body = JSON.stringify({errors: Array(100_000).fill({code: 'DENIED', message: 'm'})})
  assert.equal(parseErrorBody(body).length, 10)
})
