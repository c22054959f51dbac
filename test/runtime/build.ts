import {readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {build, type Plugin} from 'rolldown'
import {commandList} from '../../src/commands/command-list.ts'
import {commandManifest} from './command-manifest.ts'
import {stubs} from './stubs.ts'

/**
 * Bundles src/ into dist/: CommonJS chunks, one per command and per package that few calls need, each loaded when it is
 * first used. Start-up is what a kubectl plugin is felt by; test/bench/start-up.ts measures it against kubectl's own.
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

rmSync(join(root, 'dist'), {recursive: true, force: true})
await build({
  cwd: root,
  input: {program: 'virtual:program'},
  platform: 'node',
  plugins: [entry(program), stubs()],
  treeshake: {moduleSideEffects: [{test: /node_modules\/@kubernetes\/client-node\//, sideEffects: false}]},
  output: {
    dir: join(root, 'dist'),
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    comments: false,
    codeSplitting: {
      groups: [
        {name: 'oclif', test: /node_modules\/@oclif\/|stub:/},
        {name: 'yaml', test: /node_modules\/yaml\//},
      ],
    },
  },
  logLevel: 'warn',
})

function entry(text: string): Plugin {
  const id = 'virtual:program'
  return {
    name: 'entry',
    resolveId: (specifier) => (specifier === id ? id : undefined),
    load: (loaded) => (loaded === id ? text : undefined),
  }
}
