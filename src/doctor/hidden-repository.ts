import {providerOf} from '../providers/catalogue.ts'
import type {Reference} from '../reference/reference.ts'
import type {Refusal} from './refusal.ts'

/**
 * Does this refusal of somebody who brought no known login say nothing of logins? Docker Hub gives everybody a token and tells nobody which repositories there
 * are, so a name that is misspelt and one that is private end alike. Elsewhere such a token is a sign that one is needed.
 */
export function saysNothingOfLogin({ways, presented}: Refusal, {registry}: Reference): boolean {
  return presented !== 'login' && ways.every((way) => way === 'hidden') && providerOf(registry).id === 'docker-hub'
}

/** Docker's official images: all public, so that what cannot be read there does not exist. */
export function isOfficialImage({registry, repository}: Reference): boolean {
  return providerOf(registry).id === 'docker-hub' && repository.startsWith('library/')
}

/** Official only because nothing was written before the name: the registry may have been left out. */
export function isBareName(reference: Reference): boolean {
  return isOfficialImage(reference) && !reference.given.includes('/')
}
