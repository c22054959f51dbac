import {providerFor} from '../../providers/catalogue.ts'
import type {AdviceRule} from './advice.ts'
import {describeStored, inEachSecret, passwordEvidence, placeEvidence, replaceLogin} from './place-words.ts'

const soonMs = 7 * 86_400_000

/**
 * A token whose form tells its end, within seven days. One that has ended is a diagnosis; one that ends within hours in a
 * Secret that a controller writes is how such tokens are kept.
 */
export const tokenEndsSoon: AdviceRule = {
  name: 'token-ends-soon',
  title: 'a token ends within a week',
  why: 'From then on no new Pod and no new node can pull; Pods that run hide it until they are created again.',
  examine(login, {takenAt}) {
    const {registry, places} = login
    const [{credential}] = places
    const {username, password} = credential
    const {kind, expiresAt, isShortLived} = providerFor({registry, username, password}).token({
      registry,
      username,
      password,
    })
    if (expiresAt === undefined) return undefined
    const left = Date.parse(expiresAt) - Date.parse(takenAt)
    if (!(left >= 0 && left <= soonMs)) return undefined
    if (isShortLived && places.every(({secret}) => secret?.owner !== undefined)) return undefined
    return {
      message: `the ${describeStored(login)} ends at ${expiresAt}`,
      evidence: [...placeEvidence(login), passwordEvidence(login, `${kind}, ends at ${expiresAt}`)],
      remedies: replaceLogin(login, inEachSecret('Store a new token before then', login), username),
    }
  },
}
