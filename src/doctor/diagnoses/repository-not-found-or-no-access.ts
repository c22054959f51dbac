import type {Credential} from '../../credentials/credential.ts'
import type {Reference} from '../../reference/reference.ts'
import {repositoryName} from '../../reference/reference.ts'
import type {Diagnosis} from '../diagnosis.ts'
import {outcomeEvidence, statedEvidence} from '../evidence.ts'
import type {Certainty, Remedy} from '../finding.ts'
import {isOfficialImage, saysNothingOfLogin} from '../hidden-repository.ts'
import {isNearMiss, loginGaps} from '../login-gap.ts'
import {describeLogins} from '../login-words.ts'
import {isThere} from '../outcome-cause.ts'
import type {PullCase} from '../pull-case.ts'
import {giveLogin} from '../put-login.ts'
import {outcomeWith, type Refusal, refusalFacts, refusalOf} from '../refusal.ts'
import {changeImage, verifySecret} from '../remedy.ts'

export const repositoryNotFoundOrNoAccess: Diagnosis = {
  code: 'ICR1305',
  cause: 'repository-not-found-or-no-access',
  severity: 'error',
  summary: 'there is no such repository, or no right to see it; the registry does not say which',
  needs: [...refusalFacts, 'candidates', 'reference', 'pullSecrets', 'peers', 'namespaceSecrets'],
  supersedes: [],
  examine(pullCase) {
    const {plan, failure, reference} = pullCase
    const refusal = refusalOf(pullCase)
    if (refusal === undefined || failure === undefined || reference.kind === 'invalid') return []
    if (isOfficialImage(reference.reference)) return []
    const certainty = certaintyOf(refusal, reference.reference, pullCase)
    if (certainty === undefined) return []
    const repository = repositoryName(reference.reference)
    const [login] = refusal.logins
    const outcome = login ? outcomeWith(login, pullCase) : pullCase.outcomes.anonymous
    const who = login ? `the ${describeLogins(refusal.logins)} may not see it` : 'it needs a login'
    return [
      {
        message: `${repository} does not exist, or ${who}; ${reference.reference.registry} does not say which`,
        certainty,
        evidence: [statedEvidence(failure), ...(outcome ? outcomeEvidence(outcome) : [])],
        remedies: [
          changeImage(plan, `Compare "${repository}" with the registry's list, and correct the image's name.`),
          ...access(pullCase, reference.reference, login),
        ],
      },
    ]
  },
  explanation: `What you see
  "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope",
  "requested access to the resource is denied", Quay's "access to the requested resource is not authorized".

Why it happens
  So that nobody can find out by asking which private repositories there are, a registry gives one answer for both: the
  token it hands out does not reach the repository. Neither the runtime nor any client can tell the two apart.

How to fix it
  Look at the name first: the organisation, the repository, and the registry that a short name stands for (docker.io).
  Then at the right:
    kubectl imagecreds verify NAME -n NAMESPACE --image IMAGE
    kubectl imagecreds create NAME -n NAMESPACE --server REGISTRY --username USER --update

When this is not the cause
  When other images of the same repository run in the cluster it is there, and the login lacks the right: see
  NoPullPermission. When the Pod names pull secrets and none of them gave a login, fix that first.
`,
}

function certaintyOf(refusal: Refusal, reference: Reference, pullCase: PullCase): Certainty | undefined {
  const {ways, presented} = refusal
  const {candidates, peers} = pullCase
  const candidate = candidates.find(({cause}) => cause === 'repository-not-found-or-no-access')
  if (peers.sameRepositoryRunning > 0 || isThere(pullCase)) return undefined
  if (!ways.includes('hidden')) return candidate && 'possible'
  if (ways.length > 1 || isForLackOfLogin(pullCase)) return 'possible'
  if (presented === 'login') return 'likely'
  return saysNothingOfLogin(refusal, reference) ? 'likely' : 'possible'
}

/** The Pod names Secrets that were meant to give a login and do not: that comes first. */
function isForLackOfLogin({pullSecrets, reference, keyring}: PullCase): boolean {
  if (reference.kind === 'invalid' || keyring.kind !== 'attempts') return false
  if (keyring.attempts.some((attempt) => attempt !== 'anonymous')) return false
  return loginGaps(pullSecrets, reference.reference).some(isNearMiss)
}

function access(pullCase: PullCase, reference: Reference, login: Credential | undefined): readonly Remedy[] {
  if (login === undefined) {
    return giveLogin(pullCase, reference, 'If it is there and private, store a login for it.').remedies
  }
  const {secret} = login.source
  return [
    {
      step: `If it is there, give "${login.username}" the right to pull it, and ask again.`,
      ...(secret && {command: verifySecret(pullCase.plan, secret.name, reference.given)}),
    },
  ]
}
