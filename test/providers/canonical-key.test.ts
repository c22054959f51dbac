import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'node:test'
import {keyMatches, keyringKey} from '../../src/credentials/registry-key.ts'
import {canonicalKeyOf} from '../../src/providers/canonical-key.ts'
import {providerOf} from '../../src/providers/catalogue.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {repositoryName} from '../../src/reference/reference.ts'
import {hosts} from './known-hosts.ts'

/** Keys as they are found, and the key under which all tools find the login. */
const keys: Readonly<Record<string, string>> = {
  'docker.io': 'https://index.docker.io/v1/',
  'index.docker.io': 'https://index.docker.io/v1/',
  'https://index.docker.io/v1/': 'https://index.docker.io/v1/',
  'https://ghcr.io': 'ghcr.io',
  'https://registry.corp:5000/v2/': 'registry.corp:5000',
  'ghcr.io/team': 'ghcr.io/team',
  '*.corp.example': '*.corp.example',
  'ftp://ghcr.io': 'ftp://ghcr.io',
  '': '',
}
for (const [key, canonical] of Object.entries(keys)) {
  test(`the key ${JSON.stringify(key)} becomes ${JSON.stringify(canonical)}`, () => {
    assert.equal(canonicalKeyOf(key), canonical)
  })
}

test('the kubelet finds the login under the canonical key for every image of its registry', () => {
  const registries = Object.values(hosts).flat()
  const named = [...registries.map((registry) => `${registry}/team/app:1`), ...imagesOfVectors()]
  for (const image of named) {
    const parsed = parseReference(image)
    if (parsed.kind === 'invalid') continue
    const {registry} = parsed.reference
    const provider = providerOf(registry)
    const key = keyringKey(provider.canonicalKey(registry))
    assert.equal(key.kind, 'key', image)
    if (key.kind !== 'key') continue
    const isFallback = registry === 'docker.io' && key.text === 'index.docker.io'
    // A host in brackets is a set of characters to the kubelet: without a port no key with it matches.
    const isBare = registry.startsWith('[') && registry.endsWith(']')
    assert.ok(isBare || isFallback || keyMatches(key.text, repositoryName(parsed.reference)), `${image}: ${key.text}`)
  }
})

/** The images of the recorded cases: every spelling that reference parsers are tested with. */
function imagesOfVectors(): readonly string[] {
  const file = new URL('../fixtures/vectors/image-reference.json', import.meta.url)
  const images = [...readFileSync(file, 'utf8').matchAll(/"ref": ("(?:[^"\\]|\\.)*")/g)].map(([, text = '""']) =>
    String(JSON.parse(text)),
  )
  assert.ok(images.length > 100)
  return images
}
