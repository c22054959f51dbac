import type {Evidence} from '../finding.ts'
import {quoted} from '../login-words.ts'
import type {AdviceRule} from './advice.ts'
import {replaceLogin} from './place-words.ts'
import type {StoredLogin} from './stored-login.ts'

/** So many namespaces are many. */
const many = 3

/** More than these nobody reads one by one. */
const mostNamed = 5

/** Equal user name and password for one registry, compared by their hash, in Secrets of several namespaces. */
export const sharedLogin: AdviceRule = {
  name: 'shared-login',
  title: 'one login serves many namespaces',
  why: 'Whoever reads it in one of them has it in all, and it can only be taken back from all at once.',
  examine(login) {
    const namespaces = namespacesOf(login)
    const [first, ...others] = [...namespaces].map(([namespace, name]) => evidence(namespace, name))
    if (first === undefined || namespaces.size < many) return undefined
    const [{credential}] = login.places
    const named = [...namespaces.keys()].slice(0, mostNamed).join(', ')
    const more = namespaces.size > mostNamed ? ` and ${namespaces.size - mostNamed} more` : ''
    return {
      message: `the login ${quoted(credential.username)} for ${login.registry} is in ${namespaces.size} namespaces: ${named}${more}`,
      evidence: [first, ...others.slice(0, mostNamed - 1)],
      remedies: replaceLogin(login, 'Store a login of its own in each namespace, so that one can be taken back alone.'),
    }
  },
}

/** By namespace, a Secret that holds it. A login of no Secret has none. */
function namespacesOf({places}: StoredLogin): ReadonlyMap<string, string> {
  const secrets = places.flatMap(({secret}) => secret ?? [])
  return new Map(secrets.map(({namespace, name}) => [namespace, name]))
}

function evidence(namespace: string, name: string): Evidence {
  return {kind: 'field', object: `secret/${name}`, path: 'metadata.namespace', value: namespace}
}
