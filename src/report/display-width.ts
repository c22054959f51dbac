/** One character as a reader sees it, with the columns it takes on a terminal. */
export interface Grapheme {
  readonly text: string
  readonly width: 0 | 1 | 2
}

/** The columns that a text takes on a terminal. The text is fit to be shown: no escape sequences, no line ends. */
export function displayWidth(text: string): number {
  if (isNarrow(text)) return text.length
  return graphemes(text).reduce((total, {width}) => total + width, 0)
}

/** A text by what a reader sees as one character (Unicode Annex 29, "Grapheme Cluster Boundaries"). */
export function graphemes(text: string): readonly Grapheme[] {
  if (isNarrow(text)) return Array.from(text, (character) => ({text: character, width: 1}))
  const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'})
  return Array.from(segmenter.segment(text), ({segment}) => ({text: segment, width: widthOf(segment)}))
}

/**
 * East Asian Wide and Fullwidth characters (Unicode Annex 11) and emoji take two columns, a mark without a letter none.
 * What is ambiguous takes one, as on terminals outside East Asia.
 */
function widthOf(grapheme: string): 0 | 1 | 2 {
  // Here and not at import: the set of all emoji takes longer to build than a call of the program that needs none.
  if (/^(?:\p{RGI_Emoji}|[\p{Emoji_Presentation}--\p{Regional_Indicator}])/v.test(grapheme)) return 2
  if (wide.test(grapheme)) return 2
  return /^[\p{M}\p{Cc}\p{Cf}]/u.test(grapheme) ? 0 : 1
}

// The ranges of EastAsianWidth.txt that are W or F and not emoji. Unicode 17.
const wide =
  /^[\u1100-\u115F\u2329\u232A\u2630-\u2637\u268A-\u268F\u2E80-\u303E\u3041-\u3247\u3250-\uA4C6\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6B\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FB}\u{1D300}-\u{1D376}\u{1F200}-\u{1F265}\u{20000}-\u{3FFFD}]/u

/**
 * Is every character a column of its own, with nothing that joins another? So it is with ASCII, with the letters of Latin
 * alphabets, and with the dashes, quotes, arrows and signs of a report, which are all that most texts hold: to segment
 * them would load the tables of Unicode.
 */
function isNarrow(text: string): boolean {
  return /^[\x20-\x7E\xA1-\xAC\xAE-\u024F\u2010-\u2027\u2190-\u21FF\u2713\u2717]*$/.test(text)
}
