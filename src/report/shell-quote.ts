// line     = word *(SP word)
// word     = bare | quoted | computed
// bare     = characters that mean nothing to any shell
// quoted   = "'" characters without "'" "'", where "'" itself becomes '\''
// computed = "$(printf 'escapes')", for characters that a terminal acts on when they are pasted

/**
 * An argument list as one line for a POSIX shell, which parts it into the same arguments again. Nothing in it is acted on
 * while it is pasted: control characters and characters that do not show are written as octal escapes. NUL cannot be in an
 * argument and is left out.
 */
export function shellLine(argv: readonly string[]): string {
  return argv.map((word, index) => (index === 0 ? commandName(word) : argument(word))).join(' ')
}

/** What stands first may be an assignment, a reserved word or an alias; quotes take that meaning away. */
function commandName(word: string): string {
  return isBare(word) && !word.includes('=') && !reserved.has(word) ? word : quote(word)
}

function argument(word: string): string {
  return isBare(word) ? word : quote(word)
}

// "~" and "=" at the beginning, braces, "^" and "!" mean something to one shell or another.
function isBare(word: string): boolean {
  return /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/.test(word)
}

function quote(word: string): string {
  const text = word.replaceAll('\0', '')
  return hidden.test(text) ? computed(text) : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

const hidden = /[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/u

/** A substitution loses the line ends at its end, so those follow it in quotes. */
function computed(text: string): string {
  const body = text.replace(/(?<!\n)\n+$/, '')
  const ends = text.length - body.length
  return `"$(printf '${escapes(body)}')"${ends === 0 ? '' : `'${'\n'.repeat(ends)}'`}`
}

function escapes(text: string): string {
  return text.replace(/^-|['%\\]|[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu, octal)
}

function octal(character: string): string {
  return Array.from(Buffer.from(character, 'utf8'), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}

/** Words that begin a compound command (POSIX, Shell Command Language, section 2.4), and those of common shells. */
const reserved: ReadonlySet<string> = new Set(
  'case coproc do done elif else end esac fi for foreach function if in namespace repeat select then time until while'.split(
    ' ',
  ),
)
