import type {PullPod} from '../cluster/pull-pod.ts'
import {counted} from '../report/text-lines.ts'
import {ExpectedError} from './expected-error.ts'

/** Asks the user for a yes to these Pods, all of them at once. Throws where that is not given, or nobody is there. */
export async function agreeToPods(pods: readonly PullPod[], mostPods: number): Promise<void> {
  const [{openTerminal}, {confirm}] = await Promise.all([import('./terminal.ts'), import('./prompt.ts')])
  const what = podsText(pods)
  const terminal = openTerminal()
  if (terminal === undefined) {
    throw new ExpectedError(`this creates ${what}, and there is no terminal to ask`, {
      nextSteps: ['Add --yes to create them, or --dry-run=client -o yaml to see them.'],
    })
  }
  const pace = pods.length > mostPods ? `, ${mostPods} at a time` : ''
  if (await confirm(`Create ${what}${pace}?`, terminal)) return
  throw new ExpectedError('no Pod was created')
}

function podsText(pods: readonly PullPod[]): string {
  const [first, ...others] = new Set(pods.map(({namespace}) => namespace))
  const place = others.length === 0 ? `namespace "${first}"` : `${others.length + 1} namespaces`
  const nodes = new Set(pods.map(({node}) => node.name)).size
  return `${counted(pods.length, 'Pod')} in ${place} on ${counted(nodes, 'node')}`
}
