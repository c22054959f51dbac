import * as Args from '@oclif/core/args'
import {BaseCommand} from '../cli/base-command.ts'
import {type ExitCode, exitCodeOfVerdict} from '../cli/exit-code.ts'
import {ExpectedError} from '../cli/expected-error.ts'
import {nearest} from '../cli/nearest.ts'
import {manifestList} from '../manifests/manifest-list.ts'
import {printable} from '../report/printable.ts'
import {table} from '../report/table.ts'

export class Generate extends BaseCommand {
  static override summary = 'Print manifests that give a cluster its image credentials, or list them'
  static override description =
    'Each manifest goes to standard output, with comments that say what to fill in and what the trade-offs are. No ' +
    'cluster is contacted, and no manifest contains a login. "kubectl imagecreds explain ways" compares the ways ' +
    'that they implement.'
  static override usage = ['generate', 'generate NAME [flags]']
  static override args = {
    name: Args.string({description: 'the manifest, such as external-secret; without one they are listed'}),
  }
  static override flags = {}
  static override examples = [
    'kubectl imagecreds generate',
    'kubectl imagecreds generate external-secret regcred --store vault --server ghcr.io -n shop > regcred.yaml',
    "kubectl imagecreds generate admission-policy --secret regcred --match 'ghcr.io/acme/*' | kubectl apply -f -",
  ]

  override async run(): Promise<ExitCode> {
    const {args} = await this.parse(Generate)
    if (args.name !== undefined) throw unknownManifest(args.name)
    this.print(
      table(
        ['name', 'what it is'],
        manifestList.map(({name, summary}) => [name, summary]),
      ).join('\n'),
    )
    return exitCodeOfVerdict('good')
  }
}

/** Each name that is known is a command of its own. */
function unknownManifest(word: string): ExpectedError {
  const near = nearest(
    word,
    manifestList.map(({name}) => name),
  )
  const list = `See 'kubectl imagecreds generate' for all of them.`
  return new ExpectedError(`no manifest is called "${printable(word)}"`, {
    nextSteps: near === undefined ? [list] : [`The nearest one is "${near}".`, list],
  })
}
