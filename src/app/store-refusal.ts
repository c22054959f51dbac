import {shellWord} from '../cluster/resource.ts'
import {lookAtOwner} from '../credentials/secret-owner.ts'
import {shownKey} from '../credentials/shown-key.ts'

/** Why a Secret was not stored. Both texts are for the user; a step is a sentence or a command. */
export interface StoreRefusal {
  readonly kind: 'refused'
  readonly message: string
  readonly nextSteps: readonly string[]
}

/** The Secret that was to be written. */
interface SecretName {
  readonly namespace: string
  readonly name: string
}

export function wrongType({namespace, name}: SecretName, type: string): StoreRefusal {
  return refused(
    `secret "${name}" in namespace "${namespace}" is of type "${type}", not kubernetes.io/dockerconfigjson`,
    [
      'The type of a Secret cannot be changed. Delete it, if nothing else needs it, and create it again:',
      deletion({namespace, name}),
    ],
  )
}

export function immutable({namespace, name}: SecretName): StoreRefusal {
  return refused(`secret "${name}" in namespace "${namespace}" is immutable`, [
    'Its data can never be changed. Create one of another name, or delete it first:',
    deletion({namespace, name}),
  ])
}

export function unreadable({namespace, name}: SecretName, fault: string): StoreRefusal {
  return refused(
    `secret "${name}" in namespace "${namespace}" does not parse, so nothing in it can be kept: ${fault}`,
    [
      `kubectl imagecreds decode ${name} -n ${namespace}`,
      'Delete it and create it again without --update:',
      deletion({namespace, name}),
    ],
  )
}

export function existing({namespace, name}: SecretName, firstStep: string): StoreRefusal {
  return refused(`secret "${name}" already exists in namespace "${namespace}"`, [
    firstStep,
    `kubectl imagecreds decode ${name} -n ${namespace}`,
  ])
}

/** A controller writes the Secret, and would write over what is changed there. */
export function owned({namespace, name}: SecretName, owner: string): StoreRefusal {
  const command = lookAtOwner(owner, namespace)?.map(shellWord).join(' ')
  return refused(`secret "${name}" in namespace "${namespace}" is written by ${owner}, which would undo the change`, [
    `Change the login where ${owner} takes it from:`,
    ...(command === undefined ? [] : [command]),
  ])
}

/** Somebody else has written the login that is there (`metadata.managedFields`). */
export function managed({namespace, name}: SecretName, managers: readonly string[]): StoreRefusal {
  const names = managers.map((manager) => `"${manager}"`).join(', ')
  const words = names === '' ? 'was not written by kubectl imagecreds' : `was written by ${names}`
  return refused(`secret "${name}" in namespace "${namespace}" ${words}, and is left as it is`, [
    'Add --update to put the login into it; other registries in it are kept.',
    `kubectl imagecreds decode ${name} -n ${namespace}`,
  ])
}

/** There is more in the Secret than what is to be stored, and it would be lost. */
export function fuller({namespace, name}: SecretName, keys: readonly string[]): StoreRefusal {
  const more =
    keys.length === 0 ? 'more than logins' : `logins for ${keys.map((key) => `"${shownKey(key)}"`).join(', ')} too`
  return refused(`secret "${name}" in namespace "${namespace}" holds ${more}`, [
    'Add --update to keep them.',
    `kubectl imagecreds decode ${name} -n ${namespace}`,
  ])
}

export function refused(message: string, nextSteps: readonly string[]): StoreRefusal {
  return {kind: 'refused', message, nextSteps}
}

function deletion({namespace, name}: SecretName): string {
  return `kubectl delete secret ${name} -n ${namespace}`
}
