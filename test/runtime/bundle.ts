import {readFileSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {build, type OutputAsset, type OutputChunk, type Plugin} from 'rolldown'
import {commandList} from '../../src/commands/command-list.ts'
import {chunkName} from './chunk-name.ts'
import {commandManifest} from './command-manifest.ts'
import {lateChunks, lateRequires} from './late-requires.ts'
import {stubs} from './stubs.ts'

const root = join(import.meta.dirname, '../..')
const liveView = join(root, 'src/report/live.tsx')

/** The program as files that stand in one folder, and what of other people's work is in them. */
export interface Bundle {
  readonly files: readonly {readonly name: string; readonly text: string | Uint8Array}[]
  /** The folders of the packages that something is taken from. */
  readonly packages: readonly string[]
}

/** With the packages that it draws its help with: a chunk more costs more than what stands unused in one. */
const oclif =
  /stub:oclif:|node_modules\/(?:@oclif|ansi-\w+|ansis|clean-stack|color-\w+|emoji-regex|escape-string-regexp|get-package-type|has-flag|indent-string|is-fullwidth-code-point|string-width|strip-ansi|supports-color|widest-line|wordwrap|wrap-ansi)\//

/**
 * Bundles src/: CommonJS chunks, one per command and per package that few calls need, each loaded when it is first used.
 * Start-up is what a kubectl plugin is felt by; test/bench/run.ts measures it against kubectl's own.
 */
export async function bundleProgram(): Promise<Bundle> {
  const {output} = await build({
    write: false,
    cwd: root,
    input: {program: 'virtual:program'},
    platform: 'node',
    plugins: [
      entry(await programText()),
      stubs(),
      lateRequires(/@oclif[\\/]core[\\/]lib[\\/]/),
      lateChunks(/^\.\/(?:chalk|yaml)\.cjs$|^node:(?:crypto|net|os|timers\/promises|tls|tty|util)$/),
      separate(liveView, './live.mjs'),
    ],
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
  const outputs = [...output, ...live]
  return {
    files: outputs.map((file) => ({name: file.fileName, text: file.type === 'chunk' ? file.code : file.source})),
    packages: packagesOf(outputs),
  }
}

function packagesOf(outputs: readonly (OutputChunk | OutputAsset)[]): readonly string[] {
  const modules = outputs.flatMap((output) =>
    output.type === 'chunk' ? Object.entries(output.modules).filter(([, {renderedLength}]) => renderedLength > 0) : [],
  )
  const folder = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/
  return [...new Set(modules.flatMap(([id]) => folder.exec(id)?.[1] ?? []))].sort()
}

/** The program put together: what oclif would read from files at every start is written into the bundle. */
async function programText(): Promise<string> {
  const {name, version, description} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const manifest = JSON.stringify(await commandManifest(commandList))
  return `
import {commandList} from ${JSON.stringify(join(root, 'src/commands/command-list.ts'))}
import {runProgram} from ${JSON.stringify(join(root, 'src/cli/run-program.ts'))}
runProgram(process.argv.slice(2), {
  name: ${JSON.stringify(name)},
  version: ${JSON.stringify(version)},
  description: ${JSON.stringify(description)},
  manifest: JSON.parse(${JSON.stringify(manifest)}),
  loaders: commandList,
})
`
}

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
