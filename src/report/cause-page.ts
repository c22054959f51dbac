/** A piece of an explanation in the catalogue. */
export interface PageBlock {
  /** `command` is one line to be pasted. */
  readonly kind: 'heading' | 'paragraph' | 'command'
  readonly text: string
}

// page    = *( heading *( paragraph / command ) )
// heading = a line without blanks before it
// command = a line with four blanks before it or more
// a paragraph is the lines with two blanks that follow on each other

/** The blocks of an explanation, whose lines are broken for who reads the source, not for who reads the page. */
export function readPage(explanation: string): readonly PageBlock[] {
  const blocks: PageBlock[] = []
  let isOpen = false
  for (const line of explanation.split('\n')) {
    const text = line.trim()
    const kind = line.startsWith('    ') ? 'command' : line.startsWith(' ') ? 'paragraph' : 'heading'
    const last = blocks.at(-1)
    if (text !== '' && kind === 'paragraph' && isOpen && last !== undefined) {
      blocks.splice(-1, 1, {kind, text: `${last.text} ${text}`})
    } else if (text !== '') blocks.push({kind, text})
    isOpen = text !== '' && kind === 'paragraph'
  }
  return blocks
}
