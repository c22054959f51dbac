import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {build, type Plugin} from 'rolldown'
import {commandList} from '../../src/commands/command-list.ts'
import {chunkName} from './chunk-name.ts'
import {commandManifest} from './command-manifest.ts'
import {lateRequires} from './late-requires.ts'
import {stubs} from './stubs.ts'

/**
 * Bundles src/ into dist/: CommonJS chunks, one per command and per package that few calls need, each loaded when it is
 * first used. Start-up is what a kubectl plugin is felt by; test/bench/run.ts measures it against kubectl's own.
 */
const root = join(import.meta.dirname, '../..')
const {name, version, description} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** The program put together: what oclif would read from files at every start is written into the bundle. */
const program = `
import {commandList} from ${JSON.stringify(join(root, 'src/commands/command-list.ts'))}
import {runProgram} from ${JSON.stringify(join(root, 'src/cli/run-program.ts'))}
runProgram(process.argv.slice(2), {
  name: ${JSON.stringify(name)},
  version: ${JSON.stringify(version)},
  description: ${JSON.stringify(description)},
  manifest: JSON.parse(${JSON.stringify(JSON.stringify(await commandManifest(commandList)))}),
  loaders: commandList,
})
`

/** With the packages that it draws its help with: a chunk more costs more than what stands unused in one. */
const oclif =
  /stub:oclif:|node_modules\/(?:@oclif|ansi-\w+|ansis|clean-stack|color-\w+|emoji-regex|escape-string-regexp|get-package-type|has-flag|indent-string|is-fullwidth-code-point|string-width|strip-ansi|supports-color|widest-line|wordwrap|wrap-ansi)\//

const dist = join(root, 'dist')
const liveView = join(root, 'src/report/live.tsx')
const {output} = await build({
  write: false,
  cwd: root,
  input: {program: 'virtual:program'},
  platform: 'node',
  plugins: [entry(program), stubs(), lateRequires(/@oclif[\\/]core[\\/]lib[\\/]/), separate(liveView, './live.mjs')],
  preserveEntrySignatures: 'allow-extension',
  treeshake: {moduleSideEffects: [{test: /node_modules\/@kubernetes\/client-node\//, sideEffects: false}]},
  output: {
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: ({facadeModuleId}) =>
      facadeModuleId?.includes('/@kubernetes/client-node/') ? 'client-node.cjs' : '[name].cjs',
    comments: false,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        {name: 'oclif', test: oclif},
        {name: 'yaml', test: /node_modules\/yaml\//},
        {name: 'chalk', test: /node_modules\/chalk\//},
        {name: 'undici', test: /node_modules\/undici\//},
        {debugName: 'source', name: chunkName('virtual:program')},
      ],
    },
  },
  logLevel: 'warn',
})

// ink and yoga await while they are loaded, which no CommonJS chunk can: the live view is a module of its own.
const {output: live} = await build({
  write: false,
  cwd: root,
  input: {live: liveView},
  platform: 'node',
  transform: {define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'}},
  plugins: [stubs()],
  output: {format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs', comments: false},
  logLevel: 'warn',
})
// Only now, so that a build that fails leaves the last one; what is no longer in it goes at the end.
mkdirSync(dist, {recursive: true})
const files = [...output, ...live]
for (const file of files) writeFileSync(join(dist, file.fileName), file.type === 'chunk' ? file.code : file.source)
const written = new Set(files.map(({fileName}) => fileName))
for (const name of readdirSync(dist)) if (!written.has(name)) rmSync(join(dist, name), {recursive: true})

/** Leaves a file out of the bundle: it is loaded from where `path` says when it is first used. */
function separate(file: string, path: string): Plugin {
  return {
    name: 'separate',
    resolveId: (specifier, importer) => {
      const isMeant =
        importer !== undefined && specifier.startsWith('.') && resolve(dirname(importer), specifier) === file
      return isMeant ? {id: path, external: true} : undefined
    },
  }
}

function entry(text: string): Plugin {
  const id = 'virtual:program'
  return {
    name: 'entry',
    resolveId: (specifier) => (specifier === id ? id : undefined),
    load: (loaded) => (loaded === id ? text : undefined),
  }
}
