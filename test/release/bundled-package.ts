import {readdirSync, readFileSync} from 'node:fs'
import {join, relative} from 'node:path'

/** A package of npm's registry that something of is in the program. */
export interface BundledPackage {
  readonly name: string
  readonly version: string
  /** An SPDX expression. */
  readonly license: string
  /** Its licence files, one after the other; empty where it brings none. */
  readonly licenseText: string
  /** What the lock file says that its archive hashes to. */
  readonly integrity: string
}

const root = join(import.meta.dirname, '../..')
const legalFile = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i

/** The packages in these folders, by name. */
export function bundledPackages(folders: readonly string[]): readonly BundledPackage[] {
  const {packages} = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return folders
    .map((folder) => bundledPackage(folder, packages))
    .toSorted((one, other) => (`${one.name}@${one.version}` < `${other.name}@${other.version}` ? -1 : 1))
}

function bundledPackage(
  folder: string,
  locked: Readonly<Record<string, {readonly integrity?: string}>>,
): BundledPackage {
  const {name, version, license} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const integrity = locked[folder.slice(folder.indexOf('node_modules/'))]?.integrity
  if (integrity === undefined) throw new Error(`${relative(root, folder)} is not in package-lock.json`)
  const texts = readdirSync(folder)
    .filter((file) => legalFile.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
  return {name, version, license: String(license), licenseText: texts.join('\n\n'), integrity}
}
