import type {Diagnosis} from '../diagnosis.ts'
import {outcomeEvidence} from '../evidence.ts'
import type {Evidence, Remedy} from '../finding.ts'
import type {PullCase} from '../pull-case.ts'
import {giveLogin} from '../put-login.ts'
import {statedCause, statedFacts} from '../stated-cause.ts'

export const rateLimited: Diagnosis = {
  code: 'ICR1311',
  cause: 'rate-limited',
  severity: 'error',
  summary: 'the registry refuses because of too many requests',
  needs: [...statedFacts, 'keyring', 'namespaceSecrets'],
  supersedes: [],
  examine(pullCase) {
    const {keyring} = pullCase
    const isAnonymous = keyring.kind === 'attempts' && keyring.attempts.every((attempt) => attempt === 'anonymous')
    const left = limitEvidence(pullCase)
    const findings = statedCause(pullCase, 'rate-limited', ({host}) => ({
      message: isAnonymous
        ? `${host} refuses for too many requests, and the Pod pulls without a login`
        : `${host} refuses for too many requests`,
      remedies: [
        {step: 'Wait: the kubelet tries again by itself.'},
        ...(isAnonymous
          ? loginRemedies(pullCase)
          : [{step: 'Use an account with a higher limit, or a mirror that caches the images.'}]),
      ],
    }))
    return findings.map((finding) => ({...finding, evidence: [...finding.evidence, ...left]}))
  },
  explanation: `What you see
  "429 Too Many Requests", "toomanyrequests: You have reached your unauthenticated pull rate limit", "Rate exceeded".

Why it happens
  Registries count pulls by account, or by address where there is no login. Behind one NAT gateway all nodes, and all
  neighbours, share one count. Docker Hub allows 100 pulls in six hours to an address and 200 to a free account; Amazon
  ECR Public one request a second without a login. New nodes and image policies of "Always" pull much at once.

How to fix it
  Pull with a login:
    kubectl imagecreds create regcred -n NAMESPACE --server REGISTRY --username USER
  and name it in the ServiceAccount. Cache images in a mirror or a pull-through cache, and use IfNotPresent with fixed
  tags.

When this is not the cause
  "pull QPS exceeded" is the kubelet's own limit: see KubeletPullQps. A refusal that stays the same for a day is none
  of rate.
`,
}

/**
 * What the registry says is left, as its headers say it (draft-polli-ratelimit-headers-00). A login has one count wherever
 * it is used; without one the count is of an address, and this machine's need not be the node's.
 */
function limitEvidence({outcomes}: PullCase): readonly Evidence[] {
  const asked = [
    ...outcomes.attempts,
    ...(outcomes.anonymous ? [{attempt: 'anonymous' as const, outcome: outcomes.anonymous}] : []),
  ]
  const told = asked.find(({outcome}) => outcome.rateLimit !== undefined)
  if (told?.outcome.rateLimit === undefined) return []
  const {limit, remaining, windowSeconds} = told.outcome.rateLimit
  const whose = told.attempt === 'anonymous' ? 'the address of this machine' : `the login "${told.attempt.username}"`
  const window = windowSeconds === undefined ? '' : ` in ${windowSeconds} s`
  return outcomeEvidence(told.outcome).map(({kind, request}) => {
    return {kind, request, answer: `${remaining} of ${limit} pulls${window} are left to ${whose}`}
  })
}

function loginRemedies(pullCase: PullCase): readonly Remedy[] {
  const {reference} = pullCase
  if (reference.kind === 'invalid') return []
  const step = 'Pull with a login, whose limit is its own and not that of the address all nodes share.'
  return giveLogin(pullCase, reference.reference, step).remedies
}
