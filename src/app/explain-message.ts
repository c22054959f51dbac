import {redactText, redactWords} from '../credentials/redact-text.ts'
import {longestText} from '../doctor/parse-pull-failure.ts'
import {rankMessage} from '../doctor/rank-causes.ts'
import {explainedMessage, type MessageExplanation} from '../report/explained-message.ts'

/**
 * What an event, a waiting message, an excerpt of `kubectl describe` or a log line may mean. Nobody is asked. Logins that
 * were copied with it are taken out before it is read, so that no answer can repeat them.
 */
export function explainMessage(text: string): MessageExplanation {
  const candidates = rankMessage(redactText(text.slice(0, longestText)))
  return explainedMessage(candidates.map((candidate) => ({...candidate, because: redactWords(candidate.because)})))
}
