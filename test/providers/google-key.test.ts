import assert from 'node:assert/strict'
import {test} from 'node:test'
import {type GoogleKey, parseGoogleKey} from '../../src/providers/google-key.ts'
import {aGoogleKey, base64} from './builders.ts'

const texts: Readonly<Record<string, readonly [string, GoogleKey | undefined]>> = {
  'a key file': [aGoogleKey(), {encoding: 'json', type: 'service_account'}],
  'one with white space around': [`\n ${aGoogleKey()}\n`, {encoding: 'json', type: 'service_account'}],
  'in base64': [base64(aGoogleKey()), {encoding: 'base64', type: 'service_account'}],
  'in base64 without padding': [base64(aGoogleKey()).replace(/=+$/, ''), {encoding: 'base64', type: 'service_account'}],
  'in base64, twice': [base64(base64(aGoogleKey())), undefined],
  'of another type': [aGoogleKey('authorized_user'), {encoding: 'json', type: 'authorized_user'}],
  'of a type nobody knows': [aGoogleKey('canary'), undefined],
  'cut off': [aGoogleKey().slice(0, -1), undefined],
  'a list': ['[{"type":"service_account"}]', undefined],
  nothing: ['', undefined],
}
for (const [name, [text, expected]] of Object.entries(texts)) {
  test(`reads Google's credential files: ${name}`, () => assert.deepEqual(parseGoogleKey(text), expected))
}
