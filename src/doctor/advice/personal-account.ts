import {accountOf, providerFor} from '../../providers/catalogue.ts'
import type {AdviceRule} from './advice.ts'
import {describeStored, inEachSecret, passwordEvidence, placeEvidence, replaceLogin} from './place-words.ts'

/** Decided by the form of user name and password, and by what the registry's product has for machines. */
export const personalAccount: AdviceRule = {
  name: 'personal-account',
  title: 'a personal account pulls for the cluster',
  why: 'It ends when the person leaves or changes a password, and its login may do whatever the account may.',
  examine(login) {
    const {registry, places} = login
    const [{credential}] = places
    const {username, password} = credential
    const account = accountOf({registry, username, password})
    if (account === undefined) return undefined
    const {kind} = providerFor({registry, username, password}).token({registry, username, password})
    const whose = account.holder === 'person' ? 'an account of a person' : 'an administrator'
    return {
      message: `the ${describeStored(login)} acts as ${whose} at ${registry}`,
      evidence: [...placeEvidence(login), passwordEvidence(login, kind)],
      remedies: replaceLogin(login, inEachSecret(`Store ${account.instead} instead`, login)),
    }
  },
}
