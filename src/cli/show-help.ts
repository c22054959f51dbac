import type {Interfaces} from '@oclif/core'
import {Config} from '@oclif/core/config'
import {CommandHelp, Help} from '@oclif/core/help'
import type {ExitCode} from './exit-code.ts'
import {loadCommand, type Program, versionLine} from './program.ts'
import type {StreamTraits} from './stream-traits.ts'

/** Help on a command or a group of them, or on the program, on stdout. */
export async function showHelp(program: Program, {hasColor, width}: StreamTraits, id?: string): Promise<ExitCode> {
  const help = new ProgramHelp(await loadConfig(program), {
    maxWidth: width,
    stripAnsi: !hasColor,
    flagSortOrder: 'none',
  })
  await help.showHelp(id === undefined ? [] : id.split(':'))
  return 0
}

class ProgramHelp extends Help {
  protected override CommandHelpClass = ProgramCommandHelp

  /** oclif wraps everything but the first line. */
  override formatRoot(): string {
    const [summary = '', ...rest] = super.formatRoot().split('\n')
    return [this.wrap(summary, 0), ...rest].join('\n')
  }
}

class ProgramCommandHelp extends CommandHelp {
  /** oclif measures a line of usage with the placeholder of the command's name in it, and breaks it too early. */
  protected override usage(): string {
    const lines = [this.command.usage ?? this.defaultUsage()].flat()
    return lines.map((line) => this.wrap(`$ ${this.config.bin} ${line}`)).join('\n')
  }

  /** oclif says the summary again, which is the first line of the help. */
  protected override description(): string | undefined {
    const {description} = this.command
    return description === undefined ? undefined : this.wrap(description)
  }

  /** oclif gives a prompt only to examples that begin with the program, and none to what is piped into it. */
  protected override examples(examples: Parameters<CommandHelp['examples']>[0]): string | undefined {
    if (examples === undefined) return undefined
    const commands = [examples].flat().map((example) => (typeof example === 'string' ? example : example.command))
    return commands.map((command) => `$ ${command}`).join('\n\n')
  }

  /** oclif trims a list as a whole, and so puts a first flag without a short name left of the others. */
  override renderList(...[rows, options]: Parameters<CommandHelp['renderList']>): string {
    const text = super.renderList(rows, options)
    const label = rows[0]?.[0] ?? ''
    // Where descriptions stand below their flags, no flag is indented.
    const isStacked = text.split('\n', 1)[0] === label.trim()
    return isStacked ? text : ' '.repeat(label.length - label.trimStart().length) + text
  }
}

/** oclif's view of the program, out of memory: it looks for no files, and loads no command. */
async function loadConfig(program: Program): Promise<Config> {
  // On Windows oclif starts a PowerShell to learn the shell's name if this is not set.
  if (process.platform === 'win32') process.env['SHELL'] ??= 'cmd.exe'
  const plugin = rootPlugin(program)
  const config = new HelpConfig({root: plugin.root, plugins: new Map([[plugin.name, plugin]])})
  await config.load()
  config.userAgent = versionLine(program)
  return config
}

/** The user's colours for oclif would be two more files to look for. */
class HelpConfig extends Config {
  override async loadTheme(): Promise<undefined> {}

  /** A command that has others below it is listed as a command, and once. */
  override get topics() {
    return super.topics.filter(({name}) => !this.commandIDs.includes(name))
  }
}

function rootPlugin({name, version, description, manifest, loaders}: Program): Interfaces.Plugin {
  const commands = Object.values(manifest).map((command) => ({
    ...command,
    load: () => loadCommand(loaders, command.id),
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
