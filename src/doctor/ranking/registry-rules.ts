import type {RefusalRule} from './refusal-rule.ts'
import {allows, means} from './verdict.ts'

/** The registry itself refuses the question for a manifest: 401 or 403, or UNAUTHORIZED or DENIED. */
export const registryRules: readonly RefusalRule[] = [
  {
    fault: 'unauthorized',
    presented: 'login',
    verdict: means('bad-credentials', 'token-expired', 'no-pull-permission'),
  },
  {
    // The Docker Engine says so to a login; to who has none it says that it has none. ECR has no password to get wrong.
    fault: 'unauthorized',
    products: ['ecr'],
    words: /^unauthorized: authentication required/,
    verdict: allows('token-expired', 'no-credentials', 'credential-provider-failed'),
  },
  {
    // ECR speaks Basic: a runtime that has a login sends it, so that 401 is rather the answer to none. There is no
    // password to get wrong, only a token of twelve hours.
    fault: 'unauthorized',
    products: ['ecr'],
    verdict: allows('no-credentials', 'credential-provider-failed', 'token-expired'),
  },
  {
    // One sentence for the absent and the forbidden; it is read most where a public name is misspelt.
    fault: 'unauthorized',
    products: ['quay'],
    hasWords: true,
    verdict: allows('repository-not-found', 'no-credentials', 'no-pull-permission'),
  },
  {
    // Quay's sentence and Nexus' from hosts of anybody's.
    fault: 'unauthorized',
    words: /\baccess to the requested resource is not authorized$/,
    verdict: allows('repository-not-found', 'no-credentials', 'no-pull-permission', 'bad-credentials'),
  },
  {
    fault: 'unauthorized',
    products: ['quay', 'ghcr'],
    verdict: allows('no-credentials', 'repository-not-found', 'bad-credentials', 'no-pull-permission'),
  },
  {
    // ACR says UNAUTHORIZED for an absent tag as well.
    fault: 'unauthorized',
    products: ['acr', 'gar'],
    hasWords: true,
    verdict: allows('bad-credentials', 'no-credentials', 'credential-provider-failed', 'tag-not-found'),
  },
  {
    // containers/image leaves the code out where the message is the specification's; with Bearer it would have failed at
    // the token server, so this is Basic.
    fault: 'unauthorized',
    words: /^authentication required$/,
    verdict: allows('no-credentials', 'bad-credentials', 'token-expired'),
  },
  {
    // containerd from 1.7 on, which quotes the URL, has words of its own for Basic without a login and for a token that
    // is refused with a reason (`dockerAuthorizer.AddResponses`); a bare 401 is rather a login that is refused.
    fault: 'unauthorized',
    hasWords: false,
    hasUrl: true,
    verdict: allows('bad-credentials', 'no-credentials', 'repository-not-found', 'no-pull-permission'),
  },
  {
    fault: 'unauthorized',
    hasWords: false,
    verdict: allows('no-credentials', 'bad-credentials', 'repository-not-found', 'no-pull-permission'),
  },
  {
    fault: 'unauthorized',
    verdict: allows('bad-credentials', 'no-credentials', 'token-expired', 'repository-not-found'),
  },
  {
    // ECR answers 403 to a login without the right as to one that has run out; a node's own login never runs out.
    products: ['ecr'],
    verdict: allows('no-pull-permission', 'token-expired', 'repository-not-found'),
  },
  {
    // GHCR refuses a login that is no longer good at the token server already; containerd, which names the URL, was let in
    // there.
    products: ['ghcr'],
    hasWords: false,
    hasUrl: true,
    verdict: allows('no-pull-permission', 'no-credentials', 'repository-not-found', 'token-expired'),
  },
  {
    // GHCR denies a token that is no longer good, even for public images; any user name will do, so it is the token.
    products: ['ghcr'],
    verdict: means('token-expired', 'bad-credentials', 'stale-credential-on-public-image', 'no-pull-permission'),
  },
  {
    // GitLab says "access forbidden" to nobody, to a token without read_registry and to one that has ended.
    products: ['gitlab'],
    verdict: allows('no-pull-permission', 'no-credentials', 'token-expired', 'bad-credentials'),
  },
  {
    // Google refuses nobody at the token server already; whom it refuses here has shown a login.
    products: ['gar'],
    verdict: allows('no-pull-permission', 'geo-or-ip-blocked', 'repository-not-found', 'no-credentials'),
  },
  {verdict: allows('no-pull-permission', 'no-credentials', 'repository-not-found', 'geo-or-ip-blocked')},
]
