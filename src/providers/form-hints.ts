import {Sensitive} from '../credentials/sensitive.ts'
import {holding, warning} from './hint.ts'
import type {Hint, RegistryLogin} from './provider.ts'
import {recogniseToken} from './recognise-token.ts'
import type {Vendor} from './token-form.ts'

/** A user name of fewer characters is no token, whatever it begins with. */
const minTokenLength = 20

/**
 * What the form of a login says against it, whatever the product: user name and password have changed places, or the
 * token is made for something else. A product that takes the tokens of certain vendors only is named with these.
 */
export function formHints(
  {username, password}: RegistryLogin,
  accepts?: {readonly title: string; readonly vendors: readonly Vendor[]},
): readonly Hint[] {
  const form = recogniseToken(password)
  if (!form) {
    const swapped = username.length < minTokenLength ? undefined : recogniseToken(new Sensitive(username))
    return holding(swapped && warning(`the user name has the form of a password: ${swapped.kind}`))
  }
  if (form.isUseless) return [warning(`the password is of a kind that pulls no images: ${form.kind}`)]
  const isForeign = accepts && form.vendor !== 'unknown' && !accepts.vendors.includes(form.vendor)
  return holding(isForeign && warning(`the password is of a kind that ${accepts.title} does not take: ${form.kind}`))
}
