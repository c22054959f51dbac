import {printable} from './printable.ts'

/**
 * Text on one line that Markdown shows as it is. Backslashes take the meaning of signs away (GFM, section 6.1); for
 * mentions, references and addresses, which are looked for in what comes out, a mark without width parts the sign from
 * what follows.
 */
export function escaped(text: string): string {
  return printable(text)
    .replace(/[&<$]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/[@#](?!\d+;)/g, (sign) => `${sign}&#8203;`)
    .replace(/:\/\//g, ':&#8203;//')
    .replace(/\bwww\./gi, (word) => `${word.slice(0, -1)}&#8203;.`)
    .replace(/^(\d*)([.)>+=-])/, '$1\\$2')
}

/** Text as code within a line: its fence is longer than any in it. */
export function code(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1)
  const blank = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${fence}${blank}${text}${blank}${fence}`
}

/** Lines as a block of code, likewise. */
export function codeBlock(text: string, language: 'text' | 'sh'): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}${language}\n${text}\n${fence}`
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length))
}
