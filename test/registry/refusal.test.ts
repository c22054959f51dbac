import assert from 'node:assert/strict'
import test from 'node:test'
import type {HttpResponse} from '../../src/registry/http-message.ts'
import {refusalMeaning} from '../../src/registry/refusal.ts'
import {vectors} from './vectors.ts'

function refusal(status: number, body = '', headers: Readonly<Record<string, string>> = {}): HttpResponse {
  const values = Object.entries(headers).map(([name, value]) => [name, [value]] as const)
  return {kind: 'response', status, headers: new Map(values), body: Buffer.from(body)}
}

function error(code: string): string {
  return JSON.stringify({errors: [{code, message: 'm'}]})
}

const insufficient = {'www-authenticate': 'Bearer realm="r",error="insufficient_scope"'}
const invalid = {'www-authenticate': 'Bearer realm="r",error="invalid_token"'}

const cases: Readonly<Record<string, readonly [HttpResponse, object]>> = {
  '401 is a refused identity': [refusal(401), {kind: 'unauthorized', at: 'registry'}],
  '401 to a token that does not reach is a denial': [refusal(401, '', insufficient), {kind: 'denied', at: 'registry'}],
  '401 to a token that is not good is a refused identity': [
    refusal(401, '', invalid),
    {kind: 'unauthorized', at: 'registry'},
  ],
  '403 is a denial, whatever its body': [refusal(403, '<html>'), {kind: 'denied', at: 'registry'}],
  '404 with MANIFEST_UNKNOWN': [refusal(404, error('MANIFEST_UNKNOWN')), {kind: 'manifest-unknown'}],
  '404 with NAME_UNKNOWN': [refusal(404, error('NAME_UNKNOWN')), {kind: 'name-unknown'}],
  "404 with Harbor's NOT_FOUND": [refusal(404, error('NOT_FOUND')), {kind: 'not-found'}],
  '404 with nothing': [refusal(404), {kind: 'not-found'}],
  '400 with NAME_UNKNOWN': [refusal(400, error('NAME_UNKNOWN')), {kind: 'name-unknown'}],
  '400 with DENIED': [refusal(400, error('DENIED')), {kind: 'denied', at: 'registry'}],
  '400 with UNAUTHORIZED': [refusal(400, error('UNAUTHORIZED')), {kind: 'unauthorized', at: 'registry'}],
  '400 with nothing is not a registry': [refusal(400), {kind: 'not-a-registry', reason: 'answers 400'}],
  '302 that leads nowhere is not a registry': [refusal(302), {kind: 'not-a-registry', reason: 'answers 302'}],
  '429 is a limit': [refusal(429), {kind: 'rate-limited'}],
  '429 with the time to wait': [refusal(429, '', {'retry-after': '9'}), {kind: 'rate-limited', retryAfterSeconds: 9}],
  '403 with TOOMANYREQUESTS is a limit': [refusal(403, error('TOOMANYREQUESTS')), {kind: 'rate-limited'}],
  "502 with a proxy's page": [refusal(502, '<html>'), {kind: 'server-error', status: 502}],
  '500 with DENIED is still its own failure': [refusal(500, error('DENIED')), {kind: 'server-error', status: 500}],
}

for (const [sentence, [response, expected]] of Object.entries(cases)) {
  test(sentence, () => {
    assert.deepEqual(refusalMeaning(response), expected)
  })
}

for (const {name, input} of vectors('registry-errors', 'manifestUnknown')) {
  test(`is no refusal of the identity: ${name}`, () => {
    const {kind} = refusalMeaning(refusal(Number(input['status']), String(input['body'])))
    assert.ok(kind === 'manifest-unknown' || kind === 'not-found')
  })
}

// The rows of the specification that a client which only pulls can meet; the others are of pushing and deleting.
const pulls = vectors('registry-errors', 'endpoint').filter(({input}) => String(input['method']).includes('GET'))
for (const {name, expect} of pulls) {
  test(`each failure that the specification names has a meaning: ${name}`, () => {
    for (const status of expect['failure'] as readonly number[]) {
      assert.notEqual(refusalMeaning(refusal(status)).kind, 'readable')
    }
  })
}
