import type {RefusalRule} from './refusal-rule.ts'
import {means} from './verdict.ts'

/** The registry asked for Basic, and the runtime had nothing to answer with. */
export const challengeRules: readonly RefusalRule[] = [
  {
    // The node's credential provider would log in there: where nothing came, it may be what failed.
    products: ['ecr', 'acr', 'gar'],
    verdict: means('no-credentials', 'credential-provider-failed', 'secret-key-mismatch'),
  },
  {verdict: means('no-credentials', 'secret-key-mismatch', 'secret-empty')},
]
