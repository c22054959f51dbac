import {repositoryName} from '../../reference/reference.ts'
import type {ProbeOutcome} from '../../registry/probe.ts'
import type {Cause} from '../cause.ts'
import type {Diagnosis} from '../diagnosis.ts'
import {outcomeEvidence, statedEvidence} from '../evidence.ts'
import type {Certainty} from '../finding.ts'
import {describeLogins, loginEvidence} from '../login-words.ts'
import {outcomeCause} from '../outcome-cause.ts'
import type {PullCase} from '../pull-case.ts'
import {outcomeWith, type Refusal, refusalFacts, refusalOf} from '../refusal.ts'
import {loginsRefused} from '../refused-login.ts'
import {verifySecret} from '../remedy.ts'

export const noPullPermission: Diagnosis = {
  code: 'ICR1303',
  cause: 'no-pull-permission',
  severity: 'error',
  summary: 'the login is accepted and may not pull this repository',
  needs: [...refusalFacts, 'candidates', 'reference', 'peers'],
  supersedes: [],
  examine(pullCase) {
    const {plan, failure, reference} = pullCase
    const refusal = refusalOf(pullCase)
    if (refusal === undefined || failure === undefined || reference.kind === 'invalid') return []
    const certainty = certaintyOf(refusal, pullCase)
    if (certainty === undefined) return []
    const repository = repositoryName(reference.reference)
    const logins = loginsRefused(refusal, ['not-allowed', 'hidden'])
    const [login] = logins
    const answers = logins.flatMap((each) => outcomeWith(each, pullCase) ?? [])
    const denied = answers.find(({kind}) => kind === 'denied')
    const secret = login?.source.secret?.name
    return [
      {
        message: login
          ? `the ${describeLogins(logins)} may not pull ${repository}`
          : `${reference.reference.registry} forbids the node to pull ${repository}`,
        certainty,
        evidence: [
          statedEvidence(failure),
          ...(login ? loginEvidence(login) : []),
          ...(denied ? outcomeEvidence(denied) : []),
        ],
        remedies: [
          {
            step: login
              ? `Give "${login.username}" the right to pull ${repository}, or store a login that has it.`
              : `Give the login or the node's identity the right to pull ${repository}.`,
          },
          ...(secret === undefined
            ? []
            : [
                {
                  step: 'Ask the registry again afterwards.',
                  command: verifySecret(plan, secret, reference.reference.given),
                },
              ]),
        ],
      },
    ]
  },
  explanation: `What you see
  403 Forbidden on the manifest, or "insufficient_scope: authorization failed" although a login was presented. Amazon
  ECR names the missing right ("not authorized to perform: ecr:BatchGetImage"), Google "downloadArtifacts denied".

Why it happens
  The registry knows the login and does not let it read this repository: a robot account of another project, a token
  without the scope for reading packages, a policy for another account or region, a team that lost its access.

How to fix it
  Grant the right at the registry, where the account or robot is managed, or store a login that has it:
    kubectl imagecreds create NAME -n NAMESPACE --server REGISTRY --username USER --update
    kubectl imagecreds verify NAME -n NAMESPACE --image IMAGE

When this is not the cause
  Most registries answer in the same way for a repository that does not exist, and some for a name that is misspelt:
  compare it with the registry's list. A firewall in front of the registry, or a blocked country, answers 403 as well,
  with or without a login.
`,
}

function certaintyOf(refusal: Refusal, pullCase: PullCase): Certainty | undefined {
  const {ways, presented, logins} = refusal
  const {candidates, peers, outcomes} = pullCase
  const candidate = candidates.find(({cause}) => cause === 'no-pull-permission')
  const answers = logins.flatMap((each) => outcomeWith(each, pullCase) ?? [])
  if (outcomes.anonymous?.kind === 'readable' && !answers.some(({kind}) => kind === 'readable')) {
    return candidate && 'possible'
  }
  if (answers.length > 0 && answers.every((answer) => lacksRight(answer, pullCase))) return 'proved'
  if (ways.includes('not-allowed')) return isOtherwiseExplained(candidates[0]) ? 'possible' : 'likely'
  // Harbor says so in a 401.
  if (presented === 'login' && candidate?.confidence === 'likely') return 'likely'
  if (!ways.includes('hidden') || presented === 'nothing') return undefined
  // The login that was let in got further than the others, so its message is the one to go by.
  if (ways.length > 1 && candidate) return candidate.confidence
  return peers.sameRepositoryRunning > 0 && presented === 'login' ? 'likely' : 'possible'
}

/** Refused here although the repository is there, or in words that name the right that is missing and leave no doubt. */
function lacksRight(outcome: ProbeOutcome, {reference}: PullCase): boolean {
  if (outcome.kind !== 'denied') return false
  if (outcome.absence?.kind === 'told') return true
  return outcomeCause(outcome, reference) === 'no-pull-permission' && !outcome.exchanges.some(isInDoubt)
}

/** Google names the right, and "(or it may not exist)". */
function isInDoubt({message = ''}: ProbeOutcome['exchanges'][number]): boolean {
  return /\bmay not exist\b/.test(message)
}

/** A registry that says in its 403 what it finds wrong with the login, or with where it comes from. */
function isOtherwiseExplained(first: PullCase['candidates'][number] | undefined): boolean {
  return first?.confidence === 'likely' && otherReasons.has(first.cause)
}

const otherReasons: ReadonlySet<Cause> = new Set(['token-expired', 'bad-credentials', 'geo-or-ip-blocked'])
