import assert from 'node:assert/strict'
import {test} from 'node:test'
import {textSharing} from '../../src/cluster/shared-text.ts'

/** Equal texts that V8 keeps apart, as two answers of a server bring them. */
const copy = () =>
  JSON.parse('{"image": "ghcr.io/acme/web:1", "states": [{"kind": "running"}], "count": 1, "none": null}')

test('objects say the same after sharing their texts', () => {
  const share = textSharing()
  share(copy())
  assert.deepEqual(share(copy()), copy())
})

test('what is no object comes back as it is', () => {
  const share = textSharing()
  assert.equal(share(undefined), undefined)
  assert.equal(share('a'), 'a')
  assert.deepEqual(share(['a', 1, null]), ['a', 1, null])
})

test('it goes into no object that hides its members', () => {
  class Hidden {
    readonly #text = 'a'
    read() {
      return this.#text
    }
  }
  assert.equal(textSharing()({inner: new Hidden()}).inner.read(), 'a')
})
