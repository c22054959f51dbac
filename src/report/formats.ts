import type {Renderer, RenderOptions} from './render-options.ts'
import type {Report} from './report.ts'
import {type ValueFormat, valueText} from './structured-text.ts'
import type {ReportTextOptions} from './text-lines.ts'

/** The formats that a report has by a name alone; each is loaded when it is asked for. A new one is a file and a line. */
const renderers = {
  text: async () => {
    const {reportText} = await import('./text.ts')
    return async (report, options) => reportText(report, await reportOptions(options))
  },
  wide: async () => {
    const {wideText} = await import('./wide.ts')
    return async (report, options) => wideText(report, await reportOptions(options))
  },
  json: async () => (report) => valueText(report, 'json'),
  yaml: async () => (report) => valueText(report, 'yaml'),
  name: async () => (await import('./name.ts')).reportNames,
  markdown: async () => (await import('./markdown.ts')).reportMarkdown,
  html: async () => (await import('./html.ts')).reportHtml,
  sarif: async () => (await import('./sarif.ts')).reportSarif,
  junit: async () => (await import('./junit.ts')).reportJunit,
  mermaid: async () => (await import('./mermaid.ts')).reportMermaid,
} satisfies Readonly<Record<string, () => Promise<Renderer>>>

type ReportFormatName = keyof typeof renderers

/** The format of a report, templates included. */
export type ReportFormat = ReportFormatName | ValueFormat

export const reportFormatNames: readonly ReportFormatName[] = Object.keys(renderers).filter(isName)

/** The report in a format. */
export async function renderReport(report: Report, format: ReportFormat, options: RenderOptions): Promise<string> {
  if (!isName(format)) return valueText(report, format)
  const render: Renderer = await renderers[format]()
  return render(report, options)
}

function isName(format: string): format is ReportFormatName {
  return Object.hasOwn(renderers, format)
}

async function reportOptions({textOptions, showsNamespaces = false}: RenderOptions): Promise<ReportTextOptions> {
  return {...(await textOptions()), showsNamespaces}
}
