import {openNamespaces} from '../app/create-namespaces.ts'
import type {Cluster} from '../cluster/kube-client.ts'
import {printable} from '../report/printable.ts'
import {ExpectedError} from './expected-error.ts'
import {confirm} from './prompt.ts'
import {isListed, namedNamespaces, type TargetFlagValues} from './target-flags.ts'
import {openTerminal} from './terminal.ts'

/**
 * The namespaces that flags name or select; that of the context where there are none such, or `undefined` where no cluster
 * is asked. All of them only after a yes.
 */
export async function targetNamespaces(
  flags: TargetFlagValues,
  cluster: Cluster | undefined,
  isDryRun: boolean,
): Promise<readonly (string | undefined)[]> {
  const named = namedNamespaces(flags)
  if (named.length > 0) return named
  if (cluster === undefined || !isListed(flags)) return [cluster?.namespace]
  const selector = flags['namespace-selector']
  const namespaces = await openNamespaces(cluster, selector)
  if (namespaces.length === 0) {
    const which =
      selector === undefined ? 'no namespace is there' : `no namespace has the labels "${printable(selector)}"`
    throw new ExpectedError(which, {nextSteps: ['List what exists: kubectl get namespaces --show-labels']})
  }
  if (flags['all-namespaces'] && !flags.yes && !isDryRun) await assertConfirmed(namespaces.length, cluster.server)
  return namespaces
}

async function assertConfirmed(count: number, server: string): Promise<void> {
  const question = `Store in all ${count} namespaces of ${server}?`
  const terminal = openTerminal()
  if (terminal === undefined) {
    throw new ExpectedError('there is no terminal to ask whether all namespaces are meant', {
      nextSteps: [`Add --yes to store in all ${count} namespaces of ${server}.`],
    })
  }
  if (!(await confirm(question, terminal))) throw new ExpectedError('nothing is stored')
}
