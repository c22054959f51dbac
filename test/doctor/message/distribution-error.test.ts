import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {describe, test} from 'node:test'
import {readAttempt} from '../../../src/doctor/message/read-attempt.ts'
import type {Fault} from '../../../src/doctor/pull-failure.ts'

interface Case {
  readonly name: string
  readonly fn: string
  readonly input: {readonly code?: string}
  readonly expect: {readonly message?: string; readonly errorPrefix?: string; readonly error?: string | null}
}

const vectors = new URL('../../fixtures/vectors/registry-errors.json', import.meta.url)
const {cases} = JSON.parse(readFileSync(vectors, 'utf8')) as {readonly cases: readonly Case[]}

/** The codes that a pull can meet; the others are answers to uploads and to lists. */
const faults: Readonly<Record<string, Fault>> = {
  BLOB_UNKNOWN: 'blob-missing',
  DENIED: 'insufficient-scope',
  DIGEST_INVALID: 'digest-mismatch',
  MANIFEST_BLOB_UNKNOWN: 'blob-missing',
  MANIFEST_INVALID: 'schema',
  MANIFEST_UNKNOWN: 'manifest-unknown',
  MANIFEST_UNVERIFIED: 'schema',
  NAME_INVALID: 'invalid-reference',
  NAME_UNKNOWN: 'name-unknown',
  SIZE_INVALID: 'digest-mismatch',
  TOOMANYREQUESTS: 'rate-limited',
  UNAUTHORIZED: 'unauthorized',
  UNKNOWN: 'unknown',
}

describe('a code of the distribution API is read as errcode.Error prints it', () => {
  for (const {name, fn, input, expect} of cases) {
    const fault = faults[input.code ?? '']
    if (fn !== 'distributionCode' || fault === undefined) continue
    test(name, () => assert.equal(faultOf(`${expect.errorPrefix}: ${expect.message}`), fault))
  }
})

describe('a code of the distribution API is read in its JSON spelling, as some clients print it', () => {
  for (const [code, fault] of Object.entries(faults)) {
    if (fault === 'unknown') continue
    // The sentence of insufficient scope belongs to the message, not to the code.
    test(code, () => assert.equal(faultOf(`${code}: whatever`), code === 'DENIED' ? 'forbidden' : fault))
  }
})

describe('an error of containers/image is read', () => {
  const expected: Readonly<Record<string, Fault>> = {
    'authentication required': 'unauthorized',
    'manifest unknown': 'manifest-unknown',
    'unknown: 404 page not found': 'not-found',
    'unknown: Not Found': 'not-found',
    'StatusCode: 404, "Not found\\r"': 'not-found',
  }
  for (const {name, fn, expect} of cases) {
    if (fn !== 'clientError' || !name.startsWith('containers/image') || typeof expect.error !== 'string') continue
    const error = expect.error
    test(name, () => assert.equal(faultOf(`reading manifest 1 in r.example.com/app: ${error}`), expected[error]))
  }
})

function faultOf(text: string): Fault {
  return readAttempt({text}).part.fault
}
