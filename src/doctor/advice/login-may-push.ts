import type {Exchange} from '../../registry/probe.ts'
import type {Evidence} from '../finding.ts'
import type {AdviceRule} from './advice.ts'
import {describeStored, inEachSecret, placeEvidence, replaceLogin} from './place-words.ts'

/** Only the registry's own word counts: the form of no login tells what it may do. */
export const loginMayPush: AdviceRule = {
  name: 'login-may-push',
  title: 'a login used for pulling may also push',
  why: 'Whoever can read the Secret, a Pod or a person, can replace the images that this cluster and others run.',
  examine(login, {grants}) {
    const grant = grants.get(login.key)
    if (grant === undefined || !grant.actions.some((action) => action === 'push' || action === '*')) return undefined
    const {repository, actions, scope, exchange} = grant
    return {
      message: `${login.registry} lets the ${describeStored(login)} push to ${repository}`,
      evidence: [...placeEvidence(login), granted(exchange, scope, actions)],
      remedies: replaceLogin(login, inEachSecret('Store a login that may only pull', login)),
    }
  },
}

function granted({method, url, status}: Exchange, scope: string, actions: readonly string[]): Evidence {
  const asked = method === 'POST' ? `  scope=${scope}` : ''
  return {kind: 'exchange', request: `${method} ${url}${asked}`, answer: `${status}  access: ${actions.join(', ')}`}
}
