import assert from 'node:assert/strict'

/** Elements of HTML that have no end. */
const empty = new Set(['meta', 'br', 'hr', 'link'])

/**
 * Every `<` of HTML or XML begins a tag or a declaration of ours, every tag is closed where it should be, and nothing
 * that was put in by others is a name or an address in it.
 */
export function assertMarkup(text: string): void {
  const open: string[] = []
  const rest = text.replace(
    /<!doctype html>|<\?xml [^<>]*\?>|<(\/?)([a-z][a-z0-9-]*)((?: [a-z-]+="[^"<>]*")*)( ?\/?)>/g,
    tag,
  )
  assert.doesNotMatch(rest, /[<]|&(?!#\d+;|amp;|lt;|gt;|quot;|apos;)/)
  assert.deepEqual(open, [])

  function tag(whole: string, slash: string | undefined, name: string | undefined, attributes = '', end = ''): string {
    if (name === undefined) return ''
    assert.doesNotMatch(`${name}${attributes.replace(/="[^"]*"/g, '')}`, /zq|\bon/, whole)
    assert.doesNotMatch(attributes, / (?:href|src)="(?!https:|#)/, whole)
    if (slash === '/') assert.equal(open.pop(), name)
    else if (!end.endsWith('/') && !empty.has(name)) open.push(name)
    return ''
  }
}
