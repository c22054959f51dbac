import type {Credential} from '../credentials/credential.ts'
import type {AuthEntry, PullSecret} from '../credentials/pull-secret.ts'
import {registryOfKey} from '../credentials/registry-of-key.ts'
import {providerFor} from '../providers/catalogue.ts'
import {recogniseToken} from '../providers/recognise-token.ts'
import type {Reference} from '../reference/reference.ts'
import {secretField} from './evidence.ts'
import type {Evidence, Remedy} from './finding.ts'
import type {PullCase} from './pull-case.ts'
import type {NamedSecret} from './pull-plan.ts'
import {putLogin} from './put-login.ts'
import {verifySecret} from './remedy.ts'

/** A login as messages name it: by its user and the place it stands in. */
export function describeLogin({username, source}: Credential): string {
  const login = `login ${quoted(username)}`
  return source.secret ? `${login} of secret "${source.secret.name}" (entry "${source.key}")` : login
}

/** In double quotes, with what cannot be seen spelt out: a line end and a byte order mark are the point of a finding. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g,
    (invisible) => `\\u${invisible.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Several logins in one phrase; the first stand for the rest. */
export function describeLogins(logins: readonly Credential[]): string {
  const named = logins.slice(0, 2).map(describeLogin).join(' and the ')
  const others = logins.length - 2
  return others > 0 ? `${named} and ${others} more` : named
}

/** Where a login stands, without its password; and what that is, where its form tells. */
export function loginEvidence(login: Credential): readonly Evidence[] {
  const {username, source} = login
  if (source.secret === undefined) return []
  const {name} = source.secret
  const token = tokenWords(login)
  return [
    secretField(name, `auths["${source.key}"].username`, quoted(username)),
    ...(token === undefined ? [] : [secretField(name, `auths["${source.key}"].password`, token)]),
  ]
}

/** The kind of a password and its end, both by its form; undefined for one that has none. */
function tokenWords({username, password, source}: Credential): string | undefined {
  const form = recogniseToken(password)
  const registry = registryOfKey(source.key)
  if (form === undefined || registry === undefined) return undefined
  const login = {registry, username, password}
  const {kind, expiresAt} = providerFor(login).token(login)
  return expiresAt === undefined ? kind : `${kind}, valid until ${expiresAt}`
}

/** Store the login anew, then ask the registry about it. */
export function renewRemedies(
  {plan, pullSecrets}: Pick<PullCase, 'plan' | 'pullSecrets'>,
  login: Credential,
  {registry, given}: Reference,
  step: string,
): readonly Remedy[] {
  const secret = secretOf(login, pullSecrets)
  if (secret === undefined) return [{step}]
  return [
    ...putLogin(plan, {secret, registry, username: login.username.trim()}, step),
    {
      step: 'Ask the registry whether it may pull.',
      command: verifySecret(plan, secret.name, given === registry ? undefined : given),
    },
  ]
}

/** The entry of the Pod's Secrets that a login was read from. */
export function entryOf(login: Credential, pullSecrets: readonly NamedSecret[]): AuthEntry | undefined {
  const secret = secretOf(login, pullSecrets)
  if (secret?.state.kind !== 'usable') return undefined
  return secret.state.entries.find(({key}) => key === login.source.key)
}

function secretOf({source}: Credential, pullSecrets: readonly NamedSecret[]): PullSecret | undefined {
  const named = pullSecrets.find(({name}) => name === source.secret?.name)
  return named?.secret.kind === 'value' ? named.secret.value : undefined
}
