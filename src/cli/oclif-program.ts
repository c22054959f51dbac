import type {Interfaces} from '@oclif/core'
import {Config} from '@oclif/core/config'
import {Help} from '@oclif/core/help'
import type {ExitCode} from './exit-code.ts'
import {type Program, versionLine} from './program.ts'
import {streamTraits} from './stream-traits.ts'

/** Help on a command or a group of them, or on the program, on stdout. */
export async function showHelp(program: Program, id?: string): Promise<ExitCode> {
  const {hasColor, width} = streamTraits(process.stdout, process.env)
  const help = new Help(await loadConfig(program), {
    maxWidth: width,
    stripAnsi: !hasColor,
    flagSortOrder: 'none',
  })
  await help.showHelp(id === undefined ? [] : id.split(':'))
  return 0
}

export async function runCommand(program: Program, id: string, argv: readonly string[]): Promise<ExitCode> {
  const config = await loadConfig(program)
  return config.runCommand<ExitCode>(id, [...argv])
}

/** oclif's view of the program, out of memory: it looks for no files, and loads no command before it is called. */
async function loadConfig(program: Program): Promise<Config> {
  // On Windows oclif starts a PowerShell to learn the shell's name if this is not set.
  if (process.platform === 'win32') process.env['SHELL'] ??= 'cmd.exe'
  const plugin = rootPlugin(program)
  const config = new Config({root: plugin.root, plugins: new Map([[plugin.name, plugin]])})
  await config.load()
  config.userAgent = versionLine(program)
  return config
}

function rootPlugin({name, version, description, manifest, loaders}: Program): Interfaces.Plugin {
  const commands = Object.values(manifest).map((command) => ({
    ...command,
    load: async () => {
      const load = loaders[command.id]
      if (load === undefined) throw new Error(`command ${command.id} is in the manifest and has no loader`)
      const loaded = await load()
      loaded.id = command.id
      return loaded
    },
  }))
  return {
    _base: '',
    alias: name,
    name,
    version,
    root: import.meta.dirname,
    type: 'core',
    moduleType: 'commonjs',
    isRoot: true,
    valid: true,
    hasManifest: true,
    commandsDir: undefined,
    commands,
    commandIDs: commands.map(({id}) => id),
    topics: [],
    hooks: {},
    options: {root: import.meta.dirname},
    pjson: {
      name,
      version,
      oclif: {
        bin: 'kubectl imagecreds',
        binAliases: [name],
        dirname: name,
        description,
        topicSeparator: ' ',
        additionalHelpFlags: ['-h'],
      },
    },
    load: async () => {},
    findCommand: () => {
      throw new Error('oclif asks the plugin for a command')
    },
  }
}
