import {credentialFaults} from '../credentials/credential-fault.ts'
import type {AuthEntry, PullSecret} from '../credentials/pull-secret.ts'
import {registryOfKey} from '../credentials/registry-of-key.ts'
import {providerFor} from '../providers/catalogue.ts'
import type {Provider} from '../providers/provider.ts'
import {keyLint} from './key-lint.ts'
import type {SecretLint} from './lint.ts'

/** What is wrong with the Secret as a whole; its entries have their own. */
export function secretLints({state}: PullSecret): readonly SecretLint[] {
  switch (state.kind) {
    case 'ignored':
      return [
        {severity: 'error', cause: 'secret-wrong-type', message: `the kubelet ignores this Secret: ${state.reason}`},
      ]
    case 'malformed': {
      const place = state.entryKey === undefined ? '' : ` in the entry "${state.entryKey}"`
      const message = `the kubelet cannot read it${place}, and pulls nothing for a Pod that names it: ${state.fault}`
      return [{severity: 'error', cause: 'secret-malformed', message}]
    }
    case 'usable': {
      const ignored = state.ignoredFields.map((field): SecretLint => {
        return {severity: 'warning', message: `the kubelet does not read "${field}"`}
      })
      if (state.entries.length > 0) return ignored
      return [{severity: 'error', cause: 'secret-empty', message: 'it has no entry'}, ...ignored]
    }
  }
}

/**
 * What is wrong with one entry: what the kubelet makes of it, then what its registry's product says. `product` is it where
 * somebody has named it; else host and login tell.
 */
export function entryLints(entry: AuthEntry, takenAt: string, product?: Provider): readonly SecretLint[] {
  const lint = keyLint(entry.key)
  return [...(lint ? [lint] : []), ...loginLints(entry), ...tokenLints(entry, takenAt, product)]
}

function loginLints({username, password, overridden, ignoredFields}: AuthEntry): readonly SecretLint[] {
  const lints: SecretLint[] = []
  if (username === '' && password.isEmpty) {
    lints.push({severity: 'error', cause: 'secret-empty', message: 'it holds no login; the kubelet pulls without one'})
  } else if (username === '' || password.isEmpty) {
    const lacking = username === '' ? 'user name' : 'password'
    lints.push({severity: 'error', cause: 'secret-empty', message: `it has no ${lacking}, and counts as no login`})
  }
  if (overridden !== undefined) {
    const message = '"auth" says something other than "username" and "password"; the kubelet believes "auth"'
    lints.push({severity: 'warning', cause: 'secret-auth-conflict', message})
  }
  for (const field of ignoredFields) lints.push({severity: 'warning', message: `the kubelet does not read "${field}"`})
  return lints
}

function tokenLints(entry: AuthEntry, takenAt: string, product?: Provider): readonly SecretLint[] {
  const {username, password} = entry
  if (username === '' || password.isEmpty) return []
  const faults = credentialFaults(username, password).map((fault): SecretLint => {
    return {severity: 'warning', cause: 'credential-whitespace', message: fault.message}
  })
  const registry = registryOfKey(entry.key)
  if (registry === undefined) return faults
  const login = {registry, username, password}
  const provider = product ?? providerFor(login)
  const {expiresAt, isShortLived, kind} = provider.token(login)
  const lints = [...faults, ...provider.hints(login).map(({severity, text}): SecretLint => ({severity, message: text}))]
  if (expiresAt !== undefined && expiresAt < takenAt) {
    lints.push({severity: 'error', cause: 'token-expired', message: `its ${kind} ran out at ${expiresAt}`})
  } else if (isShortLived) {
    const message = `its ${kind} ends within hours${expiresAt === undefined ? '' : `, at ${expiresAt}`}`
    lints.push({severity: 'warning', message})
  }
  return lints
}
