import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {type BunLibrary, bunLibraries, webKit} from './bun-library.ts'
import type {BundledPackage} from './bundled-package.ts'
import {bunVersion} from './platform.ts'

const rule = '-'.repeat(80)

/** NOTICE: whose work is in the npm package and in the archives, and under which terms. */
export function notice(packages: readonly BundledPackage[]): string {
  return `kubectl-imagecreds
Licensed under the Apache License, Version 2.0; see LICENSE.

The program contains parts of the packages below, each under its own licence.
The executables of the archives also contain Bun ${bunVersion}, and in it
JavaScriptCore, a library whose use is covered by the GNU Library General Public
License.

${bunSection()}
${sections(packages).join('\n')}`
}

/** What section 6 of the LGPL asks: that the library is named, that it can be exchanged, and the licence itself. */
function bunSection(): string {
  const libraries = bunLibraries.map(({name, license, repository}) => `  ${name}: ${license} (${repository})`)
  return `${rule}
Bun ${bunVersion} (in the archives only)
MIT; ${homeOf('oven-sh/bun')}

Bun contains ${webKit.name} of WebKit, which is under the GNU Library General
Public License, version 2 or later, and tinycc, which is under the GNU Lesser
General Public License, version 2.1 or later; both follow. The sources are at
${homeOf('oven-sh/bun')}, tag bun-v${bunVersion}, and at
${homeOf(webKit.repository)}. With them and the sources of this program at
${homeOf('imagecreds/kubectl-imagecreds')}, from which "npm run package"
makes the executables, they can be made anew with other versions of these
libraries. You may change them so for your own use, and take them apart to find
faults of such changes.

Bun also contains these libraries, each under a licence of its own that stands
with its sources on GitHub, and small packages under MIT that stand in for parts
of Node.js, as says
${homeOf('oven-sh/bun')}/blob/bun-v${bunVersion}/LICENSE.md:

${libraries.join('\n')}

${['LGPL-2.0', 'LGPL-2.1'].map(licenseText).join('\n\n')}
`
}

function homeOf(repository: BunLibrary['repository']): string {
  return `https://github.com/${repository}`
}

function licenseText(name: string): string {
  return `${rule}\n${readFileSync(join(import.meta.dirname, `${name}.txt`), 'utf8').trimEnd()}`
}

/** One for each text, with those that share it. */
function sections(packages: readonly BundledPackage[]): readonly string[] {
  const byText = Map.groupBy(packages, ({license, licenseText}) => licenseText || license)
  return [...byText].map(([text, sharing]) => {
    const names = sharing.map(({name, version, license}) => `${name} ${version} (${license})`)
    const [first] = sharing
    const isWithoutText = first?.licenseText === ''
    return `${rule}\n${names.join('\n')}\n\n${isWithoutText ? 'The package brings no copy of its licence.' : text}\n`
  })
}
