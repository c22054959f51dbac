import type {PullSecret} from '../credentials/pull-secret.ts'
import {lookAtOwner} from '../credentials/secret-owner.ts'
import type {Reference} from '../reference/reference.ts'
import type {Remedy} from './finding.ts'
import type {PullCase} from './pull-case.ts'
import {type Pull, planKeyring} from './pull-plan.ts'
import {isPresentable} from './refusal.ts'
import {renewLogin, storeLogin} from './remedy.ts'

export interface LoginPlace {
  readonly secret: PullSecret
  readonly registry: string
  readonly username?: string
}

/**
 * How a login gets into a Secret that is there: by our own command, unless somebody else writes the Secret and would
 * write over it, or it has the old type, which that command does not write.
 */
export function putLogin(plan: Pull, {secret, registry, username}: LoginPlace, step: string): readonly Remedy[] {
  const {name, namespace, owner, type} = secret
  if (owner !== undefined) {
    const command = lookAtOwner(owner, namespace)
    return [
      {
        step: `Change the login where ${owner} takes it from: it writes secret "${name}", and writes over what is changed there.`,
        ...(command !== undefined && {command}),
      },
    ]
  }
  if (type !== 'kubernetes.io/dockerconfigjson')
    return makeAnew(plan, {secret, registry, ...(username && {username})}, step)
  return [{step, command: renewLogin(plan, name, registry, username)}]
}

/**
 * How a Pod that lacks a login gets one: by a Secret that its namespace has already and that gives one, else by a new
 * entry in the Secret of the usual name, else by a new Secret of that name. `name` is what is to be named by the Pod. A
 * static Pod gets it from its node.
 */
export function giveLogin(
  {plan, namespaceSecrets}: Pick<PullCase, 'plan' | 'namespaceSecrets'>,
  reference: Reference,
  step: string,
): {readonly name: string; readonly remedies: readonly Remedy[]} {
  const {registry} = reference
  if (plan.pod.isStatic) return {name: usualName, remedies: [storeOnNode(registry)]}
  const giving = namespaceSecrets.find(
    (secret) => !plan.pod.pullSecretNames.includes(secret.name) && givesLogin(secret, reference),
  )
  if (giving) {
    const {name} = giving
    const command = ['kubectl', 'imagecreds', 'verify', name, '-n', plan.pod.namespace, '--image', reference.given]
    const found = `See whether the login of secret "${name}" will do, which the namespace has and the Pod does not name.`
    return {name, remedies: [{step: found, command}]}
  }
  const secret = namespaceSecrets.find(({name}) => name === usualName)
  if (secret) return {name: usualName, remedies: putLogin(plan, {secret, registry}, step)}
  return {name: usualName, remedies: [{step, command: storeLogin(plan, usualName, registry)}]}
}

function storeOnNode(registry: string): Remedy {
  return {
    step: `Store a login for ${registry} on the node itself, in the kubelet's docker config (/var/lib/kubelet/config.json) or by a credential provider: a static Pod takes no pull secret of the cluster.`,
  }
}

const usualName = 'regcred'

/** Would the kubelet find a login for the image in this Secret alone? */
export function givesLogin(secret: PullSecret, reference: Reference): boolean {
  if (secret.state.kind === 'malformed') return false
  const keyring = planKeyring(
    [{name: secret.name, secret: {kind: 'value', value: secret}, reportedMissing: false}],
    reference,
  )
  if (keyring.kind !== 'attempts') return false
  return keyring.attempts.some((attempt) => attempt !== 'anonymous' && isPresentable(attempt))
}

/** Where nothing of the Secret can be kept. */
export function makeAnew(plan: Pull, {secret, registry, username}: LoginPlace, step: string): readonly Remedy[] {
  const {name, namespace} = secret
  return [
    {
      step: `Delete secret "${name}", which cannot be written to as it is.`,
      command: ['kubectl', 'delete', 'secret', name, '-n', namespace],
    },
    {step, command: storeLogin(plan, name, registry, username)},
  ]
}
