import {createRequire} from 'node:module'
import type {Command} from '@oclif/core'
import type {Program} from '../../src/cli/program.ts'

type CacheCommand = (command: Command.Class) => Promise<Command.Cached>

/** oclif's own `oclif.manifest.json`, of the commands by id: what help needs to know without loading a command. */
export async function commandManifest(loaders: Program['loaders']): Promise<Program['manifest']> {
  const cacheCommand = cacheCommandOfOclif()
  const entries = await Promise.all(
    Object.entries(loaders).map(async ([id, load]) => [id, {...(await cacheCommand(await load())), id}] as const),
  )
  return Object.fromEntries(entries)
}

/** oclif writes its manifests with a function that it does not export. */
function cacheCommandOfOclif(): CacheCommand {
  const require = createRequire(import.meta.url)
  const core = require.resolve('@oclif/core')
  return require(core.replace(/index\.js$/, 'util/cache-command.js')).cacheCommand
}
