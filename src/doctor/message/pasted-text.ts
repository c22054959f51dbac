/** The messages in a text that somebody copied from a terminal, a log or a manifest. */
export function messagesIn(text: string): readonly string[] {
  const plain = text.replace(/\u001b\[[\d;]*m/g, '').replace(/[^\P{Cc}\n\t]/gu, ' ')
  const decoded = plain.includes('\\"') || /\\n/.test(plain) ? plain.replace(/\\n/g, '\n').replace(/\\"/g, '"') : plain
  return [decoded]
}
