import type {AuthEntry, PullSecret} from '../credentials/pull-secret.ts'
import {writeDockerConfig} from '../credentials/write-docker-config.ts'
import {printable} from '../report/printable.ts'
import {ExpectedError} from './expected-error.ts'

/**
 * A docker config with every login of these Secrets, passwords included, as `create` writes one and reads it again. Throws
 * where a Secret does not parse, since what is missing would not be seen, and where two say different things.
 */
export function dockerConfigText(secrets: readonly PullSecret[]): string {
  const entries = new Map<string, Placed>()
  for (const secret of secrets) {
    for (const entry of loginsOf(secret)) {
      const known = entries.get(entry.key)
      if (known !== undefined && !isSame(known.entry, entry)) {
        const both = `${label(known.secret)} and ${label(secret)}`
        throw new ExpectedError(`${both} have different logins for "${printable(entry.key)}"`, {
          nextSteps: ['Name one of them: a docker config holds one login for each key.'],
        })
      }
      entries.set(entry.key, {secret, entry})
    }
  }
  if (entries.size === 0) throw new ExpectedError('there is no login that a docker config could be made of')
  return Buffer.from(writeDockerConfig([...entries.values()].map(({entry}) => entry))).toString('utf8')
}

interface Placed {
  readonly secret: PullSecret
  readonly entry: AuthEntry
}

/** Entries without a login, with which the kubelet pulls anonymously, are none. */
function loginsOf(secret: PullSecret): readonly AuthEntry[] {
  const {state} = secret
  switch (state.kind) {
    case 'usable':
      return state.entries.filter(({username, password}) => username !== '' && !password.isEmpty)
    case 'malformed':
      throw new ExpectedError(`${label(secret)} does not parse: ${printable(state.fault)}`)
    case 'ignored':
      throw new ExpectedError(`${label(secret)} gives the kubelet no login: ${printable(state.reason)}`)
  }
}

function isSame(one: AuthEntry, other: AuthEntry): boolean {
  return (
    one.username === other.username && one.email === other.email && one.password.reveal() === other.password.reveal()
  )
}

function label({namespace, name}: PullSecret): string {
  return printable(`secret "${name}"${namespace === '' ? '' : ` in namespace "${namespace}"`}`)
}
