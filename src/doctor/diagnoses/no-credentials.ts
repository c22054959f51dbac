import type {ServiceAccount} from '../../cluster/snapshot.ts'
import type {Reference} from '../../reference/reference.ts'
import type {Diagnosis} from '../diagnosis.ts'
import {outcomeEvidence, podField, statedEvidence} from '../evidence.ts'
import type {Certainty, Remedy} from '../finding.ts'
import {saysNothingOfLogin} from '../hidden-repository.ts'
import {loginGaps, mayBeMissing} from '../login-gap.ts'
import type {Outcomes, PullCase} from '../pull-case.ts'
import type {Pull} from '../pull-plan.ts'
import {giveLogin} from '../put-login.ts'
import {isMendedSince, type Refusal, refusalFacts, refusalOf} from '../refusal.ts'
import {attachToServiceAccount, remakePods} from '../remedy.ts'

export const noCredentials: Diagnosis = {
  code: 'ICR1201',
  cause: 'no-credentials',
  severity: 'error',
  summary: 'the image needs a login and the Pod has none',
  needs: [
    ...refusalFacts,
    'candidates',
    'reference',
    'pullSecrets',
    'serviceAccount',
    'peers',
    'events',
    'namespaceSecrets',
  ],
  supersedes: [],
  examine(pullCase) {
    const {plan, failure, reference, serviceAccount} = pullCase
    const refusal = refusalOf(pullCase)
    if (refusal === undefined || failure === undefined || reference.kind === 'invalid') return []
    const unread = unreadSecrets(pullCase)
    const isKnown = unread.length === 0 && plan.pod.isSpecUnread !== true
    if (refusal.presented === 'login' || isMendedSince(refusal)) return []
    if (isKnown && pullCase.pullSecrets.length > 0) return []
    if (unread.length > 0 && isLoginAsLikely(refusal)) return []
    const {registry} = reference.reference
    const {anonymous} = pullCase.outcomes
    const login = giveLogin(pullCase, reference.reference, 'Store a login for it.')
    const account = serviceAccount.kind === 'value' ? serviceAccount.value : undefined
    return [
      {
        message: isKnown
          ? `${registry} asks for a login, and the Pod names no pull secret`
          : `${registry} asks for a login, and ${withheld(unread)} could not be read`,
        certainty: isKnown
          ? certaintyOf(refusal, reference.reference, pullCase)
          : certaintyUnread(refusal, reference.reference, pullCase),
        evidence: [
          statedEvidence(failure),
          ...(isKnown ? [podField(plan, 'spec.imagePullSecrets', '(none)')] : []),
          ...(anonymous ? outcomeEvidence(anonymous) : []),
        ],
        remedies: isKnown
          ? [...login.remedies, ...namingRemedies(plan, login.name, account)]
          : whatToRead(plan, unread, registry),
      },
    ]
  },
  explanation: `What you see
  The registry asks for a login: "no basic auth credentials", "failed to fetch anonymous token", 401 Unauthorized, or,
  on Docker Hub, "pull access denied, repository does not exist or may require authorization".

Why it happens
  The Pod names no pull secret, and its ServiceAccount named none when the Pod was created. The kubelet pulls without a
  login then. A Secret that only exists in the namespace is not used: a Pod or its ServiceAccount has to name it under
  imagePullSecrets. The field "secrets" of a ServiceAccount has nothing to do with pulling.

How to fix it
  Store a login, name it, and create new Pods:
    kubectl imagecreds create regcred -n NAMESPACE --server REGISTRY --username USER
    kubectl imagecreds attach regcred -n NAMESPACE --service-account default
    kubectl rollout restart deployment/NAME -n NAMESPACE

When this is not the cause
  Docker Hub, Quay and others give the same answer for a repository that does not exist: check the image's name. On
  EKS, GKE and AKS the node's credential provider usually holds the login; a missing right of the node's identity
  shows the same way. Where the Pod's Secrets could not be read, one of them may hold a login for another registry, or
  none.
`,
}

function unreadSecrets({pullSecrets}: PullCase): readonly string[] {
  return pullSecrets.flatMap(({name, secret}) => (secret.kind === 'value' ? [] : [name]))
}

function whatToRead({pod}: Pull, unread: readonly string[], registry: string): readonly Remedy[] {
  const {namespace} = pod
  if (unread.length === 0) {
    return [
      {
        step: 'Look at the Pod and the Secrets it names as well.',
        command: ['kubectl', 'get', 'pods,events,secrets,serviceaccounts', '-n', namespace, '-o', 'json'],
      },
    ]
  }
  return unread.map((name) => ({
    step: `Ask somebody who may read secret "${name}" whether its login is for ${registry}.`,
    command: ['kubectl', 'auth', 'can-i', 'get', `secrets/${name}`, '-n', namespace],
  }))
}

function withheld(unread: readonly string[]): string {
  if (unread.length === 0) return 'the Pod, and the pull secrets it names,'
  const names = unread.map((name) => `"${name}"`).join(', ')
  return unread.length === 1 ? `pull secret ${names}` : `the pull secrets ${names}`
}

/** A refusal of anybody proves the lack of a login only where the registry has nothing to hide behind it. */
function certaintyOf(refusal: Refusal, reference: Reference, {outcomes, peers, serviceAccount}: PullCase): Certainty {
  const {ways, parts, presented} = refusal
  if (outcomes.anonymous?.kind === 'readable' || presented !== 'nothing') return 'possible'
  if (ways.every((way) => way === 'not-allowed')) return 'possible'
  if (peers.sameRepositoryRunning > 0) return 'likely'
  const isAsked = asksForLogin(outcomes)
  if (!isAsked && saysNothingOfLogin(refusal, reference)) return 'possible'
  const isStated = parts.length > 0 && parts.every(({fault}) => fault === 'no-basic-credentials')
  return (isAsked || isStated) && !mayBeAdded(serviceAccount) ? 'proved' : 'likely'
}

/**
 * Does the registry ask this machine, as nobody, for a login? A 401 to a token that nobody was given for the asking may
 * hide that there is no such repository, unless the registry tells of those.
 */
function asksForLogin({anonymous}: Outcomes): boolean {
  if (anonymous === undefined) return false
  if (anonymous.absence?.kind === 'told') return true
  if (anonymous.kind !== 'unauthorized' || anonymous.challenge === 'absent') return false
  return anonymous.at === 'token' || anonymous.exchanges.every(({at}) => at !== 'token')
}

/** The ServiceAccount names pull secrets now, which new Pods would get, or it could not be read. */
function mayBeAdded(serviceAccount: PullCase['serviceAccount']): boolean {
  return serviceAccount.kind !== 'value' || (serviceAccount.value?.pullSecretNames.length ?? 0) > 0
}

/** The Pod names Secrets, and the runtime's words fit a refused login as well: that is the better guess. */
function isLoginAsLikely({stated, ways}: Refusal): boolean {
  return stated === 'unknown' && ways.includes('not-accepted')
}

/** With Secrets unread the message alone tells whether a login was brought. */
function certaintyUnread({stated}: Refusal, reference: Reference, pullCase: PullCase): Certainty {
  const {candidates, pullSecrets, events} = pullCase
  if (loginGaps(pullSecrets, reference).some((gap) => mayBeMissing(gap, events))) return 'possible'
  if (stated === 'nothing') return 'likely'
  return stated === 'login'
    ? 'possible'
    : (candidates.find(({cause}) => cause === 'no-credentials')?.confidence ?? 'possible')
}

/** A static Pod can name no Secret. */
function namingRemedies(plan: Pull, name: string, account: ServiceAccount | undefined): readonly Remedy[] {
  if (plan.pod.isStatic) return []
  const isNamed = account?.pullSecretNames.includes(name) === true
  return [...mountableHint(account), ...(isNamed ? [] : [attachToServiceAccount(plan, name)]), remakePods(plan)]
}

function mountableHint(account: ServiceAccount | undefined): readonly Remedy[] {
  const [name] = account?.mountableSecretNames ?? []
  if (account === undefined || name === undefined || account.pullSecretNames.length > 0) return []
  return [
    {
      step: `ServiceAccount "${account.name}" names "${name}" under "secrets", which has nothing to do with pulling; name it under "imagePullSecrets".`,
    },
  ]
}
