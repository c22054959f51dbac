import assert from 'node:assert/strict'
import test from 'node:test'
import {digestOf, indexPlatforms, mediaTypeOf} from '../../src/registry/manifest-type.ts'

const body = (value: unknown) => Buffer.from(JSON.stringify(value))
const platform = (os: unknown, architecture: unknown, variant?: unknown) => ({platform: {os, architecture, variant}})

test('an index lists its platforms in its order', () => {
  const manifests = [platform('linux', 'arm64', 'v8'), platform('linux', 'amd64'), platform('windows', 'amd64')]
  assert.deepEqual(indexPlatforms(body({manifests})), ['linux/arm64/v8', 'linux/amd64', 'windows/amd64'])
})

test('attestations are no platforms', () => {
  assert.deepEqual(indexPlatforms(body({manifests: [platform('unknown', 'unknown'), platform('linux', 'amd64')]})), [
    'linux/amd64',
  ])
})

test('children without a platform, and with one that is none, are passed over', () => {
  const manifests = [null, 5, {}, {platform: 'x'}, platform('li\x1bnux', 'amd64'), platform('linux', 5)]
  assert.deepEqual(indexPlatforms(body({manifests})), [])
})

test('what is no index has no platforms', () => {
  for (const value of [null, [], {}, {manifests: {}}, 'x']) assert.equal(indexPlatforms(body(value)), undefined)
  assert.equal(indexPlatforms(Buffer.from('{"manifests":[')), undefined)
})

test('an index of a hundred thousand children is read to the hundredth', () => {
  assert.equal(indexPlatforms(body({manifests: Array(100_000).fill(platform('linux', 'amd64'))}))?.length, 100)
})

test('a media type loses its parameters and its case', () => {
  assert.equal(mediaTypeOf('Text/HTML; charset=utf-8'), 'text/html')
  assert.equal(mediaTypeOf('application/vnd.oci.image.index.v1+json'), 'application/vnd.oci.image.index.v1+json')
  for (const none of [undefined, '', 'html', 'a/b c', '\x1b[0m/x']) assert.equal(mediaTypeOf(none), undefined)
})

test('a digest is one by its grammar or none', () => {
  const digest = `sha256:${'0'.repeat(64)}`
  assert.equal(digestOf(digest), digest)
  for (const none of [undefined, '', 'sha256', 'sha256:\x1b', `sha256:${'0'.repeat(1000)}`]) {
    assert.equal(digestOf(none), undefined)
  }
})
