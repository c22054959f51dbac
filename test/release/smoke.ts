import {execFileSync} from 'node:child_process'
import {copyFileSync, globSync, mkdtempSync, rmSync, symlinkSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {archiveName, bunVersion, platforms} from './platform.ts'
import {type Installed, smokeTest} from './smoke-test.ts'

/**
 * `node test/release/smoke.ts FOLDER`: tries what a release put into the folder on the system that this runs on, its archive
 * and the npm package, as they are before anybody has them. For runners of macOS and Windows, where nothing is installed.
 */
const release = resolve(process.argv[2] ?? 'release')
const isWindows = process.platform === 'win32'
const folder = mkdtempSync(join(tmpdir(), 'imagecreds-smoke-'))
try {
  await smokeTest(unpacked())
  await smokeTest(installed())
} finally {
  // A program that has ended is still held for a while on Windows.
  rmSync(folder, {recursive: true, maxRetries: 10})
}

function unpacked(): Installed {
  const [os, arch] = [isWindows ? 'windows' : process.platform, process.arch === 'x64' ? 'amd64' : process.arch]
  const platform = platforms.find((one) => one.os === os && one.arch === arch)
  if (platform === undefined) throw new Error(`there is no archive for ${os} ${arch}`)
  // The tar of Windows reads zip, that of the shells which come with Git does not.
  const tar = isWindows ? join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'tar.exe') : 'tar'
  execFileSync(tar, ['-xf', join(release, archiveName(platform)), '-C', folder])
  const program = join(folder, platform.executable)
  const completer = join(folder, platform.executable.replace('kubectl-', 'kubectl_complete-'))
  if (isWindows) copyFileSync(program, completer)
  else symlinkSync(program, completer)
  if (os === 'darwin') execFileSync('codesign', ['--verify', '--strict', '--verbose', program], {stdio: 'inherit'})
  return {program: [program], completer: [completer], place: new RegExp(`, Bun ${bunVersion}\\)`)}
}

function installed(): Installed {
  const [archive = ''] = globSync('kubectl-imagecreds-*.tgz', {cwd: release})
  const options = ['--global', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund']
  // npm is a batch file on Windows, which takes a shell; the paths of runners have no spaces.
  execFileSync('npm', ['install', ...options, join(release, archive)], {shell: isWindows, stdio: 'inherit'})
  const command = (name: string) => (isWindows ? join(folder, `${name}.cmd`) : join(folder, 'bin', name))
  return {
    program: [command('kubectl-imagecreds')],
    completer: [command('kubectl_complete-imagecreds')],
    place: new RegExp(`, Node\\.js ${process.versions.node}\\)`),
  }
}
