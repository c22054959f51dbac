import {formHints} from './form-hints.ts'
import {holding, note} from './hint.ts'
import {loginToken} from './login-token.ts'
import type {Provider} from './provider.ts'
import {registryHost} from './registry-host.ts'

/** Sonatype Nexus Repository, which neither its hosts nor its logins tell: it has to be named. */
export const nexus: Provider = {
  id: 'nexus',
  title: 'Sonatype Nexus Repository',
  hosts: () => false,
  usernameForm: 'the user, or the name part of a user token',
  canonicalKey: (registry) => registry,
  token: (login) => loginToken(login),
  hints: (login) => [
    ...formHints(login),
    ...holding(
      registryHost(login.registry).port === '' &&
        note('a Docker repository of Nexus answers at the port of its own connector, unless a proxy stands before it'),
    ),
  ],
}
