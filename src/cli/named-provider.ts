import {providerNamed, providerOf, providers} from '../providers/catalogue.ts'
import type {Provider} from '../providers/provider.ts'
import {ExpectedError} from './expected-error.ts'
import {nearest} from './nearest.ts'

/** The product that `--provider` names. */
export function namedProvider(id: string): Provider {
  const found = providerNamed(id)
  if (found !== undefined) return found
  const ids = providers.map((provider) => provider.id)
  const near = nearest(id, ids)
  throw new ExpectedError(`--provider names no registry product that is known`, {
    nextSteps: [...(near === undefined ? [] : [`The nearest one is "${near}".`]), `There are ${ids.join(', ')}.`],
  })
}

/** A host that belongs to one product is not another's. */
export function assertProvider({id, title, hosts}: Provider, registry: string): void {
  const own = providerOf(registry)
  if (own.id === id || own.id === 'generic' || hosts(registry)) return
  throw new ExpectedError(`${registry} belongs to ${own.title}, not to ${title}`, {
    nextSteps: [`Write --provider ${own.id}, or leave it out.`],
  })
}
