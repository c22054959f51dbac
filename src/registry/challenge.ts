/** The schemes that containerd reads at all, in the order in which it prefers them. */
const schemes = ['bearer', 'digest', 'basic'] as const

/** One way to log in that a registry offers with a 401. */
export interface Challenge {
  readonly scheme: (typeof schemes)[number]
  /** Names in lower case; values as sent, without their quotes. Never more than the header held. */
  readonly parameters: ReadonlyMap<string, string>
}

// challenge  = scheme 1*space [ parameter *( *space "," *space parameter ) ]    (RFC 9110, section 11.6.1)
// parameter  = token "=" ( token / quoted-string )
// token      = 1*<ASCII, but no control, no space and none of ()<>@,;:\"/[]?={}>
const token = /[!#$%&'*+\-.0-9A-Z^_`a-z|~]*/y
const quoted = /"((?:[^"\\]|\\[\s\S])*)"/y
const spaces = /[ \t\r\n]*/y

/**
 * Reads the values of `WWW-Authenticate` as containerd does, for its reading decides what a node presents
 * (`ParseAuthHeader` in core/remotes/docker/auth/parse.go): one challenge for each value, so that a second one in the
 * same value is overlooked; other schemes are dropped; what follows the first malformed parameter is lost; an empty or
 * unreadable value counts as empty. Sorted by preference, otherwise in the order of the registry.
 */
export function parseChallenges(values: readonly string[]): readonly Challenge[] {
  const challenges = values.flatMap((value) => parseChallenge(value) ?? [])
  return challenges.toSorted((one, other) => schemes.indexOf(one.scheme) - schemes.indexOf(other.scheme))
}

function parseChallenge(value: string): Challenge | undefined {
  const name = match(token, value, 0).text.toLowerCase()
  const scheme = schemes.find((known) => known === name)
  return scheme && {scheme, parameters: parseParameters(value, name.length)}
}

function parseParameters(value: string, start: number): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>()
  let position = start
  do {
    const name = match(token, value, match(spaces, value, position).end)
    if (name.text === '' || value[name.end] !== '=') break
    const argument = parseArgument(value, name.end + 1)
    parameters.set(name.text.toLowerCase(), argument.text)
    position = match(spaces, value, argument.end).end
  } while (value[position++] === ',')
  return parameters
}

/** A quoted string without its end is empty, and nothing follows it. */
function parseArgument(value: string, start: number): Piece {
  if (value[start] !== '"') return match(token, value, start)
  quoted.lastIndex = start
  const found = quoted.exec(value)
  if (found === null) return {text: '', end: value.length}
  return {text: (found[1] ?? '').replace(/\\([\s\S])/g, '$1'), end: quoted.lastIndex}
}

interface Piece {
  readonly text: string
  /** Where what follows begins. */
  readonly end: number
}

function match(pattern: RegExp, value: string, start: number): Piece {
  pattern.lastIndex = start
  const text = pattern.exec(value)?.[0] ?? ''
  return {text, end: start + text.length}
}
