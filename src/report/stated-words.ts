import {errorChain} from '../doctor/message/error-chain.ts'
import {parsePullFailure} from '../doctor/parse-pull-failure.ts'
import type {FailurePart} from '../doctor/pull-failure.ts'

/** A registry may send a page; what follows this many characters is left to `-o json`. */
const longestWords = 320

/** The errors of more logins than these are counted. */
const mostWords = 3

/**
 * What decides in a message of the kubelet, one text for each attempt that failed in words of its own. Of the chain of
 * callers as much is kept as fits behind the reason into a line of so many columns, and at least the link that names the
 * fault, with the one around it if two lines hold both; what is left out before it is marked. The whole message is in
 * `-o json`.
 */
export function statedWords(reason: string, message: string, columns: number): readonly string[] {
  const parts = parsePullFailure(reason, message)?.parts
  if (parts === undefined) return [shortened(oneLine(message))]
  const each = [...new Set(parts.map((part) => decisiveWords(part, columns - `${reason}: `.length, columns)))]
  const more = each.length - mostWords
  return more > 1 ? [...each.slice(0, mostWords), `and ${more} more errors`] : each
}

function decisiveWords({text, quote}: FailurePart, room: number, columns: number): string {
  const starts = errorChain(text).map(({start}) => start)
  const at = quote === undefined ? 0 : starts.findLastIndex((start) => start <= placeOf(quote, text))
  const fits = (start: number | undefined, space: number) => start !== undefined && tail(text, start).length <= space
  const least = fits(starts[at - 1], room + columns) ? starts[at - 1] : starts[at]
  const most = starts.find((start) => fits(start, room))
  return shortened(tail(text, Math.min(least ?? 0, most ?? text.length)))
}

/** A quote may be cut at its end, or lack what a URL kept secret; then the last words decide. */
function placeOf(quote: string, text: string): number {
  const at = text.lastIndexOf(quote.replace(/…$/, ''))
  return at === -1 ? text.length : at
}

function tail(text: string, start: number): string {
  const words = oneLine(text.slice(start))
  return start === 0 ? words : `… ${words}`
}

function oneLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.filter((line) => line !== '').join(' ')
}

function shortened(text: string): string {
  return text.length > longestWords ? `${text.slice(0, longestWords)}…` : text
}
