import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {parseImagePattern} from '../../src/manifests/image-pattern.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'

/** By pattern: images as they stand in a Pod, those that are meant and those that are not. */
const meant: Readonly<Record<string, readonly [yes: readonly string[], no: readonly string[]]>> = {
  'registry.example.com/*': [
    ['registry.example.com/a', 'registry.example.com/a/b:1', `registry.example.com/a@sha256:${'a'.repeat(64)}`],
    [
      'registry-example.com/a',
      'registry.example.com.evil.io/a',
      'registry.example.com:5000/a',
      'a',
      'x/registry.example.com/a',
    ],
  ],
  'registry.example.com': [['registry.example.com/a/b'], ['registry.example.com:5000/a']],
  'registry.example.com/team/app': [
    [
      'registry.example.com/team/app',
      'registry.example.com/team/app:2',
      `registry.example.com/team/app@sha256:${'b'.repeat(64)}`,
    ],
    ['registry.example.com/team/application', 'registry.example.com/team/app/x'],
  ],
  'registry.example.com/team/app:1.*': [['registry.example.com/team/app:1.2'], ['registry.example.com/team/app:2.1']],
  'registry.example.com/team/app:1.0': [
    ['registry.example.com/team/app:1.0', `registry.example.com/team/app:1.0@sha256:${'c'.repeat(64)}`],
    ['registry.example.com/team/app:1.0.1', 'registry.example.com/team/app:1x0'],
  ],
  '*.azurecr.io/*': [['shop.azurecr.io/a'], ['a.b.azurecr.io/x', 'azurecr.io/x']],
  'localhost/*': [['localhost/a'], ['localhost:5000/a']],
  '127.0.0.1:5000': [['127.0.0.1:5000/a/b'], ['127.0.0.1:5001/a']],
  'docker.io/*': [
    ['nginx', 'nginx:1', 'acme/app', 'docker.io/acme/app', 'index.docker.io/nginx'],
    ['ghcr.io/a', 'localhost/a', 'HOST/a'],
  ],
  nginx: [
    ['nginx', 'nginx:1.27', 'library/nginx', 'docker.io/nginx', 'docker.io/library/nginx'],
    ['acme/nginx', 'nginx2', 'ghcr.io/library/nginx'],
  ],
  'ng*': [['nginx:1', 'ngrok/ngrok'], ['acme/nginx']],
  'acme/*': [
    ['acme/app', 'index.docker.io/acme/app'],
    ['acme', 'quay.io/acme/app'],
  ],
  '*': [['nginx', 'quay.io/a/b', 'localhost:5000/a'], []],
  '*/team/*': [['quay.io/team/app', 'team/app'], ['quay.io/other/team/app']],
}

describe('a pattern means', () => {
  for (const [pattern, [yes, no]] of Object.entries(meant)) {
    test(pattern, () => {
      const parsed = parseImagePattern(pattern)
      assert.equal(parsed.kind, 'pattern')
      for (const image of yes) assert.ok(matches(parsed.regex, image), `${pattern} means ${image}`)
      for (const image of no) assert.ok(!matches(parsed.regex, image), `${pattern} does not mean ${image}`)
      assert.doesNotMatch(parsed.regex, /["'\\]/)
    })
  }
})

describe('a pattern is refused that', () => {
  const faults: Readonly<Record<string, RegExp>> = {
    '': /empty/,
    'https://registry.example.com/*': /scheme/,
    'registry.example.com//a': /empty part/,
    '/a': /empty part/,
    'registry.example.com/a b': /character/,
    'registry.example.com/a"': /character/,
    'registry.example.com/[a]': /character/,
    'registry.example.com/App': /capital/,
    'registry.example.com:port/a': /port/,
    'nginx:': /port/,
    'registry.example.com/a:': /tag/,
    'registry.example.com/a:1/b': /tag/,
    'registry.example.com/a:1:2': /tag/,
    'registry.example.com/a@sha256:1': /digest/,
  }
  for (const [pattern, fault] of Object.entries(faults)) {
    test(pattern || 'is empty', () => {
      const parsed = parseImagePattern(pattern)
      assert.equal(parsed.kind, 'fault')
      assert.match(parsed.fault, fault)
    })
  }
})

/** The expression on the name as the kubelet reads it. */
function matches(regex: string, image: string): boolean {
  const parsed = parseReference(image)
  assert.equal(parsed.kind, 'reference')
  const {registry, repository, tag, digest} = parsed.reference
  const hasTag = tag !== undefined && (image.endsWith(`:${tag}`) || image.includes(`:${tag}@`))
  return new RegExp(regex).test(`${registry}/${repository}${hasTag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`)
}
