import {attachSecrets, secretDoubt} from '../app/attach-secrets.ts'
import type {Binding, BindRequest} from '../app/bind-secrets.ts'
import {readTargets, type TargetFlagValues} from './attach-targets.ts'
import {attachedText, fixedText, overridingText} from './attach-text.ts'
import {type DryRun, dryRunSuffix} from './dry-run.ts'
import {ExpectedError} from './expected-error.ts'
import {objectText} from './object-text.ts'
import {type ClusterFlagValues, openCluster} from './open-cluster.ts'
import type {ObjectFormat} from './output-flag.ts'

export interface AttachFlagValues extends ClusterFlagValues, TargetFlagValues {
  readonly 'dry-run': DryRun
  readonly restart?: boolean
  readonly output: ObjectFormat
}

/** `attach` and `detach`: what they print. Warnings go to `warn`. */
export async function attach(
  action: BindRequest['action'],
  secret: string,
  words: readonly string[],
  flags: AttachFlagValues,
  warn: (text: string) => void,
): Promise<string> {
  const cluster = await openCluster(flags)
  const {namespace} = cluster
  try {
    const targets = await readTargets(flags, words, cluster)
    const doubt = action === 'attach' ? await secretDoubt(cluster, namespace, secret) : undefined
    if (doubt !== undefined) warn(doubt)
    const dryRun = flags['dry-run']
    const request = {secrets: [secret], action, dryRun, namespace, targets, restarts: flags.restart === true}
    const outcome = await attachSecrets(cluster, request)
    const fixed = outcome.bindings.find((binding) => binding.kind === 'fixed')
    if (fixed !== undefined) throw new ExpectedError(fixedText(fixed.target))
    if (outcome.lacking.kind === 'forbidden') warn(`Pods were not looked at: ${outcome.lacking.permission}`)
    for (const overriding of outcome.overriding) warn(overridingText(overriding))
    if (flags.output !== 'text') return objectText(patches(outcome.bindings), flags.output)
    return attachedText(outcome, {namespace, suffix: dryRunSuffix(dryRun)})
  } finally {
    cluster.close()
  }
}

/** One patch by itself, fit for `kubectl patch --type merge --patch-file`; several as a list, each with its object's name. */
function patches(bindings: readonly Binding[]): object {
  const objects = patchObjects(bindings)
  const [only] = objects
  return objects.length === 1 && only !== undefined ? only : {apiVersion: 'v1', kind: 'List', items: objects}
}

/** The patches by themselves, each with the name of its object. */
export function patchObjects(bindings: readonly Binding[]): readonly object[] {
  return bindings.flatMap((binding) => (binding.kind === 'fixed' ? [] : [patchObject(binding)]))
}

function patchObject({target, patch}: Exclude<Binding, {kind: 'fixed'}>): object {
  const {resource, namespace, name} = target
  const {group, version, kind} = resource
  return {apiVersion: group === '' ? version : `${group}/${version}`, kind, metadata: {name, namespace}, ...patch}
}
