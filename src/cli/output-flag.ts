import * as Flags from '@oclif/core/flags'
import {type ReportFormat, reportFormatNames as reportNames} from '../report/formats.ts'
import {printable} from '../report/printable.ts'
import {checkTemplate, type ValueFormat} from '../report/structured-text.ts'
import {ExpectedError} from './expected-error.ts'
import {readInput} from './io.ts'
import {asTemplateError} from './template-error.ts'

/** The formats by a name alone of commands that end in no report, in the order of their help. */
const objectNames = ['text', 'json', 'yaml', 'name'] as const
const templateNames = ['jsonpath', 'jsonpath-file', 'go-template', 'go-template-file'] as const

/** The format of what a command says of objects. */
export type ObjectFormat = (typeof objectNames)[number] | ValueFormat

/** `-o` of the commands that end in a report, and who may read it. */
export const reportOutputFlags = {
  'redact-hosts': Flags.boolean({
    description: 'replace names of hosts, repositories, objects and users, for a report to share',
  }),
  output: Flags.custom<ReportFormat>({
    char: 'o',
    default: 'text',
    helpValue: '<format>',
    description: listed(reportNames),
    parse: async (text) => readFormat(text, reportNames),
  })(),
}

/** `-o` of the commands that write or show objects of the cluster. */
export const objectOutputFlags = {
  output: Flags.custom<ObjectFormat>({
    char: 'o',
    default: 'text',
    helpValue: '<format>',
    description: listed(objectNames),
    parse: async (text) => readFormat(text, objectNames),
  })(),
}

/** `-o` of `decode`, which can also write what it has read as a docker config. */
export const decodeOutputFlags = {
  output: Flags.custom<ObjectFormat | 'dockerconfig'>({
    char: 'o',
    default: 'text',
    helpValue: '<format>',
    description: `${listed(objectNames)}, or dockerconfig: what "create --from-docker-config" reads, passwords included`,
    parse: async (text) =>
      readFormat<(typeof objectNames)[number] | 'dockerconfig'>(text, [...objectNames, 'dockerconfig']),
  })(),
}

function listed(names: readonly string[]): string {
  return `${names.join(', ')}, jsonpath=TEMPLATE or go-template=TEMPLATE`
}

/**
 * What `-o` was given, with the template of a file in the place of the file's name. A template that cannot be read is a
 * fault of the command line, as it is kubectl's: nothing is asked before.
 */
async function readFormat<Name extends string>(text: string, names: readonly Name[]): Promise<Name | ValueFormat> {
  const known = names.find((name) => name === text)
  if (known !== undefined) return known
  const [name, template] = halves(text)
  const kind = templateNames.find((one) => one === name)
  if (kind === undefined) {
    throw new ExpectedError(
      `there is no format "${printable(name)}"; it takes ${new Intl.ListFormat('en', {type: 'disjunction'}).format([...names, ...templateNames])}`,
    )
  }
  if (template === '') throw new ExpectedError(`${kind} takes a template, as in ${examples[kind]}`)
  switch (kind) {
    case 'jsonpath':
    case 'go-template':
      return readable(`${kind}=${template}`)
    case 'jsonpath-file':
      return readable(`jsonpath=${await textOfFile(template)}`)
    case 'go-template-file':
      return readable(`go-template=${await textOfFile(template)}`)
  }
}

const examples: Readonly<Record<(typeof templateNames)[number], string>> = {
  jsonpath: "jsonpath='{.kind}'",
  'jsonpath-file': 'jsonpath-file=FILE',
  'go-template': "go-template='{{.kind}}'",
  'go-template-file': 'go-template-file=FILE',
}

/** `jsonpath={.a}` and, as kubectl has it, `jsonpath-file=a.txt`. */
function halves(text: string): readonly [string, string] {
  const at = text.indexOf('=')
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

async function textOfFile(path: string): Promise<string> {
  return Buffer.from(await readInput(path)).toString('utf8')
}

async function readable<Format extends Exclude<ValueFormat, 'json' | 'yaml'>>(format: Format): Promise<Format> {
  await asTemplateError(() => checkTemplate(format))
  return format
}
