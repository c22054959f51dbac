import assert from 'node:assert/strict'
import test from 'node:test'
import {smallBlob} from '../../src/registry/image-manifest.ts'
import {buildImage} from '../sandbox/registry/image.ts'

const digest = (digit: string) => `sha256:${digit.repeat(64)}`
const blob = (digit: string, size: unknown, more: object = {}) => ({digest: digest(digit), size, ...more})
const found = (manifest: unknown) => smallBlob(Buffer.from(JSON.stringify(manifest)))

test('the smallest layer stands for the others', () => {
  assert.equal(found({config: blob('c', 1), layers: [blob('1', 500), blob('2', 20), blob('3', 100)]}), digest('2'))
})

test('the config stands for an image without layers', () => {
  assert.equal(found({config: blob('c', 1), layers: []}), digest('c'))
  assert.equal(found({config: blob('c', 1)}), digest('c'))
})

test('an empty layer, one of another place and one that is none are passed over', () => {
  const elsewhere = blob('2', 5, {urls: ['https://thief.example.test/layer']})
  for (const layer of [blob('1', 0), elsewhere, blob('3', '7'), {size: 9}, {digest: '../../x', size: 1}, null, 'x']) {
    assert.equal(found({layers: [layer, blob('4', 1000)]}), digest('4'))
  }
})

test('what is no manifest has no blobs', () => {
  for (const value of [null, [], 5, {}, {layers: 'x', config: 'y'}]) assert.equal(found(value), undefined)
  assert.equal(smallBlob(Buffer.from('<html>')), undefined)
})

test('of a hundred thousand layers two hundred are looked at', () => {
  assert.equal(found({layers: [...Array(100_000).fill(blob('1', 2)), blob('2', 1)]}), digest('1'))
})

test("an image of the sandbox has its layer's", () => {
  const {manifest, layer} = buildImage('linux/amd64', {label: 'x'})
  assert.equal(smallBlob(manifest.bytes), layer.digest)
})
