import {type Diagnosis, diagnosisName} from '../../src/doctor/diagnosis.ts'
import {type PageBlock, readPage} from '../../src/report/cause-page.ts'
import {codeBlock, escaped} from '../../src/report/markdown-text.ts'

/** The files of `docs/` by name: a page for each diagnosis, and the index of all. */
export function docsPages(catalogue: readonly Diagnosis[]): ReadonlyMap<string, string> {
  const pages = catalogue.map((diagnosis): [string, string] => [`${diagnosis.code}.md`, page(diagnosis, catalogue)])
  return new Map([['README.md', contents(catalogue)], ...pages])
}

function contents(catalogue: readonly Diagnosis[]): string {
  const rows = catalogue.map((diagnosis) => {
    const {code, severity, summary} = diagnosis
    return `| [${code}](${code}.md) | ${diagnosisName(diagnosis)} | ${severity} | ${escaped(summary)} |`
  })
  const intro =
    'Every cause that `kubectl imagecreds doctor` can name. The same pages are printed by `kubectl imagecreds explain CODE`.'
  const table = ['| Code | Name | Severity | What it says |', '| --- | --- | --- | --- |', ...rows].join('\n')
  return `${[generated, '# Why an image does not pull', intro, table].join('\n\n')}\n`
}

const generated = '<!-- Made from src/doctor/diagnoses by "npm run docs"; changes go there. -->'

function page(diagnosis: Diagnosis, catalogue: readonly Diagnosis[]): string {
  const {code, severity, summary, explanation, cause} = diagnosis
  const blocks = readPage(explanation).map((block) => blockText(block, code, catalogue))
  const head = `# ${code} ${diagnosisName(diagnosis)}`
  const facts = `Severity: ${severity}. In JSON its \`cause\` is \`${cause}\`. [All causes](README.md)`
  return `${[generated, head, `${escaped(summary)}.`, facts, ...blocks].join('\n\n')}\n`
}

function blockText({kind, text}: PageBlock, code: string, catalogue: readonly Diagnosis[]): string {
  switch (kind) {
    case 'heading':
      return `## ${text}`
    case 'paragraph':
      return linked(escaped(text), code, catalogue)
    case 'command':
      return codeBlock(text, 'sh')
  }
}

/** What a page says of another leads there. */
function linked(text: string, own: string, catalogue: readonly Diagnosis[]): string {
  const codes = new Map(
    catalogue.flatMap((one) => [
      [String(one.code), one.code],
      [diagnosisName(one), one.code],
    ]),
  )
  return text.replace(/\bICR\d{4}\b|(?<=\bsee )[A-Z][A-Za-z]+\b/g, (word) => {
    const code = codes.get(word)
    return code === undefined || code === own ? word : `[${word}](${code}.md)`
  })
}
