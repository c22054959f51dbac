import type {Credential} from '../../credentials/credential.ts'
import {credentialFaults} from '../../credentials/credential-fault.ts'
import {providerFor} from '../../providers/catalogue.ts'
import type {Diagnosis} from '../diagnosis.ts'
import {outcomeEvidence, statedEvidence} from '../evidence.ts'
import type {Certainty, Finding} from '../finding.ts'
import {describeLogins, loginEvidence, renewRemedies} from '../login-words.ts'
import {newerLoginWords} from '../newer-login.ts'
import type {ObservedFailure} from '../observed-failure.ts'
import type {PullCase} from '../pull-case.ts'
import type {NamedSecret} from '../pull-plan.ts'
import {
  isGivenToken,
  isMendedSince,
  isRefusedHere,
  outcomeWith,
  type Refusal,
  refusalFacts,
  refusalOf,
} from '../refusal.ts'
import {loginsRefused} from '../refused-login.ts'

export const badCredentials: Diagnosis = {
  code: 'ICR1301',
  cause: 'bad-credentials',
  severity: 'error',
  summary: 'the registry or its token server refuses the login',
  needs: [...refusalFacts, 'candidates', 'reference', 'pullSecrets', 'newerLogins'],
  supersedes: [],
  examine(pullCase) {
    const {failure, reference} = pullCase
    const refusal = refusalOf(pullCase)
    if (refusal === undefined || failure === undefined || reference.kind === 'invalid') return []
    if (refusal.presented === 'nothing' || isMendedSince(refusal)) return []
    const certainty = certaintyOf(refusal, pullCase)
    if (certainty === undefined) return []
    const {registry} = reference.reference
    const logins = loginsRefused(refusal, ['not-accepted'])
    const [login] = logins
    if (login === undefined) return [withoutName(registry, refusal, failure, certainty, pullCase.pullSecrets)]
    const answers = logins.flatMap((each) => outcomeWith(each, pullCase) ?? [])
    const newer = newerLoginWords(pullCase.newerLogins.get(login))
    const refused = answers.find(({kind}) => kind === 'unauthorized' || kind === 'denied')
    return [
      {
        message: `${registry} rejects the ${describeLogins(logins)}${slipOf(login, registry)}`,
        certainty,
        evidence: [
          statedEvidence(failure),
          ...loginEvidence(login),
          ...(refused ? outcomeEvidence(refused) : []),
          ...newer.evidence,
        ],
        remedies: [
          ...newer.remedies,
          ...renewRemedies(pullCase, login, reference.reference, 'Store a login that the registry accepts.'),
        ],
      },
    ]
  },
  explanation: `What you see
  401 Unauthorized behind a login: containerd says "failed to fetch oauth token" or "unexpected status ... 401
  Unauthorized", CRI-O "unable to retrieve auth token: invalid username/password". With several pull secrets that all
  fail in the same way the kubelet reports the error once.

Why it happens
  An entry of the Pod's pull secrets matches the image, so the kubelet presents it, and the registry does not accept
  the user name and password: a typing slip, a revoked or rotated token, a user name in the wrong form (a robot's
  prefix, the organisation's name), or a "$" that a shell took for a variable.

How to fix it
  See what the Secret holds, store a new login, and ask the registry about it:
    kubectl imagecreds decode NAME -n NAMESPACE
    kubectl imagecreds create NAME -n NAMESPACE --server REGISTRY --username USER --update
    kubectl imagecreds verify NAME -n NAMESPACE --image IMAGE
  The kubelet reads the Secret again at its next try.

When this is not the cause
  Tokens that were right once have expired: see TokenExpired. Some registries answer 401 for a repository that is
  absent, and some in an outage, even for public images. A login that nobody needs for a public image is better taken
  away: see StaleCredentialOnPublicImage.
`,
}

function withoutName(
  registry: string,
  {presented, stated}: Refusal,
  failure: ObservedFailure,
  certainty: Certainty,
  pullSecrets: readonly NamedSecret[],
): Finding {
  const names = pullSecrets.map(({name}) => `"${name}"`).join(', ')
  const whose =
    presented === 'node-login'
      ? 'a login that no pull secret of the Pod holds'
      : `the login that the kubelet presented${names === '' ? '' : `, out of ${names}, which could not be read`}${stated === 'login' ? '' : '; or none was presented'}`
  return {
    message: `${registry} rejects ${whose}`,
    certainty,
    evidence: [statedEvidence(failure)],
    remedies: [
      {
        step:
          presented === 'node-login'
            ? "Look at the node's own configuration: its docker config, the runtime's registry settings, its credential provider."
            : "Look at the Pod's pull secrets, which could not be read here.",
      },
    ],
  }
}

/**
 * What the login's text itself gives away: a placeholder that was not filled in, or a token of a kind that the product does
 * not take.
 */
function slipOf({username, password}: Credential, registry: string): string {
  const [fault] = credentialFaults(username, password)
  if (fault !== undefined) return `: ${fault.message}`
  const login = {registry, username, password}
  const hint = providerFor(login)
    .hints(login)
    .find(({severity}) => severity === 'warning')
  return hint === undefined ? '' : `: ${hint.text}`
}

/** Undefined where nothing says that the login itself is refused. */
function certaintyOf(refusal: Refusal, pullCase: PullCase): Certainty | undefined {
  const {ways, stated, presented, logins} = refusal
  const candidate = pullCase.candidates.find(({cause}) => cause === 'bad-credentials')
  if (presented === 'unknown' && stated === 'nothing') return undefined
  if (presented === 'unknown' && stated === 'unknown') {
    return candidate || (ways.includes('not-accepted') && pullCase.pullSecrets.length > 0) ? 'possible' : undefined
  }
  if (!ways.includes('not-accepted')) return candidate?.confidence
  // Another login was let in: where that one was stopped tells more.
  if (ways.length > 1) return 'possible'
  if (logins.length > 0 && logins.every((login) => isRefusedHere(login, pullCase))) return 'proved'
  const isDoubtful = logins.length > 0 && logins.every((login) => isGivenToken(login, pullCase))
  return stated === 'nothing' || isDoubtful || isOtherwiseExplained(pullCase.candidates) ? 'possible' : 'likely'
}

/** A registry that lets the login in, and says in its 401 what it lacks. */
function isOtherwiseExplained([first]: PullCase['candidates']): boolean {
  return first?.confidence === 'likely' && first.cause === 'no-pull-permission'
}
