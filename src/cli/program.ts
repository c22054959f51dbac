import type {Command} from '@oclif/core/command'
import type {BaseCommand} from './base-command.ts'

/** A command's class, loaded when it is called. */
export type CommandLoader = () => Promise<CommandClass>

export type CommandClass = Command.Class & CommandConstructor

export type CommandConstructor = new (...args: ConstructorParameters<typeof Command>) => BaseCommand

/** The program, as the build puts it together. */
export interface Program {
  /** Of the package and its executable: `kubectl-imagecreds`. */
  readonly name: string
  readonly version: string
  readonly description: string
  /** By id, words joined by colons: what help and the command line need to know without loading a command. */
  readonly manifest: Readonly<Record<string, Command.Cached>>
  readonly loaders: Readonly<Record<string, CommandLoader>>
}

/** What `--version` prints and a report of a defect begins with. */
export function versionLine({name, version}: Program): string {
  const {bun, node} = process.versions
  const runtime = bun === undefined ? `Node.js ${node}` : `Bun ${bun}`
  return `${name} ${version} (${process.platform} ${process.arch}, ${runtime})`
}

/** The class of a command, which then knows its own id. */
export async function loadCommand(loaders: Program['loaders'], id: string): Promise<CommandClass> {
  const load = loaders[id]
  if (load === undefined) throw new Error(`command ${id} is in the manifest and has no loader`)
  const loaded = await load()
  loaded.id = id
  return loaded
}
