import {providerOf} from '../../providers/catalogue.ts'

/**
 * Domains that tell a product where its host does not fit whole: the host of a token server or of layers, or one in which
 * somebody blacked out the account before asking for help.
 */
const productDomains: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\.)docker\.(?:io|com)$/, 'docker-hub'],
  [/\.dkr[.-]ecr\b/, 'ecr'],
  [/\.azurecr\.\w+$/, 'acr'],
  [/-docker\.pkg\.dev$/, 'gar'],
  [/\.jfrog\.io$/, 'artifactory'],
]

/** The `id` of the provider behind `host[:port]`, `generic` where the host does not tell. */
export function productOf(registry: string): string {
  const {id} = providerOf(registry)
  if (id !== 'generic') return id
  return productDomains.find(([domain]) => domain.test(registry))?.[1] ?? id
}
