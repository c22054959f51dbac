import type {RefusalRule} from './refusal-rule.ts'
import {allows, means} from './verdict.ts'

/**
 * A token was issued and does not reach (`error="insufficient_scope"`), or the registry says `DENIED`: whoever asked was
 * let in, and gets no answer as to whether the repository exists.
 */
export const scopeRules: readonly RefusalRule[] = [
  {presented: 'login', verdict: means('no-pull-permission', 'repository-not-found', 'bad-credentials')},
  {
    // Docker Hub gives a token to everybody, also for what does not exist.
    products: ['docker-hub'],
    verdict: allows(
      'repository-not-found',
      'no-credentials',
      'no-pull-permission',
      'repository-not-found-or-no-access',
    ),
  },
  {
    // ECR says DENIED to a login that has run out (after 12 hours); what does not exist is NAME_UNKNOWN there.
    products: ['ecr'],
    verdict: allows('token-expired', 'no-pull-permission', 'repository-not-found'),
  },
  {
    verdict: allows(
      'no-pull-permission',
      'no-credentials',
      'repository-not-found',
      'repository-not-found-or-no-access',
    ),
  },
]
