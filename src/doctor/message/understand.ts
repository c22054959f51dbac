import type {ClauseRule, Saying} from './clause-rule.ts'
import {containerd} from './containerd.ts'
import {containersImage} from './containers-image.ts'
import {decisiveClause, type UnderstoodClause} from './decisive-clause.ts'
import {distributionErrors} from './distribution-error.ts'
import {dockerEngine} from './docker-engine.ts'
import {type Clause, errorChain, quotedTexts} from './error-chain.ts'
import {goNetwork} from './go-network.ts'
import {httpStatus} from './http-status.ts'
import {kubelet} from './kubelet.ts'
import {looseSaying} from './loose-words.ts'
import {nodeStorage} from './node-storage.ts'
import {isKeyringError} from './pull-reason.ts'

/** In the order in which they are asked: the first that knows a link explains it. */
const grammar: readonly ClauseRule[] = [
  kubelet,
  containerd,
  containersImage,
  dockerEngine,
  goNetwork,
  distributionErrors,
  nodeStorage,
  httpStatus,
].flat()

/**
 * The links of a message's chain that are understood: by the forms of the programs, and by phrases alone where these name
 * no fault.
 */
export function understand(whole: readonly Clause[], message: string): readonly UnderstoodClause[] {
  const chain = upToSocket(whole)
  const sayings = chain.flatMap((clause) => withSaying(clause, sayingOf(clause, message)))
  const formal = asQuoted(ofOneMachine(sayings))
  if (decisiveClause(formal) !== undefined) return formal
  const refused = tunnelRefusal(chain)
  if (refused !== undefined) return [...formal, {clause: refused, saying: {fault: 'proxy'}}]
  const [own] = chain.filter(({text}) => !isPrefix(text))
  if (own !== undefined && isKeyringError(message.slice(own.start))) {
    return [...formal, {clause: own, saying: {at: 'keyring', fault: 'keyring-unreadable'}}]
  }
  const loose = chain.flatMap((clause) => withSaying(clause, looseSaying(clause)))
  if (loose.length > 0) return [...formal, ...loose]
  // A program that was run reports its error as %q; a name that is quoted has no blanks.
  const quoted = quotedTexts(message).filter((content) => content.includes(' '))
  const inner = quoted.flatMap((content) => understand(errorChain(content), content))
  return decisiveClause(inner) === undefined ? [...formal, ...unpacking(formal)] : [...formal, ...inner]
}

/** A socket of the node is the runtime's own: that it does not answer says nothing of a registry. */
function upToSocket(chain: readonly Clause[]): readonly Clause[] {
  const start = chain.findIndex(({text}) => /\b(?:dial|read|write) unix\b/.test(text))
  return start === -1 ? chain : chain.slice(0, start)
}

/**
 * The text of a proxy's status in answer to CONNECT, which stands alone behind the URL and begins as statuses do, where
 * Go's own errors begin in lower case (`dialConn` in net/http/transport.go); proxies have texts of their own.
 */
function tunnelRefusal(chain: readonly Clause[]): Clause | undefined {
  const [request, text] = chain.slice(-2)
  if (request === undefined || text === undefined) return undefined
  if (!/^(?:Get|Head|Post) "?https:/.test(request.text)) return undefined
  return /^(?:[A-Z][a-z]+(?:[ -][\w()]+)*|authenticationrequired|unknown status code)$/.test(text.text)
    ? text
    : undefined
}

/** A layer is unpacked without a network: a file that is not permitted there, or not found, is one of the layer's. */
function ofOneMachine(understood: readonly UnderstoodClause[]): readonly UnderstoodClause[] {
  const start = understood.findIndex(({saying}) => saying.at === 'unpack')
  return start === -1 ? understood : understood.filter(({saying}, at) => at < start || !isBeforeUnpacking(saying.fault))
}

function isBeforeUnpacking(fault: Saying['fault']): boolean {
  return fault === 'no-route' || fault === 'tls-files' || fault === 'signature'
}

/** The text of a status, which elsewhere is a proxy's, is the registry's own where the registry is quoted. */
function asQuoted(understood: readonly UnderstoodClause[]): readonly UnderstoodClause[] {
  const start = understood.findIndex(({saying}) => saying.quotesRegistry !== undefined)
  if (start === -1) return understood
  return understood.map((entry, at): UnderstoodClause => {
    if (at <= start || entry.saying.fault !== 'proxy') return entry
    return {...entry, saying: {...entry.saying, fault: entry.saying.status === 403 ? 'forbidden' : 'server-error'}}
  })
}

/** Whatever else keeps a whole layer from being unpacked, in words that nobody knows, lies with the node. */
function unpacking(understood: readonly UnderstoodClause[]): readonly UnderstoodClause[] {
  const last = understood.findLast(({saying}) => saying.at === 'unpack')
  return last === undefined ? [] : [{...last, saying: {...last.saying, fault: 'storage'}}]
}

function withSaying(clause: Clause, saying: Saying | undefined): readonly UnderstoodClause[] {
  return saying === undefined ? [] : [{clause, saying}]
}

function sayingOf(clause: Clause, message: string): Saying | undefined {
  for (const {clause: expression, says} of grammar) {
    const match = expression.exec(clause.text)
    if (match === null) continue
    const saying = typeof says === 'function' ? says(match) : says
    return saying.quotesRegistry === true ? {...saying, quotesRegistry: message.slice(clause.start).trim()} : saying
  }
  return undefined
}

/** What the kubelet and gRPC put before an error. */
export function isPrefix(text: string): boolean {
  return /^(?:Failed to pull image|Back-off pulling image|ErrImagePull|Error$|rpc error|code )/.test(text)
}
