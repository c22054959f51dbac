import {type ReportFormat, renderReport} from '../report/formats.ts'
import type {RenderOptions} from '../report/render-options.ts'
import type {Report} from '../report/report.ts'
import {asTemplateError} from './template-error.ts'

export interface ReportFlagValues {
  readonly output: ReportFormat
  readonly 'redact-hosts': boolean
  readonly filename?: string[] | undefined
  readonly namespace?: string | undefined
}

/** A report as `-o` and `--redact-hosts` have it. The names of files are the user's too: a redacted report points into none. */
export async function reportOutput(report: Report, flags: ReportFlagValues, options: RenderOptions): Promise<string> {
  const {output, filename, namespace} = flags
  if (flags['redact-hosts']) {
    const {redactHosts} = await import('../report/redact-hosts.ts')
    return asTemplateError(() => renderReport(redactHosts(report), output, options))
  }
  if (output !== 'sarif' || filename === undefined) {
    return asTemplateError(() => renderReport(report, output, options))
  }
  const {filePlaces} = await import('./file-places.ts')
  return renderReport(report, output, {...options, places: await filePlaces(filename, namespace)})
}
