import type {PullSecret} from '../../credentials/pull-secret.ts'
import {keyringKey} from '../../credentials/registry-key.ts'
import {registryOfKey} from '../../credentials/registry-of-key.ts'
import {canonicalKeyOf} from '../../providers/canonical-key.ts'
import type {Diagnosis} from '../diagnosis.ts'
import {secretField, statedEvidence} from '../evidence.ts'
import type {Certainty, Finding, Remedy} from '../finding.ts'
import type {ObservedFailure} from '../observed-failure.ts'
import type {PullCase} from '../pull-case.ts'
import type {Pull} from '../pull-plan.ts'
import {makeAnew, putLogin} from '../put-login.ts'

export const secretMalformed: Diagnosis = {
  code: 'ICR1103',
  cause: 'secret-malformed',
  severity: 'error',
  summary: 'a pull secret does not parse, and the kubelet then pulls nothing for the whole Pod',
  needs: ['failure', 'keyring', 'pullSecrets', 'reference'],
  supersedes: [],
  examine(pullCase) {
    const {failure, keyring} = pullCase
    if (failure === undefined) return []
    const {parts} = failure.failure
    const isStated = parts.some((part) => part.fault === 'keyring-unreadable')
    if (keyring.kind !== 'unreadable') return isStated ? [unnamed(pullCase, failure)] : []
    const isSilent = parts.every((part) => part.fault === 'unknown')
    return [named(pullCase, keyring, failure, isStated ? 'proved' : isSilent ? 'likely' : 'possible')]
  },
  explanation: `What you see
  The Pod's waiting reason is the text of a parser, such as "illegal base64 data at input byte 5", where ErrImagePull
  would stand; there is no event "Failed to pull image" and nothing was asked of any registry. Older kubelets write the
  same text behind "Failed to pull image". Every image of the Pod is affected, public ones too.

Why it happens
  The kubelet reads all pull secrets of the Pod into one keyring before it pulls. An "auth" that is not base64 of
  user:password, or contents that are no JSON, make the whole keyring fail, even beside a good Secret. The API server
  checks only that the contents are a JSON object. It comes from templates that encode twice or not at all, from "auth"
  written by hand, and from tools that write URL-safe base64.

How to fix it
  See which entry it is, and write it again:
    kubectl imagecreds decode NAME -n NAMESPACE
    kubectl imagecreds create NAME -n NAMESPACE --server REGISTRY --username USER --update
  Or take the Secret out of the Pod's list. The kubelet reads it again at its next try.

When this is not the cause
  A Secret that parses and has an empty or wrong login is never reported this way: it leads to a refusal by the
  registry. A Secret of the wrong type is ignored, however broken its contents are.
`,
}

function named(
  {plan, reference}: PullCase,
  {secret, fault}: Extract<PullCase['keyring'], {kind: 'unreadable'}>,
  failure: ObservedFailure,
  certainty: Certainty,
): Finding {
  const {name, namespace, state} = secret
  const entry = state.kind === 'malformed' ? state.entryKey : undefined
  const where = state.kind === 'malformed' ? `data["${state.dataKey}"]` : 'data'
  const registry = reference.kind === 'reference' ? reference.reference.registry : 'REGISTRY'
  const place = entry === undefined ? '' : ` (entry "${entry}")`
  return {
    message: `secret "${name}" in namespace "${namespace}" does not parse${place}, and stops every pull of the Pods that name it`,
    certainty,
    evidence: [secretField(name, where, fault), statedEvidence(failure)],
    remedies: [
      {
        step: 'Look at its entries; the password stays hidden.',
        command: ['kubectl', 'imagecreds', 'decode', name, '-n', namespace],
      },
      ...writeAgain(plan, secret, registry),
    ],
  }
}

/** The entry of a whole registry can be written over; else nothing of the Secret can be kept. */
function writeAgain(plan: Pull, secret: PullSecret, registry: string): readonly Remedy[] {
  const entry = secret.state.kind === 'malformed' ? secret.state.entryKey : undefined
  const served = entry === undefined ? undefined : registryOfKey(entry)
  if (entry === undefined || served === undefined || !isWhole(entry, served)) {
    return makeAnew(plan, {secret, registry}, 'Store the login again.')
  }
  return putLogin(plan, {secret, registry: served}, `Write the entry "${entry}" again.`)
}

/** Is this what a login for the registry is stored under? A key with a path would stay beside it. */
function isWhole(entry: string, registry: string): boolean {
  const [written, stored] = [keyringKey(entry), keyringKey(canonicalKeyOf(registry))]
  return written.kind === 'key' && stored.kind === 'key' && written.text === stored.text
}

function unnamed({plan, pullSecrets}: PullCase, failure: ObservedFailure): Finding {
  const names = pullSecrets.map(({name}) => `"${name}"`).join(', ')
  const what = pullSecrets.length === 1 ? `pull secret ${names}` : `one of the pull secrets ${names}`
  return {
    message: `${names === '' ? 'one of the pull secrets' : what} does not parse, and stops every pull of the Pod`,
    certainty: 'likely',
    evidence: [statedEvidence(failure)],
    remedies: pullSecrets.map(({name}) => ({
      step: `Look at the entries of "${name}"; the password stays hidden.`,
      command: ['kubectl', 'imagecreds', 'decode', name, '-n', plan.pod.namespace],
    })),
  }
}
