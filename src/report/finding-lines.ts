import {diagnosisName} from '../doctor/diagnosis.ts'
import type {Evidence, Remedy} from '../doctor/finding.ts'
import {headline} from './headline.ts'
import type {KeyringStep} from './keyring-step.ts'
import {pullList} from './pull-list.ts'
import type {PullName} from './pull-name.ts'
import type {Alternative, ReportFinding} from './report.ts'
import {keyringWords} from './report-words.ts'
import {shellLine} from './shell-quote.ts'
import {statedWords} from './stated-words.ts'
import {paragraph, type ReportTextOptions, signed, type TextOptions} from './text-lines.ts'

/** Where there are more, the others are named and no more. */
const mostAlternatives = 2

/** The same for the steps of a keyring. */
const mostKeyringSteps = 4

/**
 * One finding for a person: what it is and who suffers, in a sentence, the proof, what else it may be with the step that
 * separates the two, what to do, and where to read on.
 */
export function findingLines(finding: ReportFinding, options: ReportTextOptions): readonly string[] {
  const {code, name, severity, certainty, message, pulls, evidence, remedies, alternatives, keyring = []} = finding
  const {theme, showsNamespaces, isWhole = false} = options
  const paint = theme[severity]
  const degree = certainty === 'proved' ? '' : ` (${certainty})`
  const head = headline(
    {
      text: `${theme.signs[severity]} ${code} ${name}${degree}`,
      painted: `${paint(theme.signs[severity])} ${paint(code)} ${theme.strong(name)}${theme.faint(degree)}`,
    },
    pullList(pulls, showsNamespaces, isWhole),
    options,
  )
  return [
    head.line,
    ...paragraph(message, 2, options),
    ...head.below,
    ...placeLines(pulls, options),
    ...proofFirst(evidence).flatMap((fact) => evidenceLines(fact, options)),
    ...keyringLines(keyring, options),
    ...alternativesLines(alternatives, options),
    ...remediesLines(remedies, options),
    `    ${theme.faint(`kubectl imagecreds explain ${code}`)}`,
  ]
}

/** More lines of files than these are counted. */
const mostPlaces = 4

/** Where manifests name the images, as editors and terminals take it. */
function placeLines(pulls: readonly PullName[], options: ReportTextOptions): readonly string[] {
  const places = [...new Set(pulls.flatMap(({place}) => (place ? `${place.file}:${place.line}` : [])))]
  const rest = options.isWhole ? 0 : places.length - mostPlaces
  const shown = rest > 1 ? [...places.slice(0, mostPlaces), `and ${rest} more`] : places
  return shown.length === 0 ? [] : paragraph(shown.join('  '), 4, options)
}

/** The order in which the kubelet tries logins, and what it passes over; more than a few are counted. */
function keyringLines(keyring: readonly KeyringStep[], options: ReportTextOptions): readonly string[] {
  const {faint} = options.theme
  const rest = options.isWhole ? 0 : keyring.length - mostKeyringSteps
  const shown = rest > 1 ? keyring.slice(0, mostKeyringSteps) : keyring
  return [
    ...shown.flatMap((step, index) => paragraph(keyringWords(step, index + 1), 4, options, faint)),
    ...(rest > 1 ? paragraph(`and ${rest} pull secrets more`, 4, options, faint) : []),
  ]
}

/** What the reader can check comes before what the kubelet said of it. */
function proofFirst(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.toSorted((one, other) => Number(one.kind === 'event') - Number(other.kind === 'event'))
}

/** One fact; what the kubelet said is cut to what decides. */
export function evidenceLines(fact: Evidence, options: ReportTextOptions): readonly string[] {
  const line = (text: string) => paragraph(text, 4, options, options.theme.faint)
  switch (fact.kind) {
    case 'field':
      return line(`${fact.object}  ${fact.path} = ${fact.value}`)
    case 'exchange':
      return line(`${fact.request}  ${fact.answer}`)
    case 'event': {
      if (fact.text === fact.reason || fact.text === '') return line(fact.reason)
      if (options.isWhole) return line(`${fact.reason}: ${fact.text}`)
      return statedWords(fact.reason, fact.text, options.width - 4).flatMap((words) => line(`${fact.reason}: ${words}`))
    }
  }
}

/** The likeliest in full; of the others, which are in full in `-o json`, the names. */
function alternativesLines(alternatives: readonly Alternative[], options: ReportTextOptions): readonly string[] {
  const isCut = !options.isWhole && alternatives.length - mostAlternatives > 1
  const inFull = isCut ? mostAlternatives : alternatives.length
  const shown = alternatives.slice(0, inFull).flatMap((alternative) => alternativeLines(alternative, options))
  const others = alternatives.slice(inFull).map(({cause}) => diagnosisName({cause}))
  return others.length === 0 ? shown : [...shown, ...signed('or', others.join(', '), 2, options, options.theme.strong)]
}

function alternativeLines({code, cause, because, separate}: Alternative, options: TextOptions): readonly string[] {
  const {theme} = options
  return [
    ...signed('or', `${code} ${diagnosisName({cause})}: ${because}`, 2, options, theme.strong),
    ...(separate === undefined ? [] : signed(theme.signs.remedy, separate, 5, options, theme.success)),
  ]
}

/** Where a step has more commands, one for each owner, the others are counted. */
const mostCommands = 4

/** Each step once, with the commands that it takes. */
function remediesLines(remedies: readonly Remedy[], options: ReportTextOptions): readonly string[] {
  return [...Map.groupBy(remedies, ({step}) => step).values()].flatMap((alike) => {
    const [first, ...others] = alike
    if (first === undefined) return []
    const rest = options.isWhole ? 0 : alike.length - mostCommands
    const shown = rest > 1 ? others.slice(0, mostCommands - 1) : others
    return [
      ...remedyLines(first, options),
      ...shown.flatMap(({command}) => (command === undefined ? [] : [`    ${shellLine(command)}`])),
      ...(rest > 1 ? paragraph(`and ${rest} commands more in -o wide`, 4, options, options.theme.faint) : []),
    ]
  })
}

/** A command stays on one line, so that it can be copied whole. */
export function remedyLines({step, command}: Remedy, options: TextOptions): readonly string[] {
  const {theme} = options
  return [
    ...signed(theme.signs.remedy, step, 2, options, theme.success),
    ...(command === undefined ? [] : [`    ${shellLine(command)}`]),
  ]
}
