import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {fieldNamed, mismatchText} from '../../src/credentials/go-struct.ts'

describe('the field that a JSON name stands for', () => {
  const names: Readonly<Record<string, 'auth' | 'password' | undefined>> = {
    auth: 'auth',
    Auth: 'auth',
    AUTH: 'auth',
    PASSWORD: 'password',
    'pa\u017f\u017fword': 'password',
    auths: undefined,
    ' auth': undefined,
    äuth: undefined,
    '': undefined,
  }
  for (const [name, field] of Object.entries(names)) {
    test(`"${name}" is ${field ?? 'none'}`, () => assert.equal(fieldNamed(name, ['auth', 'password']), field))
  }

  test('the Kelvin sign is a "k"', () => assert.equal(fieldNamed('\u212aey', ['key']), 'key'))

  test('the exact spelling comes before one that differs by case', () => {
    assert.equal(fieldNamed('KEY', ['key', 'KEY']), 'KEY')
  })
})

test('a mismatch is told by the way to it, or as the value itself', () => {
  assert.equal(
    mismatchText({found: 'number', path: ['auths', 'auth'], wanted: 'string'}, 'DockerConfigJSON'),
    'json: cannot unmarshal number into Go struct field DockerConfigJSON.auths.auth of type string',
  )
  assert.equal(
    mismatchText({found: 'array', path: [], wanted: 'credentialprovider.DockerConfig'}, 'Unused'),
    'json: cannot unmarshal array into Go value of type credentialprovider.DockerConfig',
  )
})
