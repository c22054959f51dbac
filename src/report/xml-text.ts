import {printable} from './printable.ts'

/** Longer than any text that is worth a line of its own. */
const longest = 65_536

/** Text between tags of XML or HTML. Line ends stay; characters that XML does not have are written as escapes (XML 1.0, 2.2). */
export function xmlText(text: string): string {
  return text
    .split('\n')
    .map((line) => printable(line, longest).replace(/[&<>]/g, reference))
    .join('\n')
}

/** Text in the quotes of an attribute, on one line. */
export function xmlAttribute(text: string): string {
  return printable(text, longest).replace(/[&<>"']/g, reference)
}

function reference(sign: string): string {
  return `&#${sign.charCodeAt(0)};`
}
