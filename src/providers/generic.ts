import {formHints} from './form-hints.ts'
import {robotHints} from './harbor.ts'
import {note} from './hint.ts'
import {loginToken} from './login-token.ts'
import type {Provider} from './provider.ts'

/** Any registry of which neither host nor login tells the product. */
export const generic: Provider = {
  id: 'generic',
  title: 'OCI registry',
  hosts: () => true,
  canonicalKey: (registry) => registry,
  token: (login) => loginToken(login),
  hints: (login) => [...formHints(login), ...robotHints(login).map(({text}) => note(text))],
}
