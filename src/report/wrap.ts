import {displayWidth, graphemes} from './display-width.ts'

export interface WrapOptions {
  /** Columns of the terminal. */
  readonly width: number
  /** Blanks before every line but the first, so that what begins a paragraph stands out. */
  readonly hanging?: number
}

/**
 * A text in lines of at most `width` columns, broken at blanks, and inside a word only where the word is longer than a
 * line. Line ends of the text stay; blanks at a break go, others stay. Colour is put on afterwards: the text holds no
 * escape sequences.
 */
export function wrap(text: string, {width, hanging = 0}: WrapOptions): readonly string[] {
  const room = Math.max(1, width - hanging)
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    const first = lines.length === 0 ? Math.max(1, width) : room
    lines.push(...fill(paragraph, first, room))
  }
  return lines.map((line, index) => (index === 0 || line === '' ? line : ' '.repeat(hanging) + line))
}

/** Fills lines greedily; `first` is the room of the first of them. */
function fill(paragraph: string, first: number, room: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const [gap, word] of words(paragraph)) {
    const limit = lines.length === 0 ? first : room
    if (displayWidth(line + gap + word) <= limit) {
      line += gap + word
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = line === '' ? split(gap + word, limit, room) : split(word, room, room)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
  }
  return [...lines, line]
}

/** Each word with the blanks before it; blanks at the end are left out. A no-break space is part of a word. */
function words(paragraph: string): readonly (readonly [gap: string, word: string])[] {
  return Array.from(paragraph.matchAll(/( *)([^ ]+)/g), ([, gap = '', word = '']) => [gap, word])
}

/** A word in pieces that fit; a character wider than the whole line stands alone in it. */
function split(word: string, first: number, room: number): readonly string[] {
  const pieces: string[] = []
  let piece = ''
  let used = 0
  for (const {text, width} of graphemes(word)) {
    const limit = pieces.length === 0 ? first : room
    if (used + width > limit && piece !== '') {
      pieces.push(piece)
      piece = ''
      used = 0
    }
    piece += text
    used += width
  }
  return [...pieces, piece]
}
