import {Config} from '@oclif/core/config'
import type {ExitCode} from './exit-code.ts'
import {type CommandConstructor, loadCommand, type Program} from './program.ts'

/**
 * Runs a command by itself. oclif's own way, `Config.runCommand`, first builds its view of the whole program, and a
 * second time for the command, to call hooks that there are none of; a command never looks at that view.
 */
export async function runCommand(
  {loaders, name, version}: Program,
  id: string,
  argv: readonly string[],
): Promise<ExitCode> {
  const Loaded: CommandConstructor = await loadCommand(loaders, id)
  // What a report says it was written by; oclif would read both from a file.
  const config = Object.assign(new Config({root: import.meta.dirname}), {name, version})
  return new Loaded([...argv], config).run()
}
