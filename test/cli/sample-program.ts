import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {BaseCommand} from '../../src/cli/base-command.ts'
import type {ExitCode} from '../../src/cli/exit-code.ts'
import {ExpectedError} from '../../src/cli/expected-error.ts'
import {filenameFlags, outputFlags, selectionFlags, timeoutFlag} from '../../src/cli/flags.ts'
import {passwordFromStdin, passwordFromTerminal} from '../../src/cli/password.ts'
import {confirm} from '../../src/cli/prompt.ts'
import {runProgram} from '../../src/cli/run-program.ts'
import {openTerminal} from '../../src/cli/terminal.ts'
import {KubeError} from '../../src/cluster/kube-error.ts'
import {commandManifest} from '../runtime/command-manifest.ts'

/** Commands that end in every way a command can, for the tests of the frame around them. */
class Echo extends BaseCommand {
  static override summary = 'Print what was understood'
  static override args = {name: Args.string({required: true, description: 'a name'}), rest: Args.string()}
  static override flags = {
    ...selectionFlags,
    ...filenameFlags,
    ...outputFlags,
    timeout: timeoutFlag({description: 'a limit'}),
    server: Flags.string({aliases: ['docker-server'], description: 'a registry'}),
    'password-stdin': Flags.boolean({description: 'read a password', dependsOn: ['server']}),
  }

  override async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Echo)
    this.print(JSON.stringify({args, flags}))
    return 0
  }
}

class Fail extends BaseCommand {
  static override args = {how: Args.string({required: true})}

  override async run(): Promise<ExitCode> {
    const {args} = await this.parse(Fail)
    switch (args.how) {
      case 'expected':
        throw new ExpectedError('file "x" is no docker config', {nextSteps: ['Log in first.', 'docker login ghcr.io']})
      case 'kube':
        throw new KubeError('unreachable', 'https://10.0.0.1:6443 refuses the connection', {nextSteps: ['Start it.']})
      case 'cancelled':
        throw new KubeError('interrupted', 'cancelled')
      case 'hostile':
        throw new ExpectedError('registry said "\x1b[2J\u202egpj"')
      case 'defect':
        throw new TypeError('x is not a function', {cause: new Error('inner')})
      case 'later':
        setImmediate(() => {
          throw new Error('thrown outside of the command')
        })
        await new Promise(() => setTimeout(() => {}, 60_000))
    }
    return 1
  }
}

class Ask extends BaseCommand {
  static override args = {what: Args.string({required: true})}

  override async run(): Promise<ExitCode> {
    const {args} = await this.parse(Ask)
    switch (args.what) {
      case 'terminal':
        this.print(`got ${JSON.stringify((await passwordFromTerminal('Password: ')).reveal())}`)
        return 0
      case 'stdin':
        this.print(`got ${JSON.stringify((await passwordFromStdin()).reveal())}`)
        return 0
      default: {
        const terminal = openTerminal()
        this.print(`got ${terminal && (await confirm('Replace it?', terminal))}`)
        return 0
      }
    }
  }
}

class Flood extends BaseCommand {
  override async run(): Promise<ExitCode> {
    await this.parse(Flood)
    for (let line = 0; line < 100_000; line++) this.print(`line ${line}`)
    return 1
  }
}

class Wait extends BaseCommand {
  override async run(): Promise<ExitCode> {
    await this.parse(Wait)
    this.print('waiting')
    await new Promise(() => setTimeout(() => {}, 60_000))
    return 0
  }
}

const loaders = {
  echo: async () => Echo,
  fail: async () => Fail,
  ask: async () => Ask,
  flood: async () => Flood,
  'generate:wait': async () => Wait,
}

await runProgram(process.argv.slice(2), {
  name: 'kubectl-imagecreds',
  version: '1.2.3',
  description: 'sample',
  manifest: await commandManifest(loaders),
  loaders,
})
