import type {Container, Pod} from '../cluster/snapshot.ts'
import type {Attempt} from '../credentials/credential.ts'
import {parseReference} from '../reference/parse-reference.ts'
import type {ParsedReference} from '../reference/reference.ts'
import {type NamedSecret, type Pull, type PullPlan, planKeyring} from './pull-plan.ts'

/**
 * The pull that a Pod with these pull secrets and no others would make, though there is no such Pod: for an image that is
 * asked about by itself.
 */
export function imagePlan(namespace: string, image: string, pullSecrets: readonly NamedSecret[]): PullPlan {
  const parsed = parseReference(image)
  const keyring =
    parsed.kind === 'invalid' ? {kind: 'no-reference' as const} : planKeyring(pullSecrets, parsed.reference)
  return {...nobodysPull(namespace, image, pullSecrets), parsed, pullSecrets, keyring}
}

/** The same with one login that is in no Secret, or with one that is tried by itself. */
export function loginPlan(parsed: ParsedReference, attempt: Attempt): PullPlan {
  const image = parsed.kind === 'invalid' ? parsed.given : parsed.reference.given
  const keyring =
    parsed.kind === 'invalid'
      ? {kind: 'no-reference' as const}
      : {kind: 'attempts' as const, attempts: [attempt] as const, isComplete: true}
  const namespace = attempt === 'anonymous' ? undefined : attempt.source.secret?.namespace
  return {...nobodysPull(namespace ?? '', image, []), parsed, pullSecrets: [], keyring}
}

/** A registry as if it were an image, for a question about the login alone. */
export function registryAlone(registry: string): ParsedReference {
  return {kind: 'reference', reference: {given: registry, registry, repository: ''}}
}

/** Is this the pull of an image by itself, that no Pod makes? */
export function isNobodysPull({pod}: Pull): boolean {
  return pod.name === ''
}

function nobodysPull(namespace: string, image: string, pullSecrets: readonly NamedSecret[]): Pull {
  const container: Container = {name: '', kind: 'regular', image, state: {kind: 'none'}}
  const pod: Pod = {
    namespace,
    name: '',
    serviceAccountName: 'default',
    pullSecretNames: pullSecrets.map(({name}) => name),
    containers: [container],
  }
  return {pod, container}
}
