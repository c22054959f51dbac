import {execFile} from 'node:child_process'
import {createHash} from 'node:crypto'
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {promisify} from 'node:util'
import type {Runtime} from './platform.ts'

const run = promisify(execFile)

/** Beside what is installed and outside of git; `npm ci` empties it, and npm's own cache then has the packages still. */
const cache = join(import.meta.dirname, '../../node_modules/.cache/imagecreds-runtime')

/**
 * The path of a bun, out of npm's registry and by way of npm, so that its settings for mirrors and proxies hold. It is no
 * dependency: 300 MB for six platforms would weigh on everybody who runs a test. Instead the hash stands beside its name
 * in `platform.ts`; an archive with another hash is refused and thrown away.
 */
export async function fetchRuntime(runtime: Runtime): Promise<string> {
  const label = `${runtime.name.replace('@oven/', '')}-${runtime.version}`
  const place = join(cache, label)
  if (!existsSync(place)) await download(runtime, place)
  const [program = ''] = readdirSync(join(place, 'package/bin'))
  return join(place, 'package/bin', program)
}

/** By way of another name, since several processes may want it at once. */
async function download(runtime: Runtime, place: string): Promise<void> {
  mkdirSync(cache, {recursive: true})
  const folder = mkdtempSync(`${place}.`)
  try {
    await run('npm', ['pack', '--silent', `${runtime.name}@${runtime.version}`, '--pack-destination', folder], {
      cwd: folder,
    })
    const [archive = ''] = readdirSync(folder)
    const path = join(folder, archive)
    assertIntegrity(runtime, readFileSync(path))
    await run('tar', ['-xzf', path, '-C', folder])
    rmSync(path)
    if (!existsSync(place)) renameSync(folder, place)
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

/** Throws where the archive of a package is not the one that was written down (https://www.w3.org/TR/SRI/). */
export function assertIntegrity({name, version, integrity}: Runtime, archive: Uint8Array): void {
  const found = `sha512-${createHash('sha512').update(archive).digest('base64')}`
  if (found !== integrity) throw new Error(`${name}@${version} hashes to ${found}, not to ${integrity}`)
}
