import {createHash} from 'node:crypto'
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {bundleProgram} from '../runtime/bundle.ts'
import {archiveOf} from './archive-of.ts'
import {billOfMaterials} from './bill-of-materials.ts'
import {bundledPackages} from './bundled-package.ts'
import {compile} from './compile.ts'
import {krewManifest} from './krew-manifest.ts'
import {notice} from './notice.ts'
import {archiveName, platforms, thisPlatform} from './platform.ts'

/**
 * Makes a release out of this commit, below release/: the archive of each platform, their sums as `sha256sum` writes
 * them, and the bill of materials; at the top NOTICE and krew-manifest.yaml are written anew. With `--executable` only the
 * program for this machine, to test with; with `--notice` only NOTICE.
 */
const {values} = parseArgs({options: {executable: {type: 'boolean'}, notice: {type: 'boolean'}}})
const root = join(import.meta.dirname, '../..')
const folder = join(root, 'release')
const {name, version, license, homepage} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const bundle = await bundleProgram()
const packages = bundledPackages(bundle.packages)
if (values.notice) writeNotice()
else if (values.executable) await writeExecutable()
else await writeRelease()

function writeNotice(): void {
  writeFileSync(join(root, 'NOTICE'), notice(packages))
}

async function writeExecutable(): Promise<void> {
  mkdirSync(folder, {recursive: true})
  const path = join(folder, thisPlatform().executable)
  // Not over the last one, which may be running.
  rmSync(path, {force: true})
  writeFileSync(path, await compile(bundle, thisPlatform()), {mode: 0o755})
  console.log(path)
}

async function writeRelease(): Promise<void> {
  writeNotice()
  rmSync(folder, {recursive: true, force: true})
  mkdirSync(folder)
  const sums = new Map<string, string>()
  // One at a time: each is some hundred megabytes in memory.
  for (const platform of platforms) {
    const archive = archiveOf(platform, await compile(bundle, platform))
    sums.set(archiveName(platform), write(archiveName(platform), archive))
  }
  const materials = billOfMaterials({name, version, license}, packages, platforms)
  const bomName = `${name}.cdx.json`
  const listed = [...sums, [bomName, write(bomName, Buffer.from(`${JSON.stringify(materials, undefined, 2)}\n`))]]
  write('checksums.txt', Buffer.from(listed.map(([file, sum]) => `${sum}  ${file}\n`).join('')))
  writeFileSync(join(root, 'krew-manifest.yaml'), krewManifest({version, repository: homepage, sums}))
}

/** Gives the sum of what it writes. */
function write(file: string, bytes: Uint8Array): string {
  const sum = createHash('sha256').update(bytes).digest('hex')
  writeFileSync(join(folder, file), bytes)
  console.log(`${sum}  ${file}  ${(bytes.length / 1e6).toFixed(1)} MB`)
  return sum
}
