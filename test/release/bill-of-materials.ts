import {type BunLibrary, bunLibraries, webKit} from './bun-library.ts'
import type {BundledPackage} from './bundled-package.ts'
import type {Platform, Runtime} from './platform.ts'

/** What is described: this package. */
export interface Product {
  readonly name: string
  readonly version: string
  readonly license: string
}

/**
 * The bill of materials in CycloneDX 1.6 (ECMA-424): the product, the packages bundled in it and the bun of each platform,
 * with the hashes of the archives that npm's registry serves, and the libraries in each bun. It says no time and no serial number, so that the same
 * commit has the same.
 */
export function billOfMaterials(product: Product, packages: readonly BundledPackage[], all: readonly Platform[]) {
  const direct = [
    ...packages.map((one) => component(one, one.license, 'library')),
    ...all.map(({runtime}) => component(runtime, 'MIT', 'platform')),
  ]
  const libraries = [webKit, ...bunLibraries].map(libraryOfBun)
  const ref = purl(product)
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': ref,
        name: product.name,
        version: product.version,
        licenses: [{expression: product.license}],
        purl: ref,
      },
    },
    components: [...direct, ...libraries],
    dependencies: [
      {ref, dependsOn: direct.map((one) => one.purl)},
      ...all.map(({runtime}) => ({ref: purl(runtime), dependsOn: libraries.map((one) => one.purl)})),
    ],
  }
}

/** Without a version, which Bun does not tell. */
function libraryOfBun({name, license, repository}: BunLibrary) {
  const ref = `pkg:github/${repository.toLowerCase()}`
  const isExpression = !/ licences$/.test(license)
  return {
    type: 'library' as const,
    'bom-ref': ref,
    name,
    licenses: [isExpression ? {expression: license} : {license: {name: license}}],
    purl: ref,
  }
}

function component(one: Runtime, license: string, type: 'library' | 'platform') {
  const content = Buffer.from(one.integrity.replace(/^sha512-/, ''), 'base64').toString('hex')
  return {
    type,
    'bom-ref': purl(one),
    name: one.name,
    version: one.version,
    hashes: [{alg: 'SHA-512', content}],
    licenses: [{expression: license}],
    purl: purl(one),
  }
}

/** https://github.com/package-url/purl-spec, type npm: the `@` of a scope is encoded. */
function purl({name, version}: {readonly name: string; readonly version: string}): string {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`
}
