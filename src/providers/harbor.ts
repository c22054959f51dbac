import {formHints} from './form-hints.ts'
import {holding, warning} from './hint.ts'
import {loginToken} from './login-token.ts'
import type {Hint, Provider, RegistryLogin, Token} from './provider.ts'

/** Harbor, which runs under any host. Its robots tell it: `robot$project+name`, or `robot$name` for the whole system. */
export const harbor: Provider = {
  id: 'harbor',
  title: 'Harbor',
  hosts: () => false,
  usernameForm: 'robot$PROJECT+NAME or robot$NAME, in single quotes',
  canonicalKey: (registry) => registry,
  token: (login) => loginToken(login, byUsername(login)),
  hints: (login) => [...formHints(login), ...robotHints(login)],
  handsOut: ({username}) => /^robot\\?\$/.test(username),
}

/** `robot$` is the default of the setting `robot_name_prefix` (goharbor.io, read 2026-11). */
function byUsername({username}: RegistryLogin): Token | undefined {
  return username.startsWith('robot$') ? {kind: 'Harbor robot secret', isShortLived: false} : undefined
}

/**
 * A robot whose name has suffered on the way. A shell replaces `$word` by nothing, where word ends before anything but
 * letters, digits and underscores and `$1` is one digit; a backslash or a second "$" stays where none was needed.
 */
export function robotHints({username}: RegistryLogin): readonly Hint[] {
  return holding(
    /^robot(?:\\\$|\$\$)/.test(username) && warning('the user name holds more than the "$" behind "robot"'),
    /^robot(?:[\d.-][^+]*)?\+|^robot$/.test(username) &&
      warning('the user name of a Harbor robot begins with robot$; a shell takes "$" and the word behind it away'),
  )
}
