/**
 * One link of an error as Go programs write it: each caller puts its own words and a colon before the error it passes
 * on (`fmt.Errorf("doing: %w")`), so that the first link is the outermost call and the last the cause.
 */
export interface Clause {
  /** As written, without brackets before it and the words of gRPC. */
  readonly text: string
  /** The same with quoted texts, URLs and image names taken out: what is left is prose, safe to search for words. */
  readonly words: string
  /** Where it stands in the message. */
  readonly start: number
}

/**
 * Takes a message apart at `: ` and at line ends (`errors.Join`), never inside a Go-quoted text, whose content is
 * somebody's data and may spell anything. Image names have no blanks, so a colon inside one never ends a link.
 */
export function errorChain(message: string): readonly Clause[] {
  const masked = withoutQuotedText(message)
  const clauses: Clause[] = []
  let start = 0
  for (const link of masked.matchAll(/:(?=[\s[]|$)|\n|$/g)) {
    const text = outermostWords(message.slice(start, link.index))
    if (text !== '') clauses.push({text, words: prose(outermostWords(masked.slice(start, link.index))), start})
    start = link.index + 1
  }
  return clauses
}

/** Where the Go-quoted text that opens at `start` ends, or `undefined` where it never does. */
export function quoteEnd(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return undefined
}

/** The message at the same length, with each character of a Go-quoted text made an underscore. */
export function withoutQuotedText(message: string): string {
  const pieces: string[] = []
  let copied = 0
  for (let at = message.indexOf('"'); at !== -1; at = message.indexOf('"', at + 1)) {
    if (!opensQuote(message[at - 1])) continue
    const end = quoteEnd(message, at)
    if (end === undefined) break
    pieces.push(message.slice(copied, at + 1), '_'.repeat(end - at - 1))
    copied = end
    at = end
  }
  return pieces.join('') + message.slice(copied)
}

/** What stands in Go-quoted texts, their escapes undone once. */
export function quotedTexts(message: string): readonly string[] {
  const texts: string[] = []
  for (let at = message.indexOf('"'); at !== -1; at = message.indexOf('"', at + 1)) {
    if (!opensQuote(message[at - 1])) continue
    const end = quoteEnd(message, at) ?? message.length
    texts.push(message.slice(at + 1, end).replace(/\\(["\\])/g, '$1'))
    at = end
  }
  return texts
}

/** Only after these does a quotation mark open a text; elsewhere it is the end of one whose beginning was cut off. */
function opensQuote(before: string | undefined): boolean {
  return before === undefined || ' \n\t([{=:,'.includes(before)
}

/**
 * Without the brackets and quotation marks of who quotes the error, and without what gRPC's `status.Error` adds: it prints
 * `rpc error: code = NotFound desc = ...`; kubelets and people lose the equals signs.
 */
function outermostWords(text: string): string {
  const words = text
    .trim()
    .replace(/^[([{*'`#> -]+/, '')
    .replace(/^[\w =,]{0,40}\bdesc ?=? /, '')
    .replace(/[')`\]}.,;]{1,8}$/, '')
  const isUnopened = words.endsWith('"') && words.replaceAll('\\"', '').split('"').length % 2 === 0
  return (isUnopened ? words.slice(0, -1) : words).trim()
}

function prose(text: string): string {
  return text.replace(/\S+/g, (word) => (isProse(word) ? word : '…'))
}

/** Words with a slash, an at sign, an inner colon or dot are names, addresses and paths, not prose. */
function isProse(word: string): boolean {
  return !/[/@\\]|\S[.:]\S/.test(word)
}
