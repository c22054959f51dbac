import type {AttachOutcome, Overriding} from '../app/attach-secrets.ts'
import type {Binding, BindTarget} from '../app/bind-secrets.ts'
import type {LackingPods} from '../doctor/lacking-pods.ts'
import {printable} from '../report/printable.ts'
import {shellLine} from '../report/shell-quote.ts'
import {counted} from '../report/text-lines.ts'

/** A line for each target, as `kubectl patch` says it, then who still lacks a Secret and how to give it to them. */
export function attachedText(
  {bindings, lacking, restarted}: AttachOutcome,
  {namespace, suffix}: {readonly namespace: string; readonly suffix: string},
): string {
  const lines = bindings.flatMap((binding) => (binding.kind === 'fixed' ? [] : [boundLine(binding, suffix)]))
  const left = lacking.kind === 'value' ? lacking.value : []
  const restarts = restarted.map((owner) => printable(`${owner} restarted`))
  const rest = left.filter(({owner}) => !restarted.includes(owner))
  return [...lines, ...restarts, ...rest.flatMap((pods) => lackingLines(pods, namespace))].join('\n')
}

/** What a workload loses by having a list of its own. */
export function overridingText({target, serviceAccount, keptOut}: Overriding): string {
  const names = keptOut.map((name) => `"${name}"`).join(', ')
  const who = `${target.resource.kind.toLowerCase()}/${target.name}`
  return printable(`${who} has a list of its own now, which keeps out ${names} of ServiceAccount "${serviceAccount}"`)
}

/** Whom nothing can be attached to, in words. */
export function fixedText({resource, name}: BindTarget): string {
  const target = printable(`${resource.kind.toLowerCase()}/${name}`)
  return `the pull secrets of ${target} cannot be changed; change what makes it, and create it again`
}

function boundLine({kind, target}: Exclude<Binding, {kind: 'fixed'}>, suffix: string): string {
  const {resource, name} = target
  const type = resource.kind.toLowerCase()
  const qualified = resource.group === '' ? type : `${type}.${resource.group}`
  return printable(`${qualified}/${name} patched${kind === 'unchanged' ? ' (no change)' : ''}${suffix}`)
}

function lackingLines({owner, pods, secrets, remedy}: LackingPods, namespace: string): readonly string[] {
  const names = secrets.map((name) => `"${name}"`).join(', ')
  const who = printable(`${owner}: ${counted(pods.length, 'Pod')} without ${names}`)
  switch (remedy) {
    case 'restart':
      return [
        `${who}, created before; to create new ones:`,
        `  ${shellLine(['kubectl', 'rollout', 'restart', owner, '-n', namespace])}`,
      ]
    case 'remake':
      return [`${who}, created before; delete them where something creates them again`]
    case 'overridden':
      return [
        `${who}; they list pull secrets of their own, and get none of the ServiceAccount:`,
        ...secrets.map((name) => `  ${shellLine(['kubectl', 'imagecreds', 'attach', name, owner, '-n', namespace])}`),
      ]
  }
}
