import * as Flags from '@oclif/core/flags'
import {Sensitive} from '../credentials/sensitive.ts'
import {readServerName} from '../credentials/server-name.ts'
import type {NewEntry} from '../credentials/write-docker-config.ts'
import {providerOf} from '../providers/catalogue.ts'
import {ExpectedError} from './expected-error.ts'
import {passwordFromStdin, passwordFromTerminal} from './password.ts'

/** A login on the command line; kubectl's own spellings are taken as well. */
export const loginFlags = {
  server: Flags.string({
    aliases: ['docker-server'],
    helpValue: '<host[:port]>',
    description: 'registry of the login, as in image names; docker.io is Docker Hub',
  }),
  username: Flags.string({
    aliases: ['docker-username'],
    helpValue: '<name>',
    description: 'user name of the login',
  }),
  'password-stdin': Flags.boolean({
    exclusive: ['password'],
    description: 'read the password or token from standard input; without it you are asked on the terminal',
  }),
  password: Flags.string({
    aliases: ['docker-password'],
    helpValue: '<password>',
    description: 'password or token; others on this machine can see it, so prefer --password-stdin',
  }),
}

export interface LoginFlagValues {
  readonly server?: string | undefined
  readonly username?: string | undefined
  readonly 'password-stdin': boolean
  readonly password?: string | undefined
}

/** A login as it is to be stored, with the registry it goes to. */
export interface GivenLogin {
  readonly registry: string
  readonly entry: NewEntry
}

/**
 * The login that the flags give, its password asked for where it is not among them. `warn` is told of what works and is
 * not wise. Nothing of a password is ever quoted.
 */
export async function loginOf(flags: LoginFlagValues, warn: (text: string) => void): Promise<GivenLogin> {
  const registry = registryOf(flags.server)
  const username = usernameOf(flags.username)
  const password = await passwordOf(flags, `Password for ${username} at ${registry}: `, warn)
  return {registry, entry: {key: providerOf(registry).canonicalKey(registry), username, password}}
}

/** The registry that `--server` names, as references have it. */
export function registryOf(server: string | undefined, flag = '--server'): string {
  if (server === undefined) {
    throw new ExpectedError('no registry is given', {nextSteps: ['Name it with --server; Docker Hub is docker.io.']})
  }
  const name = readServerName(server)
  if (name.kind === 'registry') return name.registry
  throw new ExpectedError(`${flag} ${name.message}`, {
    nextSteps:
      name.instead === undefined ? ['Write it as images name it: host[:port].'] : [`Write ${flag} ${name.instead}`],
  })
}

/** The user name that `--username` gives, fit for the `auth` of a docker config. */
export function usernameOf(username: string | undefined): string {
  if (username === undefined)
    throw new ExpectedError('no user name is given', {nextSteps: ['Name it with --username.']})
  if (username === '') throw new ExpectedError('the user name is empty')
  if (username.includes(':')) {
    throw new ExpectedError('the user name holds a colon, at which "auth" of a docker config is parted')
  }
  return username
}

async function passwordOf(flags: LoginFlagValues, question: string, warn: (text: string) => void): Promise<Sensitive> {
  if (flags['password-stdin']) return passwordFromStdin()
  if (flags.password === undefined) return passwordFromTerminal(question)
  if (flags.password === '') throw new ExpectedError('the password is empty')
  warn('--password shows the password to everybody on this machine; --password-stdin does not')
  return new Sensitive(flags.password)
}
