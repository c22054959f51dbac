import {createRequire} from 'node:module'
import type {Command} from '@oclif/core'
import {commandList} from '../../src/commands/command-list.ts'

type CacheCommand = (command: Command.Class) => Promise<Command.Cached>

/** oclif's own `oclif.manifest.json`, of the commands by id: what help needs to know without loading a command. */
export async function commandManifest(): Promise<Record<string, Command.Cached>> {
  const entries = await Promise.all(
    Object.entries(commandList).map(async ([id, load]) => [id, {...(await cacheCommand()(await load())), id}] as const),
  )
  return Object.fromEntries(entries)
}

/** oclif writes its manifests with a function that it does not export. */
function cacheCommand(): CacheCommand {
  const require = createRequire(import.meta.url)
  const core = require.resolve('@oclif/core')
  return require(core.replace(/index\.js$/, 'util/cache-command.js')).cacheCommand
}
