import type {RefusalRule} from './refusal-rule.ts'
import {allows, means} from './verdict.ts'

/**
 * The token server refuses. Docker Hub, Quay and Harbor give a token to nobody in particular; GHCR, Azure, Google, Red
 * Hat and Artifactory give one only to a login, so that the refusal may as well mean that none came.
 */
export const tokenRules: readonly RefusalRule[] = [
  {
    // Docker Hub's outages have shown as refused logins, of public images, too.
    presented: 'login',
    products: ['docker-hub'],
    verdict: means('bad-credentials', 'token-expired', 'server-error'),
  },
  {
    // There is no password to get wrong, only a token of twelve hours; what it is refused for is public.
    presented: 'login',
    products: ['ecr-public'],
    verdict: means('token-expired', 'stale-credential-on-public-image', 'bad-credentials'),
  },
  {
    // The words of the specification for DENIED, and GitLab's: a login that is not known is refused in others.
    fault: 'forbidden',
    presented: 'login',
    words: /\brequested access to the resource is denied\b|\baccess forbidden\b/,
    verdict: means('no-pull-permission', 'bad-credentials', 'token-expired', 'repository-not-found'),
  },
  {presented: 'login', verdict: means('bad-credentials', 'token-expired', 'no-pull-permission')},
  {
    presented: 'nothing',
    products: ['acr', 'gar', 'ecr', 'artifactory'],
    verdict: means('no-credentials', 'credential-provider-failed', 'secret-key-mismatch'),
  },
  {
    // GHCR answers nobody the same for a private and for an absent package.
    presented: 'nothing',
    products: ['ghcr'],
    verdict: means(
      'no-credentials',
      'repository-not-found',
      'repository-not-found-or-no-access',
      'secret-key-mismatch',
    ),
  },
  {presented: 'nothing', verdict: means('no-credentials', 'secret-key-mismatch', 'secret-empty')},
  {
    products: ['docker-hub', 'quay', 'harbor'],
    verdict: means('bad-credentials', 'token-expired', 'stale-credential-on-public-image'),
  },
  {
    fault: 'forbidden',
    verdict: allows('no-credentials', 'repository-not-found', 'bad-credentials', 'no-pull-permission'),
  },
  {
    products: ['acr', 'gar'],
    verdict: allows('no-credentials', 'bad-credentials', 'credential-provider-failed', 'token-expired'),
  },
  {
    products: ['ghcr', 'artifactory'],
    verdict: allows('no-credentials', 'bad-credentials', 'token-expired', 'repository-not-found'),
  },
  {
    products: ['red-hat'],
    verdict: allows('no-credentials', 'bad-credentials', 'token-expired'),
  },
  {verdict: allows('bad-credentials', 'no-credentials', 'repository-not-found', 'token-expired')},
]
