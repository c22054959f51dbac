import type {SecretLint} from '../doctor/lint.ts'
import {timeSpan} from '../doctor/time-span.ts'
import type {DecodedEntry, DecodedSecret} from './decoded-secret.ts'
import {printable} from './printable.ts'
import {paragraph, signed, type TextOptions} from './text-lines.ts'

/** What Secrets really say, for a person: each entry under its key, and what is wrong under that. A password is never broken. */
export function decodedText(secrets: readonly DecodedSecret[], options: TextOptions): string {
  if (secrets.length === 0) return 'no pull secrets found\n'
  return `${secrets.map((secret) => secretLines(secret, options).join('\n')).join('\n\n')}\n`
}

function secretLines(secret: DecodedSecret, options: TextOptions): readonly string[] {
  const {namespace, name, type, owner, entries, lints} = secret
  const {theme} = options
  const place = namespace === undefined ? '' : ` in namespace "${printable(namespace)}"`
  const by = owner === undefined ? [] : paragraph(`written by ${owner}, which will write it again`, 2, options)
  return [
    `${theme.strong(printable(name))}${place}  ${printable(type)}`,
    ...by,
    ...lints.flatMap((lint) => lintLines(lint, 2, options)),
    ...entries.flatMap((entry) => ['', ...entryLines(entry, options)]),
  ]
}

function entryLines(entry: DecodedEntry, options: TextOptions): readonly string[] {
  const {key, serves, username, password, provider, token, lints} = entry
  const fields = [
    ['serves', serves],
    ['user name', username === '' ? '(none)' : exact(username)],
    ['password', password === undefined ? '(none)' : exact(password)],
    ['provider', provider],
    ['token', token === undefined ? undefined : tokenWords(token)],
  ] as const
  return [
    `  ${options.theme.strong(exact(key))}`,
    ...fields.flatMap(([name, value]) => {
      if (value === undefined) return []
      const line = `${name.padEnd(11)}${value}`
      return name === 'password' ? [`    ${line}`] : paragraph(line, 4, options)
    }),
    ...lints.flatMap((lint) => lintLines(lint, 4, options)),
  ]
}

/** Whole, for whoever copies it; in quotes where a reader would not see it as it is: a line end, blanks at an end. */
function exact(text: string): string {
  const isPlain = printable(text.trim(), Number.POSITIVE_INFINITY) === text && !text.startsWith('"')
  return isPlain ? text : printable(JSON.stringify(text), Number.POSITIVE_INFINITY)
}

function tokenWords({kind, expiresAt, secondsLeft = 0}: NonNullable<DecodedEntry['token']>): string {
  if (expiresAt === undefined) return kind
  return secondsLeft < 0
    ? `${kind}, ended at ${expiresAt}`
    : `${kind}, ends at ${expiresAt}, in ${timeSpan(secondsLeft)}`
}

function lintLines({severity, message}: SecretLint, indent: number, options: TextOptions): readonly string[] {
  const {theme} = options
  return signed(theme.signs[severity], message, indent, options, theme[severity])
}
