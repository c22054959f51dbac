import type {KubeApi} from '../cluster/kube-api.ts'
import {KubeError} from '../cluster/kube-error.ts'
import type {PullSecret} from '../credentials/pull-secret.ts'
import type {NewEntry} from '../credentials/write-docker-config.ts'
import {providerFor} from '../providers/catalogue.ts'
import type {RefreshedLogin} from '../report/refresh-report.ts'
import type {AskLogin} from './ask.ts'
import {checkEntries, isLoginRefused} from './check-entries.ts'
import {type AskHelper, type FetchedLogin, fetchLogin} from './fetch-login.ts'
import {type RefreshRules, type RenewableLogin, renewableLogins} from './refresh-plan.ts'
import {replaceLogins} from './replace-logins.ts'

export interface RefreshOptions extends RefreshRules {
  readonly askHelper: AskHelper
  /** Tries a login before it is stored; absent where none is tried. */
  readonly askLogin?: AskLogin
  readonly dryRun: 'none' | 'client' | 'server'
}

type Fault = Pick<RefreshedLogin, 'action'> & {readonly why: string}
type Fresh = NewEntry | Fault

/** So many Secrets are written at once. */
const atOnce = 8

/**
 * Fetches the logins of these Secrets again, tries them, and stores those that are accepted. Each helper is asked once for
 * one registry, each login tried once. Where anything goes wrong with a login, the one that is there stays, and the others
 * are none the worse. In the order of the Secrets and of their entries.
 */
export async function refreshSecrets(
  api: KubeApi,
  secrets: readonly PullSecret[],
  options: RefreshOptions,
): Promise<readonly RefreshedLogin[]> {
  const logins = secrets.flatMap((secret) => renewableLogins(secret, options))
  const fresh = await tried(await fetchAll(logins, options.askHelper), options.askLogin)
  const work = [...Map.groupBy(logins, ({secret}) => secret).values()]
  const done = new Map<RenewableLogin, RefreshedLogin>()
  const queue = work.values()
  const writer = async () => {
    for (const own of queue) for (const row of await writeSecret(api, own, fresh, options)) done.set(row.login, row.row)
  }
  await Promise.all(Array.from({length: Math.min(atOnce, work.length)}, writer))
  return logins.flatMap((login) => done.get(login) ?? [])
}

/** The helpers' answers, for each login in the form that its Secret has it. */
async function fetchAll(
  logins: readonly RenewableLogin[],
  askHelper: AskHelper,
): Promise<ReadonlyMap<RenewableLogin, Fresh>> {
  const asked = new Map<string, Promise<FetchedLogin>>()
  const fresh = logins.map(async (login): Promise<readonly [RenewableLogin, Fresh]> => {
    const {step, registry, entry} = login
    if (step.kind !== 'fetch') return [login, {action: step.kind, why: step.why}]
    const {helper, server} = step
    const id = JSON.stringify([helper, server])
    const answer = asked.get(id) ?? fetchLogin({helper, server, key: entry.key, registry}, askHelper)
    asked.set(id, answer)
    const fetched = await answer
    if (fetched.kind === 'fault') return [login, failed(fetched.message)]
    if (fetched.kind === 'no-program') return [login, failed('its helper is not the name of a program')]
    const email = entry.email === undefined ? {} : {email: entry.email}
    return [login, {...fetched.entry, key: entry.key, ...email}]
  })
  return new Map(await Promise.all(fresh))
}

async function tried(
  fresh: ReadonlyMap<RenewableLogin, Fresh>,
  askLogin: AskLogin | undefined,
): Promise<ReadonlyMap<RenewableLogin, Fresh>> {
  if (askLogin === undefined) return fresh
  const checked = await checkEntries(
    [...fresh.values()].flatMap((one) => ('why' in one ? [] : [one])),
    askLogin,
  )
  const faults = new Map(
    checked.flatMap(({entry, verdict}) => {
      if (verdict === undefined || verdict.isGood) return []
      const words = verdict.detail ?? verdict.answer
      const fault: Fault = isLoginRefused(verdict)
        ? {action: 'refused', why: `${verdict.registry} refuses the login that was fetched: ${words}`}
        : failed(`the login that was fetched could not be checked at ${verdict.registry}: ${words}`)
      return [[entry, fault] as const]
    }),
  )
  return new Map([...fresh].map(([login, one]) => [login, 'why' in one ? one : (faults.get(one) ?? one)]))
}

interface Row {
  readonly login: RenewableLogin
  readonly row: RefreshedLogin
}

async function writeSecret(
  api: KubeApi,
  logins: readonly RenewableLogin[],
  fresh: ReadonlyMap<RenewableLogin, Fresh>,
  {dryRun}: RefreshOptions,
): Promise<readonly Row[]> {
  const entries = logins.flatMap((login) => {
    const one = fresh.get(login)
    return one === undefined || 'why' in one ? [] : [one]
  })
  const [first] = logins
  const written = first === undefined || entries.length === 0 ? undefined : await write(api, first, entries, dryRun)
  return logins.flatMap((login) => {
    const one = fresh.get(login)
    if (one === undefined) return []
    if ('why' in one) return [{login, row: rowOf(login, one)}]
    return written === undefined ? [] : [{login, row: rowOf(login, written, one)}]
  })
}

async function write(
  api: KubeApi,
  {secret: {namespace, name}, dataKey}: RenewableLogin,
  entries: readonly NewEntry[],
  dryRun: RefreshOptions['dryRun'],
): Promise<{readonly action: RefreshedLogin['action']; readonly why?: string}> {
  try {
    const {kind, ...why} = await replaceLogins(api, {namespace, name, dataKey, entries, dryRun})
    return {action: kind, ...why}
  } catch (error) {
    if (!(error instanceof KubeError) || error.kind === 'interrupted') throw error
    return error.details.mayBeDone ? {action: 'unknown', why: error.message} : failed(error.message)
  }
}

function rowOf(
  {secret, entry, registry, token, step}: RenewableLogin,
  {action, why}: {readonly action: RefreshedLogin['action']; readonly why?: string},
  fetched?: NewEntry,
): RefreshedLogin {
  const after = fetched === undefined ? undefined : endOf(registry, fetched)
  return {
    namespace: secret.namespace,
    name: secret.name,
    key: entry.key,
    registry,
    token: token.kind,
    ...(step.kind === 'fetch' && {helper: step.helper}),
    ...(token.expiresAt !== undefined && {endsBefore: token.expiresAt}),
    ...(after !== undefined && (action === 'refreshed' || action === 'unchanged') && {endsAfter: after}),
    action,
    ...(why !== undefined && {why}),
  }
}

function endOf(registry: string, {username, password}: NewEntry): string | undefined {
  const login = {registry, username, password}
  return providerFor(login).token(login).expiresAt
}

function failed(why: string): Fault {
  return {action: 'failed', why}
}
