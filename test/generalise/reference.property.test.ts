import assert from 'node:assert/strict'
import {test} from 'node:test'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {randomFrom} from './random.ts'

// The grammar in the package comment of distribution/reference, as one expression over the whole.
const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const domain = `(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`
const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const algorithm = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*'
const whole = new RegExp(
  `^(?:(?<domain>${domain})/)?(?<path>${component}(?:/${component})*)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>${algorithm}:[0-9a-fA-F]{32,}))?$`,
)

test('twenty thousand names of images are read as ParseNormalizedNamed reads them, or refused as it does', () => {
  const random = randomFrom(7)
  const hex = 'ab12'.repeat(16)
  const piece = () =>
    random.oneOf([
      'a',
      '0',
      'A',
      '.',
      '-',
      '_',
      '__',
      '/',
      ':',
      '@',
      ':1.0',
      '+',
      ' ',
      'é',
      '$',
      '[::1]:5/',
      `@sha256:${hex}`,
    ])
  const names = [
    'app',
    'team/app:1',
    'localhost/a',
    'docker.io/app',
    'index.docker.io/team/app',
    'r.io:5000/a/b_c:v1',
    'R.io/app',
    'LOCAL/app',
    `r.io/app:1@sha256:${hex}`,
    `app@sha512:${hex}${hex}`,
    `app@md5:${hex}`,
    hex,
  ] as const
  /** Puts something in, or takes something out. */
  const changed = (name: string) => {
    const at = random.number(name.length + 1)
    return random.number(2) === 0
      ? name.slice(0, at) + piece() + name.slice(at)
      : name.slice(0, at) + name.slice(at + 1)
  }
  let valid = 0
  for (let round = 0; round < 20_000; round += 1) {
    const given = random.several(0, 3, () => 1).reduce<string>(changed, random.oneOf(names))
    const expected = naive(given)
    if (expected === 'no registry') continue
    const parsed = parseReference(given)
    const found = parsed.kind === 'invalid' ? undefined : {...parsed.reference, given: undefined}
    assert.deepEqual(found, expected && {...expected, given: undefined}, JSON.stringify(given))
    if (expected !== undefined) valid += 1
  }
  assert.ok(valid > 5000, `${valid} of them are valid`)
})

test('a name that is read is read the same when it is written in full', () => {
  for (const given of ['nginx', 'team/app:1', 'r.io/app', 'localhost/a', `a@sha256:${'0'.repeat(64)}`, 'R.io:5/a:b']) {
    const parsed = parseReference(given)
    if (parsed.kind === 'invalid') assert.fail(parsed.fault)
    const {registry, repository, tag, digest} = parsed.reference
    const full = `${registry}/${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
    const again = parseReference(full)
    assert.deepEqual(again, {...parsed, reference: {...parsed.reference, given: full}})
  }
})

/** `no registry`: Docker's grammar takes the host for a part of the path, which every client makes something else of. */
function naive(given: string): object | 'no registry' | undefined {
  if (/^[a-f0-9]{64}$/.test(given)) return undefined
  const [registry, rest] = split(given)
  const [remote = ''] = rest.split(':')
  if (remote.toLowerCase() !== remote) return undefined
  const parts = whole.exec(`${registry}/${rest}`)?.groups
  if (parts === undefined) return undefined
  if (parts.domain === undefined) return 'no registry'
  const {path = '', tag, digest} = parts
  if (path.length > 255 || (digest !== undefined && !isKnown(digest))) return undefined
  return {
    registry: parts.domain,
    repository: path,
    ...((tag ?? digest) === undefined ? {tag: 'latest'} : {}),
    ...(tag !== undefined && {tag}),
    ...(digest !== undefined && {digest}),
  }
}

/** `splitDockerDomain`. */
function split(given: string): readonly [registry: string, rest: string] {
  const [first = '', ...others] = given.split('/')
  const isRegistry = others.length > 0 && (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first)
  const registry = isRegistry ? first : 'docker.io'
  const rest = isRegistry ? others.join('/') : given
  if (registry !== 'docker.io' && registry !== 'index.docker.io') return [registry, rest]
  return ['docker.io', rest.includes('/') ? rest : `library/${rest}`]
}

function isKnown(digest: string): boolean {
  const [name, hex = ''] = digest.split(':')
  const lengths: Readonly<Record<string, number>> = {sha256: 64, sha384: 96, sha512: 128}
  return /^[a-f0-9]*$/.test(hex) && hex.length === lengths[name ?? '']
}
