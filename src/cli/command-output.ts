import type {OnProgress} from '../report/progress.ts'
import type {Report} from '../report/report.ts'
import type {TextOptions} from '../report/text-lines.ts'
import type {Listener} from './listener.ts'

/** Where a command's words go, for those who are no command. */
export interface CommandOutput {
  /** What has to be known about how registries are asked. */
  readonly warnings: readonly string[]
  readonly listener: Listener
  /** Shows progress around work, where the user wants to see it. */
  watch<T>(work: (onProgress: OnProgress) => Promise<T>): Promise<T>
  print(text: string): void
  textOptions(): Promise<TextOptions>
  /** A whole report in the format of `-o`; `showsNamespaces`: the scope does not tell that of each Pod. */
  reportText(report: Report, showsNamespaces?: boolean): Promise<string>
  printReport(report: Report, showsNamespaces?: boolean): Promise<void>
}
