import type {Candidate} from '../candidate.ts'
import type {Cause} from '../cause.ts'
import {quotable} from '../message/url.ts'
import type {FailurePart} from '../pull-failure.ts'
import {condition} from './condition.ts'

/** One sentence, without a final period: the words that speak for the cause, and when they are said. */
export function because(cause: Cause, confidence: Candidate['confidence'], part: FailurePart): string {
  const words = part.serverMessage ?? part.quote ?? (cause === 'unknown' ? undefined : part.text)
  if (words === undefined) return 'the message says that the pull fails, and not why'
  const quote = `"${quotable(words)}"${addressee(part)}`
  if (confidence === 'possible') return `${quote} is said where ${condition[cause]}, too`
  return `${speaker(part)} says ${quote}, as it does where ${condition[cause]}`
}

/** A registry is quoted with its name; what a runtime or the kubelet finds out by itself is the message's. */
function speaker({host, status, serverMessage}: FailurePart): string {
  const isAnswer = status !== undefined || serverMessage !== undefined
  return isAnswer && host !== undefined ? host : 'the message'
}

/** Whom the registry answers, where the runtime tells. */
function addressee({status, serverMessage, presented}: FailurePart): string {
  if (status === undefined && serverMessage === undefined) return ''
  switch (presented) {
    case 'login':
      return ' to a login'
    case 'nothing':
      return ' to a pull without a login'
    case 'unknown':
      return ''
  }
}
