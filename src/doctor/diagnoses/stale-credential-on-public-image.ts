import type {Diagnosis} from '../diagnosis.ts'
import {outcomeEvidence, statedEvidence} from '../evidence.ts'
import {describeLogins, loginEvidence, renewRemedies} from '../login-words.ts'
import {isRefused, outcomeWith, refusalFacts, refusalOf} from '../refusal.ts'

export const staleCredentialOnPublicImage: Diagnosis = {
  code: 'ICR1310',
  cause: 'stale-credential-on-public-image',
  severity: 'error',
  summary: 'the image can be pulled without a login; the one that the Pod presents breaks it',
  needs: [...refusalFacts, 'reference', 'pullSecrets'],
  supersedes: ['bad-credentials', 'token-expired', 'no-pull-permission', 'repository-not-found-or-no-access'],
  examine(pullCase) {
    const {failure, reference, outcomes} = pullCase
    const refusal = refusalOf(pullCase)
    if (refusal === undefined || failure === undefined || reference.kind === 'invalid') return []
    const [login] = refusal.logins
    if (login === undefined || outcomes.anonymous?.kind !== 'readable') return []
    const answers = refusal.logins.flatMap((each) => outcomeWith(each, pullCase) ?? [])
    const refused = answers.find(isRefused)
    if (answers.length > 0 && refused === undefined) return []
    const isConfirmed = answers.length > 0 && answers.every(isRefused)
    const {registry} = reference.reference
    return [
      {
        message: `${registry} serves the image without a login, and rejects the ${describeLogins(refusal.logins)}`,
        certainty: isConfirmed ? 'proved' : 'likely',
        evidence: [
          statedEvidence(failure),
          ...outcomeEvidence(outcomes.anonymous),
          ...(refused ? outcomeEvidence(refused) : []),
          ...loginEvidence(login),
        ],
        remedies: [
          {step: `Take the entry "${login.source.key}" out of the Secret, or the Secret out of the Pod's list.`},
          ...renewRemedies(pullCase, login, reference.reference, 'Or store a login that the registry accepts.'),
        ],
      },
    ]
  },
  explanation: `What you see
  A public image is refused with 401 or 403, though everybody else can pull it, and anonymous pulls work.

Why it happens
  The kubelet presents every login that matches the image, and never tries without one once there is one. A token that
  has expired or was revoked is then refused by the token server before anybody looks whether the image needed it.

How to fix it
  Take the login away, or renew it:
    kubectl imagecreds decode NAME -n NAMESPACE
    kubectl imagecreds create NAME -n NAMESPACE --server REGISTRY --username USER --update
  A key with a path (ghcr.io/ORGANISATION) keeps a login from being sent with other images of the same host.

When this is not the cause
  Anonymous pulls were seen to work from this machine; a registry may answer by address. When the login is accepted
  and the pull is refused for its rate, see RateLimited.
`,
}
