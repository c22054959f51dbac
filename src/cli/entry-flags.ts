import * as Flags from '@oclif/core/flags'
import {type LoginFlagValues, loginFlags} from './login-flags.ts'

const loginNames = ['server', 'username', 'password', 'password-stdin', 'email']

/** Where the logins come from that `create` stores, values files aside. */
export const entryFlags = {
  ...loginFlags,
  email: Flags.string({
    aliases: ['docker-email'],
    helpValue: '<address>',
    description: 'stored with the login; no registry reads it',
  }),
  provider: Flags.string({
    exclusive: ['from-docker-config', 'filename'],
    helpValue: '<name>',
    description: 'product of the registry, such as ghcr, ecr or harbor, where the host does not say',
  }),
  'from-docker-config': Flags.string({
    exclusive: loginNames,
    helpValue: '[<file>]',
    description:
      'take the logins from a docker config, including those in credential helpers; - is standard input; without a file, ' +
      'the config of docker or podman',
  }),
  registry: Flags.string({
    multiple: true,
    dependsOn: ['from-docker-config'],
    helpValue: '<host[:port]>',
    description: 'take only the logins for this registry; can be repeated',
  }),
  'from-helper': Flags.string({
    exclusive: ['username', 'password', 'password-stdin', 'from-docker-config'],
    dependsOn: ['server'],
    helpValue: '<name>',
    description: 'ask a docker credential helper for the login of --server, such as ecr-login',
  }),
}

export interface EntryFlagValues extends LoginFlagValues {
  readonly email?: string | undefined
  readonly provider?: string | undefined
  readonly 'from-docker-config'?: string | undefined
  readonly registry?: string[] | undefined
  readonly 'from-helper'?: string | undefined
}
