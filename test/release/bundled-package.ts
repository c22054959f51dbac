import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join, relative} from 'node:path'

/** A package of npm's registry that something of is in the program. */
export interface BundledPackage {
  readonly name: string
  readonly version: string
  /** An SPDX expression. */
  readonly license: string
  /** Its licence files, one after the other; where it brings none, the terms of MIT under the copyright of its source. */
  readonly licenseText: string
  /** What the lock file says that its archive hashes to. */
  readonly integrity: string
}

const root = join(import.meta.dirname, '../..')
const legalFile = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i

/** The packages in these folders, by name: once each, wherever else npm has put them. */
export function bundledPackages(folders: readonly string[]): readonly BundledPackage[] {
  const {packages} = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const found = folders.map((folder) => bundledPackage(folder, packages))
  const byLabel = new Map(found.map((one) => [`${one.name}@${one.version}`, one]))
  return [...byLabel].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each)
}

function bundledPackage(
  folder: string,
  locked: Readonly<Record<string, {readonly integrity?: string}>>,
): BundledPackage {
  const {name, version, license, main} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const integrity = locked[folder.slice(folder.indexOf('node_modules/'))]?.integrity
  if (integrity === undefined) throw new Error(`${relative(root, folder)} is not in package-lock.json`)
  const texts = readdirSync(folder)
    .filter((file) => legalFile.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
  const licenseText = texts.length > 0 ? texts.join('\n\n') : termsOfMit(license, join(folder, String(main)))
  return {name, version, license: String(license), licenseText, integrity}
}

/** Empty where that would not be the package's own licence. */
function termsOfMit(license: unknown, source: string): string {
  if (license !== 'MIT' || !existsSync(source)) return ''
  const [copyright] = /Copyright \(c\) .*/.exec(readFileSync(source, 'utf8')) ?? []
  if (copyright === undefined) return ''
  return `MIT License\n\n${copyright.trim()}\n\n${readFileSync(join(import.meta.dirname, 'MIT.txt'), 'utf8').trim()}`
}
