import type {BundledPackage} from './bundled-package.ts'
import {bunVersion} from './platform.ts'

const rule = '-'.repeat(80)

/** NOTICE: whose work is in the npm package and in the archives, and under which terms. */
export function notice(packages: readonly BundledPackage[]): string {
  return `kubectl-imagecreds
Licensed under the Apache License, Version 2.0; see LICENSE.

The program contains parts of the packages below, each under its own licence.
The executables of the archives also contain Bun ${bunVersion}.

${rule}
Bun ${bunVersion} (in the archives only)
MIT; https://github.com/oven-sh/bun

Bun contains JavaScriptCore of WebKit, which is under the GNU Library General
Public License, version 2, and other libraries under terms of their own, all of
them listed in
https://github.com/oven-sh/bun/blob/bun-v${bunVersion}/LICENSE.md
Its sources, with those of its WebKit at https://github.com/oven-sh/webkit, and
this program's, from which "npm run package" makes the executable, are what is
needed to put another build of JavaScriptCore into it.

${sections(packages).join('\n')}`
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
