import type {Interfaces} from '@oclif/core'
import {Command} from '@oclif/core/command'
import type {OnProgress} from '../report/progress.ts'
import type {Report} from '../report/report.ts'
import {type ValueFormat, valueText} from '../report/structured-text.ts'
import type {TextOptions} from '../report/text-lines.ts'
import type {CommandOutput} from './command-output.ts'
import type {ExitCode} from './exit-code.ts'
import {usageError} from './expected-error.ts'
import type {Listener} from './listener.ts'
import {liveProgress} from './live-progress.ts'
import type {ObjectFormat} from './output-flag.ts'
import {parseArguments} from './parse-arguments.ts'
import type {ReportFlagValues} from './report-output.ts'
import {type StreamTraits, streamTraits} from './stream-traits.ts'
import {asTemplateError} from './template-error.ts'

type Values = Record<string, unknown>

/**
 * What every command stands on. `run` ends with the exit code or throws; how an error is shown and what it exits with
 * is decided once, in `run-program.ts`. The result goes to stdout, all else to stderr.
 */
export abstract class BaseCommand extends Command {
  abstract override run(): Promise<ExitCode>

  protected readonly stdout: StreamTraits = streamTraits(process.stdout, process.env)
  protected readonly stderr: StreamTraits = streamTraits(process.stderr, process.env)

  /** Writes a result, ended by a line feed if it is not. */
  protected print(text: string): void {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  }

  /** What a command says of objects; a template ends its lines itself. */
  protected printObjects(text: string, format: ObjectFormat): void {
    if (text === '' || format.includes('=')) process.stdout.write(text)
    else this.print(text)
  }

  /** Prints a value in the format of `-o`; `draw` makes the text. */
  protected async printAs<T extends object>(
    value: T,
    format: 'text' | ValueFormat,
    draw: (value: T, options: TextOptions) => string,
  ): Promise<void> {
    if (format === 'text') return this.print(draw(value, await this.textOptions()))
    // A template ends its lines itself.
    process.stdout.write(await asTemplateError(() => valueText(value, format)))
  }

  /** Prints a text to be read from its beginning: through the user's pager where it is longer than the terminal. */
  protected async printPage<T extends object>(
    value: T,
    draw: (value: T, options: TextOptions) => string,
    isPaged: boolean,
  ): Promise<void> {
    const text = draw(value, await this.textOptions())
    const {isTerminal} = this.stdout
    const isLonger = text.split('\n').length > (process.stdout.rows ?? Number.POSITIVE_INFINITY)
    if (isPaged && isTerminal && isLonger && (await (await import('./pager.ts')).page(text, process.env))) return
    this.print(text)
  }

  /** Prints a report as `-o` and `--redact-hosts` have it. */
  protected async printReport(
    report: Report,
    flags: ReportFlagValues,
    options: {readonly showsNamespaces?: boolean} = {},
  ): Promise<void> {
    process.stdout.write(await this.reportText(report, flags, options))
  }

  protected async reportText(
    report: Report,
    flags: ReportFlagValues,
    options: {readonly showsNamespaces?: boolean} = {},
  ): Promise<string> {
    const {reportOutput} = await import('./report-output.ts')
    const {name, version} = this.config
    const textOptions = () => this.textOptions()
    return reportOutput(report, flags, {textOptions, tool: {name, version}, ...options})
  }

  /** chalk is loaded here, so that machine output does not pay for it. */
  protected async textOptions(): Promise<TextOptions> {
    const {createTheme, isUtf8} = await import('../report/theme.ts')
    const {width, hasColor, isTerminal} = this.stdout
    const unicode = !isTerminal || isUtf8(process.env, process.platform)
    return {width, theme: createTheme({color: hasColor, unicode})}
  }

  /** Tells something beside the result: progress, a warning. */
  protected tell(text: string): void {
    process.stderr.write(text.endsWith('\n') ? text : `${text}\n`)
  }

  /** Shows on the terminal what `work` tells of its progress, until it is done. */
  protected async whileWorking<T>(format: string, work: (report: OnProgress) => Promise<T>): Promise<T> {
    const live = liveProgress(this.stderr, format)
    try {
      return await work(live.report)
    } finally {
      await live.end()
    }
  }

  /** Something that works and is not wise. */
  protected warning(text: string): void {
    this.tell(`warning: ${text}`)
  }

  /** The same two for those who are no command. */
  protected readonly listener: Listener = {warn: (text) => this.warning(text), tell: (text) => this.tell(text)}

  /** All of the above for those who are no command. */
  protected output(
    flags: ReportFlagValues & {readonly 'no-progress': boolean},
    warnings: readonly string[],
  ): CommandOutput {
    return {
      warnings,
      listener: this.listener,
      watch: (work) => this.whileWorking(flags['no-progress'] ? 'none' : flags.output, work),
      print: (text) => this.print(text),
      textOptions: () => this.textOptions(),
      reportText: (report, showsNamespaces = false) => this.reportText(report, flags, {showsNamespaces}),
      printReport: (report, showsNamespaces = false) => this.printReport(report, flags, {showsNamespaces}),
    }
  }

  /** The command line by the rules of kubectl instead of oclif's own (see `command-line.ts`). */
  protected override async parse<F extends Values, B extends Values, A extends Values>(
    options?: Interfaces.Input<F, B, A>,
    argv: string[] = this.argv,
  ): Promise<Interfaces.ParserOutput<F, B, A>> {
    const declared = {flags: {...options?.baseFlags, ...options?.flags}, args: {...options?.args}}
    const read = await parseArguments(argv, declared, this)
    if ('fault' in read) throw usageError(read.fault, this.id?.replaceAll(':', ' '), read.nearest)
    this.parsed = true
    // The values come from the declarations that F, B and A are inferred from.
    const {flags, args} = read as {flags: F & B & {json: undefined}; args: A}
    return {flags, args, argv: [], raw: [], metadata: {flags: {}}, nonExistentFlags: []}
  }

  /** oclif would set an exit code of its own. */
  protected override async catch(error: Error): Promise<never> {
    throw error
  }
}
