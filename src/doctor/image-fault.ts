/**
 * Why the kubelet cannot read an image's text, in words that name the slip; undefined where none of the known ones fits
 * (distribution/reference, grammar in its package comment).
 */
export function imageFault(given: string): string | undefined {
  return faults.find(({pattern}) => pattern.test(given))?.words
}

/** Anchored at both ends, for an image may be as long as an object: searching for a start at every character is slow. */
const faults: readonly {readonly pattern: RegExp; readonly words: string}[] = [
  {pattern: /^\s*$/, words: 'it is blank'},
  {pattern: /\$\{|\$\(|\{\{|<[^<>]*>|%\w+%|\$\w/, words: 'a placeholder in it was not filled in'},
  {pattern: /^[a-z][a-z0-9+.-]*:\/\//i, words: 'it begins with a scheme'},
  {pattern: /\s/, words: 'it has white space in it'},
  {pattern: /["'`]/, words: 'it has quotation marks in it'},
  {pattern: /@(?!sha256:[0-9a-f]{64}$|sha512:[0-9a-f]{128}$)/, words: 'its digest is not whole'},
  {pattern: /:$|@$/, words: 'its tag or digest is empty'},
  {pattern: /^(?:.*\/)?[^/:]*:[^/:]*:[^/]*$/s, words: 'it has two tags'},
  {pattern: /^(?:(?=[^/]*[.:])[^/]*\/|localhost\/)?[^:@]*[A-Z]/, words: 'its repository has capital letters'},
  {pattern: /\/\/|^\/|\/$|\/(?=[:@])/, words: 'a part of its path is empty'},
  {pattern: /^(?:.*\/)?[^/:]*:[^/]{129,}$/s, words: 'its tag is longer than 128 characters'},
]
