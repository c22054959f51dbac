import type {Sensitive} from './sensitive.ts'

/** What looks like a slip in a user name or password, going by its text alone. */
export type CredentialFaultKind =
  /** A line feed or carriage return at the end, as `echo` and editors leave it. */
  | 'line-end'
  /** Other white space at either end, no-break and zero-width spaces included. */
  | 'outer-white-space'
  /** White space inside a user name, such as the "+" of a robot's name after URL decoding. */
  | 'inner-white-space'
  | 'byte-order-mark'
  /** Those that show nothing included, such as a zero-width space or a mark of the writing's direction. */
  | 'control-character'
  /** U+FFFD, which stands where bytes were no UTF-8. */
  | 'not-utf8'
  /** Quotes of one kind at both ends. */
  | 'quotes'
  /** A placeholder that was never filled in, or that nothing was filled into. */
  | 'template'
  /** A backslash before a dollar sign. */
  | 'escaped-dollar'
  /** `auth` is parted at its first colon, so a user name cannot hold one. */
  | 'colon'
  /** `<token>`, with which Docker marks an identity token; the kubelet takes it for a user. */
  | 'identity-token-mark'
  /** The password is base64(username:password), that is, the whole of an `auth`. */
  | 'auth-as-password'
  /** `Bearer` or `Basic` before the password, from an Authorization header. */
  | 'authorization-scheme'

export interface CredentialFault {
  readonly kind: CredentialFaultKind
  readonly field: 'username' | 'password'
  /** Nothing of the user name or password is quoted. */
  readonly message: string
}

/**
 * The slips in a login, the user name's first. None is a proof: a password may well begin with a quote. Registries
 * compare bytes, and no client of theirs trims.
 */
export function credentialFaults(username: string, password: Sensitive): readonly CredentialFault[] {
  const secret = password.reveal()
  return [
    ...textFaults('username', username),
    ...found('username', [
      [!isTemplate(username.trim()) && /\S\s+\S/.test(username), 'inner-white-space', 'has white space inside'],
      [username.includes(':'), 'colon', 'holds a colon, at which "auth" is parted'],
      [
        username === '<token>',
        'identity-token-mark',
        'is the mark of an identity token, which the kubelet does not use',
      ],
    ]),
    ...textFaults('password', secret),
    ...found('password', [
      [isAuthOf(secret, username), 'auth-as-password', 'is base64 of user name and password together'],
      [/^(?:bearer|basic) /i.test(secret), 'authorization-scheme', 'begins with the scheme of an Authorization header'],
    ]),
  ]
}

function textFaults(field: CredentialFault['field'], text: string): readonly CredentialFault[] {
  return found(field, [
    [text.startsWith('\ufeff'), 'byte-order-mark', 'begins with a byte order mark'],
    [!isKeyFile(text) && /[\r\n]$/.test(text), 'line-end', 'ends with a line break'],
    [!isKeyFile(text) && hasOuterSpace(text), 'outer-white-space', 'begins or ends with white space'],
    [hasControlCharacter(text), 'control-character', 'holds a control character'],
    [text.includes('\ufffd'), 'not-utf8', 'holds bytes that are no UTF-8'],
    [isQuoted(text.trim()), 'quotes', 'stands in quotes'],
    [isTemplate(text.trim()) && text !== '<token>', 'template', 'is a placeholder that was not filled in'],
    [text.includes('\\$'), 'escaped-dollar', 'has a backslash before a dollar sign'],
  ])
}

type Rule = readonly [holds: boolean, kind: CredentialFaultKind, predicate: string]

function found(field: CredentialFault['field'], rules: readonly Rule[]): readonly CredentialFault[] {
  const subject = field === 'username' ? 'user name' : 'password'
  return rules
    .filter(([holds]) => holds)
    .map(([, kind, predicate]) => ({kind, field, message: `the ${subject} ${predicate}`}))
}

/** A key file of Google's is a password as it is; who reads the JSON in it does not mind its line ends. */
function isKeyFile(text: string): boolean {
  return text.startsWith('{') && text.trimEnd().endsWith('}')
}

/** A line end at the end, zero-width spaces at either and the byte order mark have their own names, a tab is white space. */
function hasControlCharacter(text: string): boolean {
  if (/[\x00-\x08\x0e-\x1f\x7f]/.test(text)) return true
  if (
    /\p{Cf}/u.test(text.replace(/^[\ufeff\u200b-\u200d\u2060]+|(?<![\u200b-\u200d\u2060])[\u200b-\u200d\u2060]+$/g, ''))
  )
    return true
  return !isKeyFile(text) && /[\n\v\f\r]/.test(text.trim())
}

/** The line end and the byte order mark have their own names. */
function hasOuterSpace(text: string): boolean {
  const inner = text.replace(/^\ufeff/, '').replace(/\r?\n$/, '')
  return inner !== inner.trim() || /^[\u200b-\u200d\u2060]|[\u200b-\u200d\u2060]$/.test(inner)
}

function isQuoted(text: string): boolean {
  const pairs = ['""', "''", '``', '“”', '‘’', '«»']
  return text.length >= 2 && pairs.includes(`${text.charAt(0)}${text.charAt(text.length - 1)}`)
}

/**
 * What template engines, shells and `jq` leave: `{{ .Values.x }}`, `${X}`, `$X` and `%X%` in capitals, `<no value>`,
 * `null`. `$oauthtoken` is a user name of Quay and NGC, so small letters behind a dollar sign are let be.
 */
function isTemplate(text: string): boolean {
  const open = text.indexOf('{{')
  if (open >= 0 && text.includes('}}', open + 2)) return true
  return (
    /^(?:\$\{[^{}]*\}|\$\([^()]*\)|<[^<>]*>|\$[A-Z_][A-Z0-9_]*|%[A-Z_][A-Z0-9_]*%)$/.test(text) ||
    /^(?:null|nil|undefined|None)$/.test(text)
  )
}

function isAuthOf(password: string, username: string): boolean {
  if (username === '' || !/^[A-Za-z0-9+/]+={0,2}\s*$/.test(password)) return false
  return Buffer.from(password, 'base64').toString('utf8').startsWith(`${username}:`)
}
