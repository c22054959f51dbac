import {registryOfKey} from '../credentials/registry-of-key.ts'
import type {NewEntry} from '../credentials/write-docker-config.ts'
import type {LoginCheck} from '../registry/check-login.ts'
import {type Verdict, verdict} from '../report/verdict.ts'
import type {AskLogin} from './ask.ts'

/** A login on its way into a Secret, with the registry's word on it. */
export interface CheckedEntry {
  readonly entry: NewEntry
  /** Absent where the key names no single registry, such as `*.example.com`, so that nobody could be asked. */
  readonly verdict?: Verdict
}

/** Tries each login at its registry, once, however many entries hold it. */
export function checkEntries(entries: readonly NewEntry[], askLogin: AskLogin): Promise<readonly CheckedEntry[]> {
  const asked = new Map<string, Promise<LoginCheck>>()
  const askOnce = (registry: string, {username, password}: NewEntry) => {
    const login = JSON.stringify([registry, username, password.reveal()])
    const check = asked.get(login) ?? askLogin(registry, {username, password})
    asked.set(login, check)
    return check
  }
  return Promise.all(
    entries.map(async (entry) => {
      const registry = registryOfKey(entry.key)
      if (registry === undefined) return {entry}
      const {username, password, key} = entry
      const check = await askOnce(registry, entry)
      return {entry, verdict: verdict({registry, pulls: []}, {username, password, source: {key}}, check)}
    }),
  )
}

/** Did the registry itself say no to the login, rather than not answer? */
export function isLoginRefused({answer}: Verdict): boolean {
  return answer === 'unauthorized' || answer === 'denied'
}
