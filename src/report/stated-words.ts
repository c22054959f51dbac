import {errorChain} from '../doctor/message/error-chain.ts'
import {parsePullFailure} from '../doctor/parse-pull-failure.ts'
import type {FailurePart} from '../doctor/pull-failure.ts'

/** A registry may send a page; what follows this many characters is left to `-o json`. */
const longestWords = 240

/** The errors of more logins than these are counted. */
const mostWords = 3

/**
 * What decides in a message of the kubelet, one text for each attempt that failed in words of its own. Of the chain of
 * callers as much is kept as fits into `room` columns, and at least the link that names the fault, with the one around it
 * unless that is very long; what is left out before it is marked. The whole message is in `-o json`.
 */
export function statedWords(reason: string, message: string, room: number): readonly string[] {
  const parts = parsePullFailure(reason, message)?.parts
  if (parts === undefined) return [shortened(oneLine(message))]
  const each = [...new Set(parts.map((part) => decisiveWords(part, room)))]
  const more = each.length - mostWords
  return more > 1 ? [...each.slice(0, mostWords), `and ${more} more errors`] : each
}

function decisiveWords({text, quote}: FailurePart, room: number): string {
  const decisive = quote === undefined ? 0 : Math.max(0, text.lastIndexOf(quote))
  const starts = errorChain(text).map(({start}) => start)
  const at = starts.findLastIndex((start) => start <= decisive)
  const fits = (start: number | undefined, columns: number) => {
    return start !== undefined && tail(text, start).length <= columns
  }
  const least = fits(starts[at - 1], 2 * room) ? starts[at - 1] : starts[at]
  const most = starts.find((start) => fits(start, room))
  return shortened(tail(text, Math.min(least ?? 0, most ?? text.length)))
}

function tail(text: string, start: number): string {
  const words = oneLine(text.slice(start))
  return start === 0 ? words : `… ${words}`
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ')
}

function shortened(text: string): string {
  return text.length > longestWords ? `${text.slice(0, longestWords)}…` : text
}
