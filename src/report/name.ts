import {whoPulls} from './pull-name.ts'
import type {RenderOptions} from './render-options.ts'
import type {Report} from './report.ts'
import {shellLine} from './shell-quote.ts'

/**
 * The Pods with an image that does not pull, or the nodes where those were asked, one a line, as `kubectl get pods -o name` names them; then the Secrets whose
 * login was refused. Where the scope is not one namespace each line ends in its `-n NAMESPACE`: kubectl takes a line
 * whole, as in `xargs -L 1 kubectl delete`.
 */
export function reportNames({findings, verdicts = []}: Report, {showsNamespaces = false}: RenderOptions): string {
  const pulls = findings.flatMap((finding) => (finding.severity === 'error' ? finding.pulls : []))
  const isSpread = showsNamespaces || new Set(pulls.map(({namespace}) => namespace)).size > 1
  const pods = pulls.map((pull) => {
    const isNamespaced = isSpread && pull.node === undefined
    return [whoPulls(pull), ...(isNamespaced ? ['-n', pull.namespace] : [])]
  })
  const secrets = verdicts.flatMap(({isGood, login}) => (isGood || !login?.secret ? [] : [[`secret/${login.secret}`]]))
  return [...new Set([...pods, ...secrets].map(shellLine))].map((line) => `${line}\n`).join('')
}
