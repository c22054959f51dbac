import {Sensitive} from '../../../src/credentials/sensitive.ts'
import type {AdviceFacts, AdviceGrounds, AdviceRule} from '../../../src/doctor/advice/advice.ts'
import {placesIn, type StoredLogin, storedLogins} from '../../../src/doctor/advice/stored-login.ts'
import {imagePlan} from '../../../src/doctor/image-plan.ts'
import type {PullPlan} from '../../../src/doctor/pull-plan.ts'
import {aJwt, anEcrPassword} from '../../providers/builders.ts'
import {anEntry, aPod, aSecretThatIs, takenAt} from '../builders.ts'

/** What to vary of a login; the rest is that of secret `regcred` in namespace `shop`. */
export interface LoginParts {
  readonly registry: string
  readonly username?: string
  readonly password?: string
  /** The Secrets that hold it, by namespace. */
  readonly namespaces?: readonly string[]
  /** Who writes the Secrets. */
  readonly owner?: string
  /** A Pod on this node pulls with it. */
  readonly node?: string
}

export function aStoredLogin(parts: LoginParts): StoredLogin {
  const {registry, username = 'bot', password = 'open-sesame', namespaces = ['shop'], owner, node} = parts
  const entry = {...anEntry(registry, username), password: new Sensitive(password)}
  const state = {kind: 'usable' as const, dataKey: '.dockerconfigjson' as const, entries: [entry], ignoredFields: []}
  const named = namespaces.map((namespace) => aSecretThatIs('regcred', state, {namespace, ...(owner && {owner})}))
  const secrets = named.flatMap(({secret}) => (secret.kind === 'value' && secret.value ? [secret.value] : []))
  const plans: readonly PullPlan[] =
    node === undefined ? [] : [{...imagePlan('shop', `${registry}/team/app:1.0`, named), pod: aPod({nodeName: node})}]
  const [login] = storedLogins(placesIn(secrets), plans)
  if (login === undefined) throw new Error('an entry without user name or password is no login')
  return login
}

export const nothingKnown: AdviceFacts = {takenAt, grants: new Map(), providerIDs: new Map()}

export function examined(
  rule: AdviceRule,
  parts: LoginParts,
  facts: Partial<AdviceFacts> = {},
): AdviceGrounds | undefined {
  return rule.examine(aStoredLogin(parts), {...nothingKnown, ...facts})
}

/** A token of ECR that ends so many days after `takenAt`. */
export function anEcrToken(days: number): string {
  return anEcrPassword(secondsAfter(days))
}

/** A token of JFrog that was made for half a year and ends so many days after `takenAt`. */
export function aWebToken(days: number): string {
  const exp = secondsAfter(days)
  return aJwt({iss: 'jfrt@01', iat: exp - 180 * day, exp})
}

const day = 86_400

function secondsAfter(days: number): number {
  return Math.floor(Date.parse(takenAt) / 1000) + days * day
}
