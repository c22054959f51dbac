import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {manifestIdentifier, repositoryName} from '../../src/reference/reference.ts'

const sha256 = `sha256:${'a'.repeat(64)}`

describe('an image as the kubelet reads it', () => {
  const images: Readonly<
    Record<string, readonly [registry: string, repository: string, tag?: string | undefined, digest?: string]>
  > = {
    nginx: ['docker.io', 'library/nginx', 'latest'],
    'nginx:1': ['docker.io', 'library/nginx', '1'],
    'team/app': ['docker.io', 'team/app', 'latest'],
    'docker.io/nginx': ['docker.io', 'library/nginx', 'latest'],
    'index.docker.io/team/app': ['docker.io', 'team/app', 'latest'],
    'registry-1.docker.io/library/nginx': ['registry-1.docker.io', 'library/nginx', 'latest'],
    'quay.io/a/b/c:v1.2': ['quay.io', 'a/b/c', 'v1.2'],
    'registry:5000/app': ['registry:5000', 'app', 'latest'],
    'registry:5000': ['docker.io', 'library/registry', '5000'],
    'localhost/app': ['localhost', 'app', 'latest'],
    'MYHOST/app': ['MYHOST', 'app', 'latest'],
    'QUAY.io/app': ['QUAY.io', 'app', 'latest'],
    'my_host.corp/app': ['my_host.corp', 'app', 'latest'],
    '[fd00::1]:5000/app:1': ['[fd00::1]:5000', 'app', '1'],
    [`quay.io/app@${sha256}`]: ['quay.io', 'app', undefined, sha256],
    [`quay.io/app:1@${sha256}`]: ['quay.io', 'app', '1', sha256],
    [`app@sha512:${'b'.repeat(128)}`]: ['docker.io', 'library/app', undefined, `sha512:${'b'.repeat(128)}`],
  }
  for (const [given, [registry, repository, tag, digest]] of Object.entries(images)) {
    test(given, () => {
      assert.deepEqual(parseReference(given), {
        kind: 'reference',
        reference: {given, registry, repository, ...(tag && {tag}), ...(digest && {digest})},
      })
    })
  }
})

describe('an image that the kubelet refuses', () => {
  const images: Readonly<Record<string, string>> = {
    '': 'invalid reference format',
    ' nginx': 'invalid reference format',
    'nginx:': 'invalid reference format',
    'nginx:a:b': 'invalid reference format',
    'https://quay.io/app': 'invalid reference format',
    'quay.io/': 'invalid reference format',
    'quay.io//app': 'invalid reference format',
    'quay.io/App': 'invalid reference format: repository name (App) must be lowercase',
    Nginx: 'invalid reference format: repository name (library/Nginx) must be lowercase',
    [`nginx:${'a'.repeat(129)}`]: 'invalid reference format',
    [`quay.io/${'a'.repeat(256)}`]: 'repository name must not be more than 255 characters',
    [`app@sha256:${'a'.repeat(63)}`]: 'invalid checksum digest length',
    [`app@sha256:${'A'.repeat(64)}`]: 'invalid checksum digest format',
    [`app@md5:${'a'.repeat(32)}`]: 'unsupported digest algorithm',
    'app@sha256:abc': 'invalid reference format',
    ['a'.repeat(64)]: `invalid repository name (${'a'.repeat(64)}), cannot specify 64-byte hexadecimal strings`,
  }
  for (const [given, fault] of Object.entries(images)) {
    test(given.length > 40 ? `${given.slice(0, 40)}...` : given || 'the empty text', () => {
      assert.deepEqual(parseReference(given), {kind: 'invalid', given, fault})
    })
  }
})

test('the digest is asked for where there is one, else the tag', () => {
  const identifierOf = (given: string) => {
    const parsed = parseReference(given)
    return parsed.kind === 'reference' ? manifestIdentifier(parsed.reference) : parsed.fault
  }
  assert.equal(identifierOf('nginx'), 'latest')
  assert.equal(identifierOf('nginx:1'), '1')
  assert.equal(identifierOf(`nginx:1@${sha256}`), sha256)
})

test('the kubelet looks a repository up by its whole name', () => {
  const parsed = parseReference('nginx:1')
  assert.equal(parsed.kind === 'reference' && repositoryName(parsed.reference), 'docker.io/library/nginx')
})

describe('a hostile image', () => {
  const size = 1 << 20
  const images: Readonly<Record<string, string>> = {
    'of one letter': 'a'.repeat(size),
    'of dashes': `a${'-'.repeat(size)}`,
    'of separators': 'a.'.repeat(size / 2),
    'of underscores': `a${'_'.repeat(size)}b`,
    'of slashes': 'a/'.repeat(size / 2),
    'of colons': ':'.repeat(size),
    'of at signs': '@'.repeat(size),
    'with a host of dashes': `${'a-'.repeat(size / 2)}/b`,
    'with a host of labels': `${'a.'.repeat(size / 2)}-/b`,
    'with a long tag': `a:${'b'.repeat(size)}`,
    'with a long digest': `a@sha256:${'0'.repeat(size)}`,
    'with a long algorithm': `a@${'a+'.repeat(size / 2)}:${'0'.repeat(64)}`,
    'with an open bracket': `[${':'.repeat(size)}/a`,
  }
  for (const [name, image] of Object.entries(images)) {
    test(`${name} is read in the time of its length`, {timeout: 2_000}, () => {
      const parsed = parseReference(image)
      assert.equal(parsed.kind, 'invalid')
    })
  }
})
