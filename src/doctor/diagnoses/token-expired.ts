import type {Credential} from '../../credentials/credential.ts'
import {providerOf} from '../../providers/catalogue.ts'
import type {Diagnosis} from '../diagnosis.ts'
import {outcomeEvidence, statedEvidence} from '../evidence.ts'
import type {Certainty} from '../finding.ts'
import {describeLogin, loginEvidence, renewRemedies} from '../login-words.ts'
import {newerLoginWords} from '../newer-login.ts'
import {outcomeCause} from '../outcome-cause.ts'
import type {PullCase} from '../pull-case.ts'
import {isRefusedHere, outcomeWith, refusalFacts, refusalOf} from '../refusal.ts'

export const tokenExpired: Diagnosis = {
  code: 'ICR1302',
  cause: 'token-expired',
  severity: 'error',
  summary: 'the login was valid once and has expired',
  needs: [...refusalFacts, 'candidates', 'reference', 'takenAt', 'newerLogins', 'pullSecrets'],
  supersedes: ['bad-credentials', 'no-pull-permission'],
  examine(pullCase) {
    const {failure, reference, candidates, takenAt} = pullCase
    const refusal = refusalOf(pullCase)
    if (refusal === undefined || failure === undefined || reference.kind === 'invalid') return []
    if (refusal.presented === 'nothing') return []
    const {registry} = reference.reference
    const ended = refusal.logins.find((login) => isOver(endOf(login, registry), takenAt))
    const candidate = candidates.find(({cause}) => cause === 'token-expired')
    if (ended === undefined && candidate === undefined) return []
    const login = ended ?? refusal.logins[0]
    const end = login && endOf(login, registry)
    const isStated = candidate?.confidence === 'likely'
    const newer = newerLoginWords(login && pullCase.newerLogins.get(login))
    const answers = refusal.logins.flatMap((each) => outcomeWith(each, pullCase) ?? [])
    const said = answers.find((answer) => outcomeCause(answer, reference) === 'token-expired')
    const isProved = refusal.logins.length > 0 && refusal.logins.every((each) => isOverHere(each, registry, pullCase))
    const certainty: Certainty = isProved ? 'proved' : ended || isStated ? 'likely' : 'possible'
    return [
      {
        message:
          login === undefined
            ? `the token that was presented to ${registry} ${isStated ? 'has' : 'may have'} expired`
            : ended
              ? `the ${describeLogin(login)} ended at ${end}`
              : isStated
                ? `${registry} says that the ${describeLogin(login)} has expired`
                : `the ${describeLogin(login)} may have expired`,
        certainty,
        evidence: [
          statedEvidence(failure),
          ...(login ? loginEvidence(login) : []),
          ...(said ? outcomeEvidence(said) : []),
          ...newer.evidence,
        ],
        remedies: login
          ? [...newer.remedies, ...renewRemedies(pullCase, login, reference.reference, renewal(registry))]
          : [{step: 'Store a new token in the pull secret, or look at what renews it.'}],
      },
    ]
  },
  explanation: `What you see
  A pull that worked for hours, days or months is refused. Some registries say so ("Your authorization token has
  expired. Reauthenticate and try again."), most answer as for a wrong password.

Why it happens
  Many tokens end by themselves: Amazon ECR's after 12 hours, a Google access token after about one, an Azure refresh
  token after about three, a CI job's token with its job, personal and deploy tokens on the day that was chosen. A
  Secret keeps them without knowing their end. Pods that run are not affected until they are scheduled again.

How to fix it
  Store a new one:
    kubectl imagecreds create NAME -n NAMESPACE --server REGISTRY --username USER --update
  For tokens that end within hours let the node's credential provider or a controller (External Secrets) renew them,
  or use a kind of login that lasts: a robot account, a deploy token, a service account key.

When this is not the cause
  A login that never worked is refused in the same words: see BadCredentials. A clock on the node that is wrong makes
  tokens look expired or not yet valid.
`,
}

/** By the registry's product, whatever the old token looks like. */
function renewal(registry: string): string {
  const command = providerOf(registry).newPassword?.(registry)
  if (command === undefined) return 'Store a new token.'
  return `Store a new token, which "${command}" prints; with --password-stdin it is read from a pipe.`
}

/** The registry says so to this machine, or refuses here a token whose form says it. */
function isOverHere(login: Credential, registry: string, pullCase: PullCase): boolean {
  const outcome = outcomeWith(login, pullCase)
  if (outcome === undefined || pullCase.outcomes.anonymous?.kind === 'readable') return false
  if (outcomeCause(outcome, pullCase.reference) === 'token-expired') return true
  return isOver(endOf(login, registry), pullCase.takenAt) && isRefusedHere(login, pullCase)
}

/** RFC 3339, where the form of the password tells it. */
function endOf({username, password}: Credential, registry: string): string | undefined {
  return providerOf(registry).token({registry, username, password}).expiresAt
}

function isOver(end: string | undefined, now: string): boolean {
  return end !== undefined && Date.parse(end) < Date.parse(now)
}
