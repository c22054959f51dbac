import {evidenceLines, remedyLines} from './finding-lines.ts'
import {headline} from './headline.ts'
import {pullList} from './pull-list.ts'
import type {Report} from './report.ts'
import type {ReportAdvice, SecretName} from './report-advice.ts'
import {counted, paragraph, type ReportTextOptions} from './text-lines.ts'

/** Names more than these are counted. */
const mostNamed = 3

/** One advice for a person: the practice and the Secrets, the grounds, what may come of it, and what would be better. */
export function adviceLines(advice: ReportAdvice, options: ReportTextOptions): readonly string[] {
  const {title, why, message, secrets, pulls, evidence, remedies} = advice
  const {theme, showsNamespaces} = options
  const head = headline(
    {
      text: `${theme.signs.info} advice: ${title}`,
      painted: `${theme.info(theme.signs.info)} advice: ${theme.strong(title)}`,
    },
    secretList(secrets),
    options,
  )
  return [
    head.line,
    ...paragraph(message, 2, options),
    ...head.below,
    ...(pulls.length === 0 ? [] : paragraph(`pulled with by ${pullList(pulls, showsNamespaces)}`, 4, options)),
    ...evidence.flatMap((fact) => evidenceLines(fact, options)),
    ...paragraph(why, 2, options),
    ...remedies.flatMap((remedy) => remedyLines(remedy, options)),
  ]
}

/** How many there are, where any was asked for. */
export function adviceSummary({advice}: Pick<Report, 'advice'>): readonly string[] {
  if (advice === undefined) return []
  return [advice.length === 0 ? 'nothing to advise' : counted(advice.length, 'piece of advice', 'pieces of advice')]
}

function secretList(secrets: readonly SecretName[]): string {
  const names = secrets.map(({namespace, name}) => `secret/${name} -n ${namespace}`)
  const rest = names.length - mostNamed
  return rest > 1 ? `${names.slice(0, mostNamed).join(', ')} and ${rest} more` : names.join(', ')
}
