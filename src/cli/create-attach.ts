import {attachSecrets} from '../app/attach-secrets.ts'
import type {BindTarget} from '../app/bind-secrets.ts'
import type {Cluster} from '../cluster/kube-client.ts'
import {KubeError} from '../cluster/kube-error.ts'
import {bindingPlace} from '../cluster/pull-secret-binding.ts'
import {type Resource, resources} from '../cluster/resource.ts'
import {parseWorkloadName} from '../cluster/workload-name.ts'
import {printable} from '../report/printable.ts'
import {patchObjects} from './attach.ts'
import {allAccounts} from './attach-targets.ts'
import {attachedText, fixedText, overridingText} from './attach-text.ts'
import type {Attached, CreateAttachFlagValues} from './create-attach-flags.ts'
import {dryRunSuffix} from './dry-run.ts'
import type {ExitCode} from './exit-code.ts'
import {ExpectedError} from './expected-error.ts'
import type {Listener} from './listener.ts'
import {secretName} from './secret-name.ts'

/** Secrets that are stored in a namespace. */
export interface StoredNames {
  readonly namespace: string
  readonly names: readonly string[]
}

/** What `--attach` names, without a namespace; what cannot be attached to is an error before anything is stored. */
export async function readAttachNames(
  flags: CreateAttachFlagValues,
): Promise<readonly Omit<BindTarget, 'namespace'>[]> {
  return Promise.all((flags.attach ?? []).map(attachName))
}

/** The same for one of them. */
export async function attachName(text: string): Promise<{readonly resource: Resource; readonly name: string}> {
  if (!text.includes('/')) return {resource: resources.serviceAccounts, name: await secretName(text)}
  const account = /^(?:sa|serviceaccounts?)\/(.+)$/i.exec(text)?.[1]
  const target = account === undefined ? parseWorkloadName(text) : {resource: resources.serviceAccounts, name: account}
  if (bindingPlace(target.resource).kind === 'list') return target
  throw new ExpectedError(fixedText({...target, namespace: ''}))
}

/** Attaches Secrets that are stored, one namespace after the other; what fails in one is told and keeps no other from it. */
export async function attachStored(
  cluster: Cluster,
  stored: readonly StoredNames[],
  flags: CreateAttachFlagValues,
  {tell, warn}: Listener,
): Promise<Attached> {
  const lines: string[] = []
  const objects: object[] = []
  let exitCode: ExitCode = 0
  for (const {namespace, names} of stored) {
    try {
      const targets = await targetsIn(cluster, namespace, flags)
      const dryRun = flags['dry-run']
      const request = {secrets: names, action: 'attach', dryRun, namespace, targets, restarts: false} as const
      const outcome = await attachSecrets(cluster, request)
      if (outcome.lacking.kind === 'forbidden') warn(`Pods were not looked at: ${outcome.lacking.permission}`)
      for (const overriding of outcome.overriding) warn(overridingText(overriding))
      const place = stored.length > 1 ? ` in namespace "${namespace}"` : ''
      const text = attachedText(outcome, {namespace, suffix: place + dryRunSuffix(dryRun)})
      if (text !== '') lines.push(text)
      objects.push(...patchObjects(outcome.bindings))
    } catch (error) {
      if (!(error instanceof KubeError) || error.kind === 'interrupted') throw error
      exitCode = 2
      const left = names.map((name) => `"${name}"`).join(', ')
      const state =
        flags['dry-run'] === 'none' ? 'is stored but not attached everywhere' : 'would not be attached everywhere'
      const message = `error: secret ${left} in namespace "${namespace}" ${state}: ${error.message}`
      for (const line of [message, ...error.nextSteps]) tell(printable(line))
    }
  }
  return {lines, objects, exitCode}
}

async function targetsIn(
  cluster: Cluster,
  namespace: string,
  flags: CreateAttachFlagValues,
): Promise<readonly BindTarget[]> {
  if (flags['attach-all-service-accounts']) return allAccounts({...cluster, namespace})
  return (await readAttachNames(flags)).map((target) => ({...target, namespace}))
}
