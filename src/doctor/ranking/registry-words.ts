import {allows, means, type Verdict} from './verdict.ts'

interface RegistryWords {
  readonly words: RegExp
  readonly verdict: Verdict
}

/**
 * What registries say in the `message` of an error, product by product. They are sentences with blanks, so that no
 * repository's name can spell one. The first that is met counts: an end date is named before a mere refusal.
 */
const registryWords: readonly RegistryWords[] = [
  // ECR "Your authorization token has expired", Docker Hub "personal access token is expired", Artifactory "Token failed
  // verification: expired", Azure AD "client secret keys for app ... are expired", Harbor's robots, JWT libraries
  {
    words:
      /\b(?:token|credentials?|password|keys?|secret|jwt|account|session)\b(?: [^\s:;,]+){0,5}? (?:has|have|is|are|was) expired\b|\b(?:token|credentials?|password|key|secret|jwt) (?:failed verification: )?expired\b|\bexpired[ _]?(?:token|credentials?|jwt)\b|\btoken_expired\b|\bsecurity token included in the request is invalid\b/i,
    verdict: means('token-expired', 'bad-credentials', 'stale-credential-on-public-image'),
  },
  // ACR's firewall, Docker Hub under export control, VPC Service Controls, Cloudflare's error pages in plain text
  {
    words:
      /client with IP \S+ is not allowed|\berror code: 10(?:0[5-9]|10|12|20)\b|\bis not allowed access\b|export control|request is prohibited by organization|not available in your (?:country|region)|IP address .{0,80}(?:blocked|denied|not allowed|not authorized)/i,
    verdict: means('geo-or-ip-blocked', 'proxy'),
  },
  // Docker Hub locks out who guesses
  {words: /\btoo many failed login attempts\b/i, verdict: means('rate-limited', 'bad-credentials')},
  {words: /\bunauthenticated pull rate limit\b/i, verdict: means('rate-limited', 'no-credentials')},
  // Docker Hub and ECR Public limits, Google's quota, IBM's traffic
  {
    words:
      /\bpull rate limit\b|\brate (?:limit )?exceeded\b|\bquota exceeded\b|\bpull traffic quota\b|\btoo many requests\b|\berror code: 1015\b/i,
    verdict: means('rate-limited'),
  },
  // Harbor's project policies, Quay, Docker content trust
  {
    words:
      /\bnot signed\b|\bvulnerabilit(?:y|ies)\b.{0,80}\b(?:pulled|policy|allowed|severity)|cannot be pulled due to|\bquarantine|\btrust data\b|\bxray\b|\bdownload request\b.{0,200}\bblocked\b|violates? .{0,40}policy/i,
    verdict: means('content-trust-policy', 'no-pull-permission'),
  },
  // GitHub, Oracle and others, who do not tell one from the other
  {
    words:
      /\b(?:not exist|not found|no such \w+)\b.{0,40}\bor\b.{0,80}\b(?:access|permissions?|permitted|authori[sz]ed|private)\b/i,
    verdict: allows('repository-not-found', 'no-pull-permission', 'no-credentials'),
  },
  // Google "Unauthenticated request", Huawei "You may not login yet", Forgejo "reqPackageAccess", Red Hat "Please login to
  // the Red Hat Registry"
  {
    words:
      /\bunauthenticated requests?\b|\bplease log ?in\b|\bmay have invalid credentials\b|\banonymous (?:access|user|pull)|\bauthorize header needed\b|\bmay not log ?in yet\b|\breqPackageAccess\b|\b(?:access|resource|repository|image|pull(?:ing)?|request)\b.{0,40} requires? (?:authentication|a login|you to log ?in)\b|\bno (?:valid )?(?:credentials?|authorization|auth(?:entication)?)(?: header| token)? (?:was |were )?(?:provided|present|supplied|found|given)\b|\b(?:not logged in|must (?:be logged in|log ?in|authenticate) (?:to|before|first))\b/i,
    verdict: means('no-credentials', 'bad-credentials', 'no-pull-permission'),
  },
  // Docker Hub and GHCR on access tokens
  {
    words:
      /\binsufficient (?:scopes?|permissions?|privileges?|rights?)\b|\bpermission_denied\b|\bdoes not match expected scopes?\b|\bSAML enforcement\b/i,
    verdict: means('no-pull-permission', 'bad-credentials'),
  },
  {
    words: /\bis not authorized to perform: ecr[\w-]*:/i,
    verdict: means('no-pull-permission', 'repository-not-found', 'token-expired'),
  },
  // Google: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource ... (or it may not exist)
  {
    words: /^(?:\w+: )?permission "[\w.]+" denied\b/i,
    verdict: means('no-pull-permission', 'repository-not-found', 'no-credentials'),
  },
  // Artifactory, OCIR, registries of companies
  {
    words:
      /\b(?:does not|do not|doesn't|don't) have (?:(?!have\b)\w+ ){0,3}(?:permissions?|access|rights?|privileges?)\b|\bnot permitted to\b|\bnot a member of\b/i,
    verdict: means('no-pull-permission', 'no-credentials', 'repository-not-found'),
  },
  // Harbor: the login, or nobody, is known and is not a member of the project
  {
    words: /\bunauthorized to access repository: .{1,300}, action: pull/i,
    verdict: means('no-pull-permission', 'no-credentials', 'repository-not-found'),
  },
  // Docker Hub, GitLab, Artifactory, Quay, Harbor
  {
    words:
      /\b(?:incorrect|invalid|wrong|bad) (?:client ?)?(?:user ?name|password|credentials?|login|token|api key|secret|id)\b|HTTP Basic: Access denied|could not find robot|\bcannot be authenticated\b|\bauthentication failed\b|\bpersonal access token\b.{0,20}\blog ?in\b|\blog ?in with a personal access token\b|\bnot registered with AAD\b/i,
    verdict: means('bad-credentials', 'token-expired', 'stale-credential-on-public-image'),
  },
  // Artifactory of a token that it does not know or no longer takes; accounts that are switched off
  {
    words:
      /\btoken (?:failed verification|not found)\b|\btoken (?:is |has been |was )?(?:revoked|not valid|unknown)\b|\b(?:user ?name|password|credentials?|login|secret|api key)\b(?: \S+){0,3} (?:is|are|was|were) (?:incorrect|invalid|wrong|not valid)\b|\b(?:user|account|robot)\b(?: [^\s:;,]+){0,3} (?:is|was|has been) (?:disabled|deactivated|locked|suspended)\b/i,
    verdict: means('bad-credentials', 'token-expired', 'no-pull-permission'),
  },
  // Quay
  {
    words: /\bnamespace \S+ (?:is|has been) disabled\b/i,
    verdict: allows('no-pull-permission', 'repository-not-found', 'server-error'),
  },
  // ECR and Harbor of what they fetch themselves: their own login there is meant, not the Pod's
  {
    words: /\bupstream (?:registry|repository)\b|\bremote registry\b|\bdoes not match bearer token\b/i,
    verdict: allows('server-error', 'bad-credentials', 'repository-not-found'),
  },
  // ECR, Harbor, GitLab: name unknown
  {
    words:
      /\bdoes not exist in the registry with id\b|\brepository name not known\b|\b(?:repository|project) \S+ not found\b|\brepository .{1,200} does not exist\b/i,
    verdict: means('repository-not-found', 'no-pull-permission'),
  },
  // Harbor, ECR, Google: the repository is there
  {
    words:
      /\bartifact \S+ not found\b|\brequested image not found\b|\btag \S+ was deleted or has expired\b|\bfailed to fetch "|\bmanifest is not known to the registry\b/i,
    verdict: means('tag-not-found', 'repository-not-found'),
  },
]

/** What the registry's own sentence means, where it is one that a product is known to say. */
export function registrySays(words: string): Verdict | undefined {
  return registryWords.find((entry) => entry.words.test(words.slice(0, 2000)))?.verdict
}
