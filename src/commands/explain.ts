import * as Args from '@oclif/core/args'
import {type CauseList, type CausePage, explainCause, listCauses, spellings} from '../app/explain-cause.ts'
import {BaseCommand} from '../cli/base-command.ts'
import {type ExitCode, exitCodeOfVerdict} from '../cli/exit-code.ts'
import {ExpectedError} from '../cli/expected-error.ts'
import {outputFlags} from '../cli/flags.ts'
import {nearest} from '../cli/nearest.ts'
import {structuredText} from '../cli/structured-text.ts'
import {catalogue} from '../doctor/diagnoses/catalogue.ts'

export class Explain extends BaseCommand {
  static override summary = 'Describe a cause of failing pulls, or list all that are known'
  static override args = {
    cause: Args.string({description: 'its code or its name, such as ICR1101 or secret-missing'}),
  }
  static override flags = {...outputFlags}
  static override examples = ['kubectl imagecreds explain', 'kubectl imagecreds explain secret-missing']

  override async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Explain)
    const pages = args.cause === undefined ? listCauses(catalogue) : pageOf(args.cause)
    this.print(flags.output === 'text' ? textOf(pages) : await structuredText(pages, flags.output))
    return exitCodeOfVerdict('good')
  }
}

function pageOf(word: string): CausePage {
  const page = explainCause(word, catalogue)
  if (page !== undefined) return page
  const near = nearest(word, catalogue.flatMap(spellings))
  const list = `See 'kubectl imagecreds explain' for all of them.`
  throw new ExpectedError(`no cause is called "${word}"`, {
    nextSteps: near === undefined ? [list] : [`The nearest one is "${near}".`, list],
  })
}

function textOf(pages: CausePage | CauseList): string {
  if (pages.kind === 'Explanation') {
    return `${pages.code} ${pages.name} (${pages.severity})\n${pages.summary}\n\n${pages.explanation}`
  }
  const width = Math.max(0, ...pages.items.map(({cause}) => cause.length))
  return pages.items.map(({code, cause, summary}) => `${code}  ${cause.padEnd(width)}  ${summary}\n`).join('')
}
