/** What came of a text with templates in it. Neither kind of fault quotes the text. */
export type FilledText =
  | {readonly kind: 'text'; readonly text: string}
  /** Values that nobody gives, as paths: `registry.token`. */
  | {readonly kind: 'unfilled'; readonly names: readonly string[]}
  /** A template that is more than the name of a value, or that does not end. */
  | {readonly kind: 'unsupported'}

/**
 * Fills the one template that values files of image credentials have, the name of another value. Nothing is evaluated:
 * functions, pipelines and conditions are refused, and what is filled in is not looked through again.
 *
 *     template = "{{" [ "$" ] ".Values" 1*( "." name ) "}}"      blanks within the braces do not count
 *     name     = ( letter / "_" ) *( letter / digit / "_" )      as text/template has fields
 */
export function fillTemplates(text: string, valueAt: (path: readonly string[]) => string | undefined): FilledText {
  const unfilled = new Set<string>()
  const parts: string[] = []
  for (const [index, part] of text.split('{{').entries()) {
    if (index === 0) {
      parts.push(part)
      continue
    }
    const found = /^\s*\$?\.Values((?:\.[A-Za-z_]\w*)+)\s*\}\}/.exec(part)
    if (found === null) return {kind: 'unsupported'}
    const [whole, dotted = ''] = found
    const value = valueAt(dotted.slice(1).split('.'))
    if (value === undefined) unfilled.add(dotted.slice(1))
    parts.push(value ?? '', part.slice(whole.length))
  }
  return unfilled.size === 0 ? {kind: 'text', text: parts.join('')} : {kind: 'unfilled', names: [...unfilled]}
}
