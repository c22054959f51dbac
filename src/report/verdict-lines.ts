import {timeSpan} from '../doctor/time-span.ts'
import {pullList} from './pull-list.ts'
import {paragraph, signed, type TextOptions} from './text-lines.ts'
import type {Verdict} from './verdict.ts'

/** What each registry answered, a line or two for each: the subject, who asked, the answer. */
export function verdictLines(verdicts: readonly Verdict[], options: TextOptions): readonly string[] {
  const {signs, success, error, warning} = options.theme
  return verdicts.flatMap((verdict) => {
    const {isGood, pulls, image, registry, warnings = [], rateLimit} = verdict
    return [
      ...signed(isGood ? signs.success : signs.error, image ?? registry, 0, options, isGood ? success : error),
      ...paragraph(`${whoAsked(verdict)}: ${answerWords(verdict)}`, 2, options),
      ...(rateLimit === undefined ? [] : paragraph(limitWords(rateLimit), 4, options)),
      ...warnings.flatMap((text) => signed(signs.warning, text, 4, options, warning)),
      ...(pulls.length === 0 ? [] : paragraph(pullList(pulls), 4, options)),
    ]
  })
}

/** All of it in a few words, where nothing is wrong. */
export function verdictSummary(verdicts: readonly Verdict[]): string {
  if (verdicts.every(({answer, isGood}) => answer === 'readable' && isGood)) {
    const isOpen = verdicts.every(({login}) => login === undefined)
    return isOpen ? 'every image can be pulled without a login' : 'every image can be pulled'
  }
  return verdicts.every(({answer}) => answer === 'accepted') ? 'every login is accepted' : 'nothing was refused'
}

/** Whose login was presented. */
export function whoAsked({login}: Verdict): string {
  if (login === undefined) return 'without a login'
  const {username, secret, key} = login
  return secret === undefined ? `login "${username}"` : `login "${username}" from secret "${secret}" (entry "${key}")`
}

/** What the registry answered, for a sentence. */
export function answerWords({answer, isGood, digest, detail, image}: Verdict): string {
  switch (answer) {
    case 'readable':
      if (!isGood) return withDetail('cannot be pulled', detail)
      return digest === undefined ? 'can be pulled' : `can be pulled, ${digest}`
    case 'accepted':
      return image === undefined ? 'accepted; no image was asked for' : 'accepted'
    case 'not-asked':
      return 'the registry asks nobody for a login, so nothing was proved'
    case 'unauthorized':
      return withDetail('refused', detail)
    case 'denied':
      return withDetail(image === undefined ? 'refused' : 'no access', detail)
    case 'manifest-unknown':
      return withDetail('no such tag or digest', detail)
    case 'name-unknown':
      return withDetail('no such repository', detail)
    case 'not-found':
      return withDetail('not found', detail)
    case 'rate-limited':
      return withDetail('refused for too many requests', detail)
    case 'server-error':
      return withDetail('the registry fails', detail)
    case 'not-a-registry':
      return withDetail('no registry', detail)
    case 'unreachable':
      return withDetail('no answer', detail)
    case 'refused':
      return withDetail('not asked, to keep the login safe', detail)
  }
}

function limitWords({limit, remaining, windowSeconds}: NonNullable<Verdict['rateLimit']>): string {
  const window = windowSeconds === undefined ? '' : ` per ${timeSpan(windowSeconds)}`
  return `${remaining} of ${limit} pulls${window} are left`
}

function withDetail(words: string, detail: string | undefined): string {
  return detail === undefined ? words : `${words}, ${detail}`
}
