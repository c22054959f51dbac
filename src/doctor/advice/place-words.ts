import {secretField} from '../evidence.ts'
import type {Evidence, Remedy} from '../finding.ts'
import {loginPlan, registryAlone} from '../image-plan.ts'
import {describeLogin, loginEvidence, quoted} from '../login-words.ts'
import {putLogin} from '../put-login.ts'
import type {StoredLogin} from './stored-login.ts'

/** The login by its user and the place it stands in, and how many others hold the same. */
export function describeStored({places}: StoredLogin): string {
  const [{credential}, ...others] = places
  const more = others.length === 0 ? '' : ` and ${others.length} more ${others.length === 1 ? 'place' : 'places'}`
  return describeLogin(credential) + more
}

/** Where the login stands; a login of no Secret is what the reader gave. */
export function placeEvidence({registry, places: [{credential}]}: StoredLogin): readonly [Evidence, ...Evidence[]] {
  const [first] = loginEvidence(credential)
  return [first ?? {kind: 'field', object: registry, path: 'username', value: quoted(credential.username)}]
}

/** What the password is by its form, without the password. */
export function passwordEvidence({registry, places: [{credential}]}: StoredLogin, is: string): Evidence {
  const {secret, key} = credential.source
  if (secret === undefined) return {kind: 'field', object: registry, path: 'password', value: is}
  return secretField(secret.name, `auths["${key}"].password`, is)
}

/** How another login comes into the first place of this one. Without `username` it is another user's. */
export function replaceLogin(
  {registry, places}: StoredLogin,
  step: string,
  username?: string,
): readonly [Remedy, ...Remedy[]] {
  const [{credential, secret}] = places
  if (secret === undefined) return [{step}]
  const plan = loginPlan(registryAlone(registry), credential)
  const [first, ...others] = putLogin(plan, {secret, registry, ...(username !== undefined && {username})}, step)
  return first === undefined ? [{step}] : [first, ...others]
}

/** The form that a step takes where it has to be done in several Secrets. */
export function inEachSecret(step: string, {places}: StoredLogin): string {
  return places.length < 2 ? `${step}.` : `${step}, in each of its ${places.length} places.`
}
