import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {bundleProgram} from '../runtime/bundle.ts'
import {billOfMaterials} from './bill-of-materials.ts'
import {bunLibraries} from './bun-library.ts'
import {bundledPackages} from './bundled-package.ts'
import {notice} from './notice.ts'
import {bunVersion, platforms} from './platform.ts'

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

test('NOTICE gives what the LGPL asks for the libraries in Bun that are under it: their names, sources and the licences', () => {
  const written = notice(packages)
  for (const words of ['JavaScriptCore', 'tinycc', 'https://github.com/oven-sh/WebKit', `tag bun-v${bunVersion}`]) {
    assert.ok(written.includes(words), words)
  }
  assert.match(written, /GNU LIBRARY GENERAL PUBLIC LICENSE\n +Version 2, June 1991\n.*END OF TERMS AND CONDITIONS/s)
  assert.match(written, /GNU LESSER GENERAL PUBLIC LICENSE\n +Version 2\.1, February.*END OF TERMS AND CONDITIONS/s)
})

test('every package that is bundled has its licence and whose it is in NOTICE', () => {
  const without = packages.filter(({licenseText}) => !/copyright/i.test(licenseText)).map(({name}) => name)
  assert.deepEqual(without, [])
})

test('the bill of materials names every package and every bun by its purl and hash, and says no time', () => {
  const {components, metadata, dependencies} = billOfMaterials(product, packages, platforms)
  assert.equal(components.length, packages.length + platforms.length + bunLibraries.length + 1)
  const undici = components.find(({name}) => name === 'undici')
  assert.match(undici?.purl ?? '', /^pkg:npm\/undici@\d/)
  assert.match(components.find(({name}) => name === '@oclif/core')?.purl ?? '', /^pkg:npm\/%40oclif\/core@\d/)
  const hashed = components.flatMap((one) => ('hashes' in one ? one.hashes : []))
  assert.equal(hashed.length, packages.length + platforms.length)
  for (const {content} of hashed) assert.match(content, /^[0-9a-f]{128}$/)
  assert.equal(metadata.component.purl, 'pkg:npm/kubectl-imagecreds@1.2.3')
  assert.equal(dependencies[0]?.dependsOn.length, packages.length + platforms.length)
  // Each reference is of one component, and each component is what something depends on.
  const refs = components.map((one) => one['bom-ref'])
  assert.equal(new Set(refs).size, refs.length)
  const reached = new Set(dependencies.flatMap(({dependsOn}) => dependsOn))
  assert.deepEqual(
    refs.filter((ref) => !reached.has(ref)),
    [],
  )
  assert.ok(!('timestamp' in metadata))
})
