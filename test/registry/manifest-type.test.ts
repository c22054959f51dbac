import assert from 'node:assert/strict'
import test from 'node:test'
import {digestOf, mediaTypeOf} from '../../src/registry/manifest-type.ts'

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
