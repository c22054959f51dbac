import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {bundleProgram} from '../runtime/bundle.ts'
import {billOfMaterials} from './bill-of-materials.ts'
import {bundledPackages} from './bundled-package.ts'
import {notice} from './notice.ts'
import {platforms} from './platform.ts'

const packages = bundledPackages((await bundleProgram()).packages)
const product = {name: 'kubectl-imagecreds', version: '1.2.3', license: 'Apache-2.0'}

test('NOTICE names what is bundled now, with its licence', () => {
  const written = readFileSync(join(import.meta.dirname, '../../NOTICE'), 'utf8')
  assert.ok(written === notice(packages), 'NOTICE is of another bundle: run "npm run package -- --notice"')
  for (const {name, version} of packages) assert.ok(written.includes(`\n${name} ${version} (`), name)
})

test('everything bundled is under a licence that Apache-2.0 can be combined with', () => {
  const permissive =
    /^(?:0BSD|Apache-2\.0|BlueOak-1\.0\.0|BSD-[23]-Clause|CC0-1\.0|ISC|MIT|MIT-0|Python-2\.0|Unlicense)$/
  const other = packages.filter(({license}) => !permissive.test(license))
  assert.deepEqual(other, [])
})

test('the bill of materials names every package and every bun by its purl and hash, and says no time', () => {
  const {components, metadata, dependencies} = billOfMaterials(product, packages, platforms)
  assert.equal(components.length, packages.length + platforms.length)
  const undici = components.find(({name}) => name === 'undici')
  assert.match(undici?.purl ?? '', /^pkg:npm\/undici@\d/)
  assert.match(components.find(({name}) => name === '@oclif/core')?.purl ?? '', /^pkg:npm\/%40oclif\/core@\d/)
  for (const {hashes} of components) for (const {content} of hashes) assert.match(content, /^[0-9a-f]{128}$/)
  assert.equal(metadata.component.purl, 'pkg:npm/kubectl-imagecreds@1.2.3')
  assert.equal(dependencies[0]?.dependsOn.length, components.length)
  assert.ok(!('timestamp' in metadata))
})
