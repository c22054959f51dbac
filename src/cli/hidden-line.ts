/** What came of a line that was typed unseen. */
export type HiddenLine =
  /** `hasMore`: something followed the line at once, as when a text of several lines is pasted. */
  | {readonly kind: 'line'; readonly text: string; readonly hasMore: boolean}
  /** Ctrl-C. */
  | {readonly kind: 'interrupted'}
  /** Ctrl-D on an empty line, or the terminal is gone. */
  | {readonly kind: 'ended'}

/**
 * One key or one piece of text out of a raw terminal (ECMA-48): a control sequence, such as an arrow key or the marks of
 * bracketed paste; any other escape, which a control character breaks off; a line end; a control character; text. A
 * sequence that is cut off at the end of what has come matches none of them.
 */
const key =
  /\x1b(?:\[[0-?]*[ -/]*[@-~]|O[@-~]|[^[O\0-\x1f\x7f]|(?:\[[0-?]*[ -/]*|O)?(?=[\0-\x1f\x7f]))|\r\n?|\n|[\0-\x08\x0b-\x1a\x1c-\x1f\x7f]|[^\0-\x08\x0a-\x1f\x7f]+/gy

/**
 * Reads a line from a raw terminal. Backspace takes the last character, Ctrl-U all of them; keys that mean nothing here
 * are passed over.
 */
export async function readHiddenLine(read: () => Promise<Uint8Array | undefined>): Promise<HiddenLine> {
  const decoder = new TextDecoder()
  let text = ''
  let pending = ''
  for (let bytes = await read(); bytes !== undefined; bytes = await read()) {
    pending += decoder.decode(bytes, {stream: true})
    const {keys, rest} = splitKeys(pending)
    pending = rest
    for (const [index, one] of keys.entries()) {
      if (/^[\r\n]/.test(one)) {
        const hasMore = [...keys.slice(index + 1), rest].some((after) => after !== '' && !after.startsWith('\x1b'))
        return {kind: 'line', text, hasMore}
      }
      if (one === '\x03') return {kind: 'interrupted'}
      if (one === '\x04' && text === '') return {kind: 'ended'}
      text = typed(text, one)
    }
  }
  return {kind: 'ended'}
}

function splitKeys(text: string): {readonly keys: readonly string[]; readonly rest: string} {
  const keys = text.match(key) ?? []
  return {keys, rest: text.slice(keys.join('').length)}
}

function typed(text: string, one: string): string {
  if (one === '\x7f' || one === '\b') return [...text].slice(0, -1).join('')
  if (one === '\x15') return ''
  return /^[\0-\x08\x0b-\x1f]/.test(one) ? text : text + one
}
