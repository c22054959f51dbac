import type {Remedy} from './finding.ts'
import type {Pull} from './pull-plan.ts'

/** The command that stores a login for a registry in a Secret; it asks for the password itself. */
export function storeLogin(plan: Pull, secret: string, registry: string, username = 'USER'): readonly string[] {
  return onSecret('create', secret, [...inNamespace(plan), '--server', registry, '--username', username])
}

/** Replaces one registry's login in a Secret that exists. */
export function renewLogin(plan: Pull, secret: string, registry: string, username = 'USER'): readonly string[] {
  const flags = [...inNamespace(plan), '--server', registry, '--username', username, '--update']
  return onSecret('create', secret, flags)
}

/** Asks the registry whether a Secret's login may pull this image, or those of the Pods. */
export function verifySecret(plan: Pull, secret: string, image: string | undefined): readonly string[] {
  return onSecret('verify', secret, [...inNamespace(plan), ...(image === undefined ? [] : ['--image', image])])
}

/** A Pod may name anything as a Secret, a flag as well; behind `--` it is none. */
function onSecret(command: string, secret: string, flags: readonly string[]): readonly string[] {
  const program = ['kubectl', 'imagecreds', command]
  return secret.startsWith('-') ? [...program, ...flags, '--', secret] : [...program, secret, ...flags]
}

/** A login that is in no Secret stands in no namespace either. */
function inNamespace({pod}: Pull): readonly string[] {
  return pod.namespace === '' ? [] : ['-n', pod.namespace]
}

/** Gives a pull secret to every new Pod of the ServiceAccount; Pods that run keep what they have. */
export function attachToServiceAccount(plan: Pull, secret: string): Remedy {
  const {serviceAccountName} = plan.pod
  return {
    step: `Name it in ServiceAccount "${serviceAccountName}", which gives it to every new Pod that names none itself.`,
    command: onSecret('attach', secret, [...inNamespace(plan), '--service-account', serviceAccountName]),
  }
}

/** Names a pull secret in the Pod template beside those that are there; undefined where the Pod has no such owner. */
export function attachToWorkload(plan: Pull, secret: string): readonly string[] | undefined {
  const {owner} = plan.pod
  if (owner === undefined || isManifest(plan) || !templateOwners.has(owner.kind)) return undefined
  return [...onSecret('attach', secret, inNamespace(plan)), `${owner.kind.toLowerCase()}/${owner.name}`]
}

const templateOwners: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet'])

/** Makes new Pods: a Pod's own list of pull secrets is fixed when it is made. */
export function remakePods(pull: Pull): Remedy {
  const {owner, namespace, name} = pull.pod
  if (isManifest(pull)) return {step: 'Apply the manifest.'}
  if (owner !== undefined && templateOwners.has(owner.kind)) {
    return {
      step: 'Create new Pods; those that exist keep the list they were created with.',
      command: ['kubectl', 'rollout', 'restart', `${owner.kind.toLowerCase()}/${owner.name}`, '-n', namespace],
    }
  }
  return {
    step: owner ? `Delete the Pod; its ${owner.kind} makes a new one.` : 'Create the Pod again.',
    ...(owner && {command: ['kubectl', 'delete', 'pod', name, '-n', namespace]}),
  }
}

/** The step to take where the image's text itself has to change. */
export function changeImage(pull: Pull, step: string): Remedy {
  const {container, pod} = pull
  const {owner, namespace} = pod
  if (isManifest(pull)) return {step}
  if (container.kind === 'ephemeral') {
    const another = `${step} An ephemeral container cannot be changed; add another.`
    return {step: another, command: ['kubectl', 'debug', pod.name, '-n', namespace, '-it', '--image', 'IMAGE']}
  }
  const settable = owner !== undefined && templateOwners.has(owner.kind)
  if (!settable || container.kind === 'volume') return {step}
  return {
    step,
    command: [
      'kubectl',
      'set',
      'image',
      `${owner.kind.toLowerCase()}/${owner.name}`,
      '-n',
      namespace,
      `${container.name}=IMAGE`,
    ],
  }
}

/** What stands in a file is mended there, and not in the cluster. */
function isManifest({container}: Pull): boolean {
  return container.place !== undefined
}

/** Keeps new Pods away from a node that cannot pull. */
export function cordonStep({pod}: Pull): Remedy {
  const step = 'Keep new Pods away from the node until it is fixed.'
  return pod.nodeName === undefined ? {step} : {step, command: ['kubectl', 'cordon', pod.nodeName]}
}
