import type {Report} from './report.ts'
import {reportText} from './text.ts'
import type {ReportTextOptions} from './text-lines.ts'

/** The text for a person with all that it leaves to `-o json` otherwise: whole messages, every Pod, every alternative. */
export function wideText(report: Report, options: ReportTextOptions): string {
  return reportText(report, {...options, isWhole: true})
}
