import assert from 'node:assert/strict'
import test from 'node:test'
import {childFor, type IndexChild, indexChildren} from '../../src/registry/image-index.ts'

const body = (value: unknown) => Buffer.from(JSON.stringify(value))
const platform = (os: unknown, architecture: unknown, variant?: unknown) => ({platform: {os, architecture, variant}})
const digest = `sha256:${'0'.repeat(64)}`

test('an index lists its images in its order', () => {
  const manifests = [{...platform('linux', 'arm64', 'v8'), digest}, platform('linux', 'amd64'), {digest}]
  assert.deepEqual(indexChildren(body({manifests})), [
    {platform: 'linux/arm64/v8', digest},
    {platform: 'linux/amd64'},
    {digest},
  ])
})

test('attestations are no images', () => {
  const manifests = [{...platform('unknown', 'unknown'), digest}, platform('linux', 'amd64')]
  assert.deepEqual(indexChildren(body({manifests})), [{platform: 'linux/amd64'}])
})

test('entries of nothing, and with a platform that is none, are passed over', () => {
  const manifests = [null, 5, {}, {platform: 'x', digest}, platform('li\x1bnux', 'amd64'), platform('linux', 5)]
  assert.deepEqual(indexChildren(body({manifests})), [])
})

test('a digest that is none by its grammar is left out, and a path in it with it', () => {
  for (const hostile of ['sha256:../../tags/list', 'x', 5, `${digest}\n`]) {
    const manifests = [{...platform('linux', 'amd64'), digest: hostile}]
    assert.deepEqual(indexChildren(body({manifests})), [{platform: 'linux/amd64'}])
  }
})

test('what is no index has no images', () => {
  for (const value of [null, [], {}, {manifests: {}}, 'x']) assert.equal(indexChildren(body(value)), undefined)
  assert.equal(indexChildren(Buffer.from('{"manifests":[')), undefined)
})

test('an index of a hundred thousand images is read to the hundredth', () => {
  assert.equal(indexChildren(body({manifests: Array(100_000).fill(platform('linux', 'amd64'))}))?.length, 100)
})

const choices: Readonly<Record<string, readonly [readonly string[], string, string | undefined]>> = {
  'its own architecture': [['linux/arm64/v8', 'linux/amd64'], 'linux/amd64', 'linux/amd64'],
  'its own architecture before one that it runs as well': [['linux/386', 'linux/amd64'], 'linux/amd64', 'linux/amd64'],
  'any variant, since nodes tell none': [['linux/arm/v7'], 'linux/arm', 'linux/arm/v7'],
  'an older architecture of the same processor': [['linux/arm/v7', 'linux/386'], 'linux/amd64', 'linux/386'],
  'the 32 bits of its kind': [['linux/amd64', 'linux/arm/v6'], 'linux/arm64', 'linux/arm/v6'],
  'nothing newer than itself': [['linux/amd64'], 'linux/386', undefined],
  'nothing of another system': [['windows/amd64'], 'linux/amd64', undefined],
  'nothing of a longer name': [['linux/arm64'], 'linux/arm', undefined],
}

for (const [sentence, [names, node, expected]] of Object.entries(choices)) {
  test(`a node is given ${sentence}`, () => {
    const children: readonly IndexChild[] = names.map((name) => ({platform: name}))
    assert.equal(childFor(children, node)?.platform, expected)
  })
}

test('an image that names no platform may be for any node, and only where none is for it', () => {
  const children = [{digest}, {platform: 'linux/amd64'}]
  assert.deepEqual(childFor(children, 'linux/amd64'), {platform: 'linux/amd64'})
  assert.deepEqual(childFor(children, 'linux/s390x'), {digest})
})
