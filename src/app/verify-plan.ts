import type {Attempt} from '../credentials/credential.ts'
import type {PullSecret} from '../credentials/pull-secret.ts'
import {imagePlan, loginPlan} from '../doctor/image-plan.ts'
import {type NamedSecret, type PullPlan, planKeyring, pullPlans} from '../doctor/pull-plan.ts'
import {parseReference} from '../reference/parse-reference.ts'
import type {CredentialSubject} from './verify-subject.ts'

/**
 * The pulls to ask registries about: those of the Pods that need a login of these Secrets, or of the images that are named
 * instead of theirs.
 */
export function imagePlans(subject: CredentialSubject, images: readonly string[]): readonly PullPlan[] {
  if (subject.kind === 'login') {
    return images.map((image) => loginPlan(parseReference(image), subject.credential))
  }
  const {secrets, snapshot} = subject
  const plans = pullPlans(snapshot)
  return secrets.flatMap((secret) => {
    const used = plans.flatMap((plan) => withOnly(secret, plan) ?? [])
    if (images.length === 0) return used
    return images.flatMap((image) => {
      const pulling = used.filter(({container}) => container.image === image)
      return pulling.length > 0 ? pulling : [imagePlan(secret.namespace, image, [named(secret)])]
    })
  })
}

/**
 * A Pod's pull as if it named this Secret alone; nothing where it does not name it, or where the Secret gives no login for
 * the image and another one does, since then the image does not need it.
 */
function withOnly(secret: PullSecret, plan: PullPlan): PullPlan | undefined {
  const isNamed = plan.pod.namespace === secret.namespace && plan.pod.pullSecretNames.includes(secret.name)
  if (!isNamed || plan.parsed.kind === 'invalid') return undefined
  const keyring = planKeyring([named(secret)], plan.parsed.reference)
  if (keyring.kind === 'attempts' && isAnonymous(keyring.attempts) && !isAnonymousPlan(plan)) return undefined
  return {...plan, pullSecrets: [named(secret)], keyring}
}

function isAnonymousPlan({keyring}: PullPlan): boolean {
  return keyring.kind !== 'attempts' || isAnonymous(keyring.attempts)
}

function isAnonymous(attempts: readonly Attempt[]): boolean {
  return attempts.every((attempt) => attempt === 'anonymous')
}

/** A Secret as a Pod that names it sees it. */
export function named(secret: PullSecret): NamedSecret {
  return {name: secret.name, secret: {kind: 'value', value: secret}, reportedMissing: false}
}
