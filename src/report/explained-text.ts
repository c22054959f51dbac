import {diagnosisName} from '../doctor/diagnosis.ts'
import type {ExplainedCandidate, MessageExplanation} from './explained-message.ts'
import {paragraph, signed, type TextOptions} from './text-lines.ts'

/** What a message may mean, for a person: each cause, the words that speak for it, and the step that separates it. */
export function explainedText({candidates}: MessageExplanation, options: TextOptions): string {
  const blocks = [...candidates.map((candidate) => candidateLines(candidate, options)), lastLines(candidates)]
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function candidateLines(candidate: ExplainedCandidate, options: TextOptions): readonly string[] {
  const {code, cause, confidence, because, separate} = candidate
  const {theme} = options
  return [
    `${code} ${theme.strong(diagnosisName({cause}))}${theme.faint(` (${confidence})`)}`,
    ...paragraph(because, 2, options),
    ...(separate === undefined ? [] : signed(theme.signs.remedy, separate, 2, options, theme.success)),
  ]
}

/** A message does not prove its cause, and where to go on. */
function lastLines(candidates: readonly ExplainedCandidate[]): readonly string[] {
  const [first] = candidates
  if (first === undefined) {
    return [
      'the text does not mention a failing pull',
      "Take the Pod's events, or what its container waits for:",
      '  kubectl describe pod POD',
    ]
  }
  return [
    'Words alone prove no cause; the Pod, its Secrets and its registry do:',
    '  kubectl imagecreds doctor pod/POD',
    `  kubectl imagecreds explain ${first.code}`,
  ]
}
