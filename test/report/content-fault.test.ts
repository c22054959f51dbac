import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import type {Content, ProbeAnswer} from '../../src/registry/probe.ts'
import {contentFault} from '../../src/report/content-fault.ts'

const nothing: Content = {missingPlatforms: [], missingChildren: [], exchanges: []}
const digest = `sha256:${'0'.repeat(64)}`

function blob(answer: ProbeAnswer, status?: number): Content {
  const exchange = {method: 'GET', url: 'https://cdn.example.test/x', at: 'blob'} as const
  return {
    ...nothing,
    blob: {host: 'cdn.example.test', digest, answer},
    exchanges: [{...exchange, ...(status !== undefined && {status})}],
  }
}

const refused: ProbeAnswer = {kind: 'denied', at: 'registry'}
const timeout = {kind: 'timeout', host: 'cdn.example.test:443', at: 'blob', code: 'TIMEOUT_ERR'} as const

const rows: Readonly<Record<string, readonly [Content | undefined, string | undefined]>> = {
  'nothing where nobody looked': [undefined, undefined],
  'nothing where all was there': [nothing, undefined],
  'nothing against a byte that came': [blob({kind: 'readable'}, 206), undefined],
  'a platform that the index does not have': [
    {...nothing, missingPlatforms: ['linux/s390x', 'linux/arm64']},
    'it has no image for linux/s390x, linux/arm64',
  ],
  'an image that is gone from its index': [
    {...nothing, missingChildren: [{platform: 'linux/amd64', digest}]},
    `its image for linux/amd64 is gone (${digest})`,
  ],
  'a missing platform before a layer': [
    {...blob(refused, 403), missingPlatforms: ['linux/s390x']},
    'it has no image for linux/s390x',
  ],
  'a host that refuses': [blob(refused, 403), 'its layers cannot be read: cdn.example.test refuses them (403)'],
  'a layer that is not there': [
    blob({kind: 'not-found'}, 404),
    'its layers cannot be read: cdn.example.test does not have one of them (404)',
  ],
  'a host that fails': [
    blob({kind: 'server-error', status: 503}, 503),
    'its layers cannot be read: cdn.example.test fails (503)',
  ],
  'a host that counts requests': [
    blob({kind: 'rate-limited'}, 429),
    'its layers cannot be read: cdn.example.test refuses more requests for now (429)',
  ],
  'a page for people': [
    blob({kind: 'not-a-registry', reason: 'answers with a web page'}, 200),
    'its layers cannot be read: cdn.example.test answers with a web page',
  ],
  'a host that is out of reach': [
    blob({kind: 'unreachable', failure: timeout}),
    'its layers cannot be read: cdn.example.test is out of reach, it does not answer in time (TIMEOUT_ERR)',
  ],
  'a redirect that was not followed': [
    blob({kind: 'refused', reason: 'the redirect is a link-local address'}, 302),
    'its layers cannot be read: cdn.example.test was not asked to the end: the redirect is a link-local address',
  ],
}

describe('contentFault', () => {
  for (const [sentence, [content, expected]] of Object.entries(rows)) {
    test(`says ${sentence}`, () => assert.equal(contentFault(content), expected))
  }
})
