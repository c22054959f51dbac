/** What stands where a secret stood; a word without brackets or quotes, so that texts are parted where they were. */
const redacted = 'REDACTED'

/** The query parameters that tell what was asked for. Any other may be a signature or a password. */
const shownParameters = new Set(['ns', 'service', 'scope', 'client_id', 'n', 'last', 'digest'])

/**
 * A text that somebody copied from a terminal, a log or a manifest, without what may open a registry: logins in URLs,
 * parameters of URLs, credentials of HTTP headers, passwords by the names that JSON, YAML, environments and command lines
 * give them, private keys, and tokens of known form. The words around stay as they are, so that the text means the same.
 */
export function redactText(text: string): string {
  const named = rules.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text)
  return named.replace(parameter, (whole, sign: string, name: string, value: string) =>
    shownParameters.has(name) ? whole : `${sign}${name}=${redacted}${punctuationAfter(value)}`,
  )
}

/**
 * The same for a few words that are shown again, by their look alone: what mixes letters of both cases and digits, as
 * base64 and tokens do and names seldom. Too much for a text that is still to be understood: a tag may look so.
 */
export function redactWords(words: string): string {
  return words.replace(/[\w+=-]{16,}/g, (word) => (isOpaque(word) ? redacted : word))
}

function isOpaque(word: string): boolean {
  return /[a-z]/.test(word) && /[A-Z]/.test(word) && (/\d/.test(word) || word.endsWith('='))
}

/** Names of fields that hold a secret, in docker configs, answers of token servers and manifests. */
const field =
  '(?:auth|pass(?:word|wd)|pwd|secret|token|(?:identity|registry|access_?|refresh_?|id_?)token|client_?secret|api_?key|private_?key|\\.dockerconfigjson|\\.dockercfg)'

/** A value as shells take it. */
const argument = `(?:"[^"\\n]*"|'[^'\\n]*'|[^\\s"',;)\\]]+)`

const rules: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g, redacted],
  // Of image names, too, which hold an "@" before a digest: none of "algorithm:hex" is a host.
  [/\b([a-z][a-z\d+.-]{0,20}:\/\/)[^\s/?#"'\\]{0,2000}@/gi, '$1'],
  [/\b([a-z][a-z\d+.-]{0,20}:\/\/)[^\s/?#"'\\:@]{1,200}:[^\s"'\\]{0,500}@(?=[\w-]+(?:\.[\w-]+)+)/gi, '$1'],
  [/(?<![\w./:@-])[\w.+$-]{1,200}:[^\s/:@"']{1,500}@(?=(?:localhost|[\w-]+(?:\.[\w-]+)+)(?:[:/]|$))/g, ''],

  // The scheme stays: it tells what kind of login was presented.
  [
    /\b((?:[Pp]roxy-)?[Aa]uthorization["'\]]{0,3}\s{0,4}[:=]\s{0,4}[["'(]{0,3}(?:[A-Za-z][\w-]{1,20} +)?)(?=\S*[\dA-Z=])[^\s"'\],]+(?:, ?\w+=[^\s"'\],]+)*/g,
    `$1${redacted}`,
  ],
  [
    /\b((?:x-registry-(?:auth|config)|x-[\w-]{0,30}token|(?:set-)?cookie)["'\]]{0,3}\s{0,4}[:=]\s{0,4}[["'(]{0,3})[^\s"'\]]+/gi,
    `$1${redacted}`,
  ],
  [/\b((?:Basic|Bearer) +)(?=[\w+/.~-]*\d)(?!\w+="?\w)[\w+/.~-]{6,}=*/gi, `$1${redacted}`],

  [new RegExp(`("${field}"\\s{0,4}:\\s{0,4}")(?:[^"\\\\]|\\\\.)*`, 'gi'), `$1${redacted}`],
  [
    new RegExp(`(\\\\{1,8}"${field}\\\\{1,8}"\\s{0,4}:\\s{0,4}\\\\{1,8}")[^\\s"]*?(?=\\\\{1,8}"|\\s|$)`, 'gi'),
    `$1${redacted}`,
  ],
  [new RegExp(`('${field}'\\s{0,4}:\\s{0,4}')[^'\\n]*`, 'gi'), `$1${redacted}`],
  [/^([ \t>-]{0,80}(?:password|passwd|pwd) ?:[ \t]+)\S.*/gim, `$1${redacted}`],
  [
    new RegExp(`^([ \\t>-]{0,80}${field}:[ \\t]+)(?:"[^"\\n]*"|'[^'\\n]*'|[^\\s"']+)(?=[ \\t]*$)`, 'gim'),
    `$1${redacted}`,
  ],

  // "secret=" alone is how the kubelet's log names a Secret.
  [new RegExp(`\\b(\\w{0,60}(?:passw(?:or)?d|pwd|token|api_?key|\\wsecret)=)${argument}`, 'gi'), `$1${redacted}`],
  [new RegExp(`(--[\\w-]{0,40}(?:password|passwd|token|secret)[ =])${argument}`, 'g'), `$1${redacted}`],
  [new RegExp(`(\\blogin\\b[^\\n]{0,300}?\\s-p[ =]?)${argument}`, 'g'), `$1${redacted}`],
  [/((?:\s-u|\s--user|--[\w-]{0,20}creds)[ =]?["']?[^\s:"'=-][^\s:"']{0,200}:)[^\s"']+/g, `$1${redacted}`],

  [
    /\b(?:gh[pousr]_|github_pat_|dckr_[po]at_|gl(?:pat|dt|cbt)-|nvapi-|ya29\.|AKCp|eyJ(?=[\w-]+\.))[\w.-]{8,}/g,
    redacted,
  ],
]

/** Also where JSON wrote the "&" of a URL as an escape. */
const parameter = /([?&#]|\\u0026|&amp;)([\w.%-]{1,60})=([^\s&"'\\]*)/g

/** A URL in a sentence may be followed by the sentence's own marks. */
function punctuationAfter(value: string): string {
  let end = value.length
  while (end > 0 && ':,;.)]}'.includes(value.charAt(end - 1))) end -= 1
  return value.slice(end)
}
