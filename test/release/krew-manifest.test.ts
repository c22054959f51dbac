import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {parse} from 'yaml'
import {krewManifest} from './krew-manifest.ts'
import {archiveName, platforms} from './platform.ts'

const root = join(import.meta.dirname, '../..')
const written = readFileSync(join(root, 'krew-manifest.yaml'), 'utf8')
const {metadata, spec} = parse(written)
const {version, homepage} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/**
 * Sums change with every commit that changes the program, so that none of them can be of the commit it stands in. All
 * else must be what a release would write; the release puts the sums in.
 */
test('the manifest at the top is what a release writes, but for the sums', () => {
  const sums = new Map(
    platforms.map((platform, index) => [archiveName(platform), String(spec.platforms[index].sha256)] as const),
  )
  assert.equal(written, krewManifest({version, repository: homepage, sums}), 'run "npm run package"')
  for (const sum of sums.values()) assert.match(sum, /^[0-9a-f]{64}$/)
})

test('the texts obey what krew-index asks of a plugin', () => {
  assert.match(metadata.name, /^[a-z][a-z-]*$/)
  assert.match(spec.version, /^v\d+\.\d+\.\d+/)
  assert.match(spec.shortDescription, /^[A-Z].{0,49}(?<![.!])$/)
  assert.doesNotMatch(spec.shortDescription, /kubectl|plugin|krew/i)
  for (const line of `${spec.description}\n${spec.caveats}`.split('\n')) assert.ok(line.length <= 80, line)
  assert.doesNotMatch(spec.description, /kubectl imagecreds/)
})

test('every platform is selected once, by os and arch, and installs one executable with its licence', () => {
  const selected = spec.platforms.map(({selector}: {selector: {matchLabels: object}}) => selector.matchLabels)
  assert.deepEqual(
    selected,
    platforms.map(({os, arch}) => ({os, arch})),
  )
  assert.equal(new Set(selected.map((labels: object) => JSON.stringify(labels))).size, 6)
  for (const {uri, files, bin, selector} of spec.platforms) {
    const isWindows = selector.matchLabels.os === 'windows'
    assert.match(uri, isWindows ? /\/v[\d.]+\/kubectl-imagecreds_windows_a\w+\.zip$/ : /\/v[\d.]+\/[\w-]+\.tar\.gz$/)
    assert.ok(uri.startsWith(`${homepage}/releases/download/v${version}/`))
    assert.equal(bin, isWindows ? 'kubectl-imagecreds.exe' : 'kubectl-imagecreds')
    // krew refuses a target that is not in its shortest form, such as `./`.
    assert.deepEqual(files, [
      {from: bin, to: '.'},
      {from: 'LICENSE', to: '.'},
      {from: 'NOTICE', to: '.'},
    ])
  }
})
