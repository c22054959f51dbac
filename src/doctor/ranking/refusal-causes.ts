import type {FailurePart} from '../pull-failure.ts'
import type {AskedImage} from './asked-image.ts'
import {allows, means, type Verdict} from './verdict.ts'

/** One way in which a registry refuses, and what it means there. Absent conditions hold for all. */
interface RefusalRule {
  readonly fault?: readonly FailurePart['fault'][]
  readonly at?: readonly FailurePart['at'][]
  readonly presented?: readonly FailurePart['presented'][]
  readonly products?: readonly string[]
  readonly verdict: Verdict
}

/**
 * What a refusal means when the registry does not say why, by what was presented and by the product's habits. The first
 * rule that fits counts; the last one fits all.
 */
const refusalRules: readonly RefusalRule[] = [
  // ECR and Google: the kubelet's credential provider logs in, so that its absence shows as a missing login.
  {
    fault: ['no-basic-credentials'],
    products: ['ecr', 'acr', 'gar'],
    verdict: means('no-credentials', 'credential-provider-failed', 'secret-key-mismatch'),
  },
  {fault: ['no-basic-credentials'], verdict: means('no-credentials', 'secret-key-mismatch', 'bad-credentials')},
  // GHCR's token server answers 403 to a token that is valid and may not read this package.
  {
    fault: ['forbidden'],
    at: ['token'],
    presented: ['login'],
    products: ['ghcr'],
    verdict: means('no-pull-permission', 'bad-credentials', 'token-expired'),
  },
  {
    at: ['token'],
    presented: ['login'],
    products: ['docker-hub'],
    verdict: means('bad-credentials', 'token-expired', 'server-error'),
  },
  {at: ['token'], presented: ['login'], verdict: means('bad-credentials', 'token-expired', 'no-pull-permission')},
  {
    at: ['token'],
    presented: ['nothing'],
    products: ['acr', 'gar', 'ecr', 'artifactory'],
    verdict: means('no-credentials', 'credential-provider-failed', 'secret-key-mismatch'),
  },
  {
    at: ['token'],
    presented: ['nothing'],
    verdict: means('no-credentials', 'secret-key-mismatch', 'repository-not-found-or-no-access'),
  },
  // A token was issued that does not reach. Docker Hub gives one to everybody, also for what does not exist.
  {
    fault: ['insufficient-scope'],
    products: ['docker-hub'],
    verdict: allows(
      'repository-not-found',
      'no-credentials',
      'no-pull-permission',
      'repository-not-found-or-no-access',
    ),
  },
  {
    fault: ['insufficient-scope'],
    products: ['ecr'],
    verdict: allows('token-expired', 'no-pull-permission', 'repository-not-found'),
  },
  {fault: ['insufficient-scope'], verdict: allows('no-pull-permission', 'no-credentials', 'repository-not-found')},
  // Quay says one sentence for what is absent and what is forbidden.
  {
    fault: ['unauthorized'],
    products: ['quay'],
    presented: ['unknown'],
    verdict: allows('repository-not-found', 'no-credentials', 'no-pull-permission'),
  },
  // ECR answers 403 to a login that has ended (12 hours) as to one without the right.
  {
    fault: ['forbidden'],
    products: ['ecr'],
    verdict: allows('token-expired', 'no-pull-permission', 'repository-not-found'),
  },
  {
    fault: ['unauthorized'],
    products: ['ecr', 'acr', 'gar'],
    verdict: allows('bad-credentials', 'no-credentials', 'credential-provider-failed', 'token-expired'),
  },
  {fault: ['forbidden'], verdict: means('no-pull-permission', 'no-credentials', 'geo-or-ip-blocked')},
  {verdict: allows('bad-credentials', 'no-credentials', 'token-expired', 'repository-not-found')},
]

/** What a refusal without the registry's own reasons means. */
export function refusalCauses(part: FailurePart, image: AskedImage): Verdict {
  const rule = refusalRules.find(
    ({fault, at, presented, products}) =>
      (fault?.includes(part.fault) ?? true) &&
      (at?.includes(part.at) ?? true) &&
      (presented?.includes(part.presented) ?? true) &&
      (products?.includes(image.product) ?? true),
  )
  return rule?.verdict ?? allows('unknown')
}
