import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {type CausePage, explainCause, listCauses, spellings} from '../app/explain-cause.ts'
import {BaseCommand} from '../cli/base-command.ts'
import {type ExitCode, exitCodeOfVerdict} from '../cli/exit-code.ts'
import {ExpectedError, usageError} from '../cli/expected-error.ts'
import {outputFlags} from '../cli/flags.ts'
import {readMessage} from '../cli/message-input.ts'
import {nearest} from '../cli/nearest.ts'
import {catalogue} from '../doctor/diagnoses/catalogue.ts'
import {longestText} from '../doctor/parse-pull-failure.ts'
import {causeText} from '../report/cause-text.ts'
import {structuredText} from '../report/structured-text.ts'

export class Explain extends BaseCommand {
  static override summary = 'Describe a cause of failing pulls, list all known causes, or read a message'
  static override description =
    'Without an argument it lists the causes. With --message it reads an event, a waiting message, a part of ' +
    '"kubectl describe" or a log line of any container runtime, and names the causes that fit the words, the ' +
    'likeliest first, and how to tell them apart. It contacts no cluster and no registry, and hides logins that were ' +
    'copied along with the text. It always exits 0, even where the text does not mention a failing pull.'
  static override usage = ['explain [CAUSE] [flags]', 'explain --message TEXT [flags]']
  static override args = {
    cause: Args.string({
      description: 'its code or its name, such as ICR1101 or secret-missing; "ways" compares the ways to log in',
    }),
  }
  static override flags = {
    message: Flags.string({
      helpValue: '<text>',
      description: 'a message of a failing pull; - reads it from standard input',
    }),
    'no-pager': Flags.boolean({
      description: 'print a page that is longer than the terminal without the pager of PAGER',
    }),
    ...outputFlags,
  }
  static override examples = [
    'kubectl imagecreds explain',
    'kubectl imagecreds explain secret-missing',
    'kubectl imagecreds explain ways',
    'kubectl describe pod web-0 | kubectl imagecreds explain --message -',
  ]

  override async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Explain)
    if (flags.message !== undefined) return this.explainMessage(flags.message, args.cause, flags.output)
    if (args.cause === 'ways') return this.explainWays(flags.output)
    const pages = args.cause === undefined ? listCauses(catalogue) : pageOf(args.cause)
    if (flags.output === 'text') await this.printPage(pages, causeText, !flags['no-pager'])
    else this.print(await structuredText(pages, flags.output))
    return exitCodeOfVerdict('good')
  }

  /** The eight ways to give a cluster its image credentials. */
  private async explainWays(output: 'text' | 'json' | 'yaml'): Promise<ExitCode> {
    const [{explainWays}, {waysText}] = await Promise.all([
      import('../app/explain-ways.ts'),
      import('../report/ways-text.ts'),
    ])
    await this.printAs(explainWays(), output, waysText)
    return exitCodeOfVerdict('good')
  }

  private async explainMessage(
    given: string,
    cause: string | undefined,
    output: 'text' | 'json' | 'yaml',
  ): Promise<ExitCode> {
    if (cause !== undefined) throw usageError('CAUSE cannot be used together with --message', this.id)
    const text = await readMessage(given)
    if (text.length > longestText) this.warning(`only the first ${longestText} characters are read`)
    // The ranking is loaded here, so that a page of the catalogue does not pay for it.
    const [{explainMessage}, {explainedText}] = await Promise.all([
      import('../app/explain-message.ts'),
      import('../report/explained-text.ts'),
    ])
    await this.printAs(explainMessage(text), output, explainedText)
    return exitCodeOfVerdict('good')
  }
}

const list = `See 'kubectl imagecreds explain' for all of them.`

function pageOf(word: string): CausePage {
  const page = explainCause(word, catalogue)
  if (page !== undefined) return page
  // Whoever forgets --message may have copied a login with the message, so a sentence is not repeated.
  if (/\s/.test(word)) {
    throw new ExpectedError('a cause is named by one word, its code or its name', {
      nextSteps: ["A message is read with: kubectl imagecreds explain --message 'TEXT'", list],
    })
  }
  const near = nearest(word, catalogue.flatMap(spellings))
  throw new ExpectedError(`no cause is called "${word}"`, {
    nextSteps: near === undefined ? [list] : [`The nearest one is "${near}".`, list],
  })
}
