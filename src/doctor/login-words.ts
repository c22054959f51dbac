import type {Credential} from '../credentials/credential.ts'
import type {AuthEntry} from '../credentials/pull-secret.ts'
import type {Reference} from '../reference/reference.ts'
import {secretField} from './evidence.ts'
import type {Evidence, Remedy} from './finding.ts'
import type {NamedSecret, Pull} from './pull-plan.ts'
import {renewLogin, verifySecret} from './remedy.ts'

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

/** Where a login stands, without its password. */
export function loginEvidence({username, source}: Credential): readonly Evidence[] {
  return source.secret ? [secretField(source.secret.name, `auths["${source.key}"].username`, quoted(username))] : []
}

/** Store the login anew, then ask the registry about it. */
export function renewRemedies(
  pull: Pull,
  {username, source}: Credential,
  {registry, given}: Reference,
  step: string,
): readonly Remedy[] {
  const {secret} = source
  if (secret === undefined) return [{step}]
  return [
    {step, command: renewLogin(pull, secret.name, registry, username.trim())},
    {
      step: 'Ask the registry whether it may pull.',
      command: verifySecret(pull, secret.name, given === registry ? undefined : given),
    },
  ]
}

/** The entry of the Pod's Secrets that a login was read from. */
export function entryOf({source}: Credential, pullSecrets: readonly NamedSecret[]): AuthEntry | undefined {
  const named = pullSecrets.find(({name}) => name === source.secret?.name)
  if (named?.secret.kind !== 'value' || named.secret.value?.state.kind !== 'usable') return undefined
  return named.secret.value.state.entries.find(({key}) => key === source.key)
}
