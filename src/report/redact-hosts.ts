import type {Report} from './report.ts'
import {namesIn} from './report-names.ts'
import type {NameKind} from './text-names.ts'

/**
 * The report with every name that tells whose cluster it is replaced: hosts, repositories, namespaces, Pods, their owners
 * and containers, Secrets, ServiceAccounts, nodes, users. Each is replaced by the same word wherever it stands, in sentences
 * and messages as well; names of registries that everybody knows stay, and so do tags, digests and ports.
 */
export function redactHosts(report: Report): Report {
  const words = replacements(namesIn(report))
  const pattern = anyOf([...words.keys()])
  const replace = (text: string) =>
    pattern === undefined ? text : text.replace(pattern, (name) => words.get(name) ?? name)
  return replacedIn(report, replace)
}

/** Members whose values are words of ours, whatever a namespace is called. */
const fixed: ReadonlySet<string> = new Set([
  'apiVersion',
  'kind',
  'code',
  'state',
  'cause',
  'severity',
  'certainty',
  'advice',
  'helpUri',
  'digest',
])

function replacedIn<T>(value: T, replace: (text: string) => string): T {
  // The copy has the shape of the value: only texts become other texts.
  return JSON.parse(JSON.stringify(value), (key, member) => {
    // Where a file stands says more than any name, and strangers do not have it.
    if (key === 'place') return undefined
    const isOurs = fixed.has(key) || (key === 'answer' && /^[a-z-]+$/.test(member))
    return typeof member === 'string' && !isOurs ? replace(member) : member
  })
}

const forms: Readonly<Record<NameKind, (count: number) => string>> = {
  host: (count) => `registry-${count}.example`,
  address: (count) => `192.0.2.${count % 256}`,
  repository: (count) => `repository-${count}`,
  namespace: (count) => `namespace-${count}`,
  pod: (count) => `pod-${count}`,
  owner: (count) => `workload-${count}`,
  container: (count) => `container-${count}`,
  secret: (count) => `secret-${count}`,
  'service-account': (count) => `account-${count}`,
  node: (count) => `node-${count}`,
  user: (count) => `user-${count}`,
  other: (count) => `name-${count}`,
}

/** The first kind under which a name is met decides its word; words are counted in the order of the report. */
function replacements(names: ReadonlyMap<string, NameKind>): ReadonlyMap<string, string> {
  const counts = new Map<NameKind, number>()
  const taken = new Set(names.keys())
  const words = new Map<string, string>()
  for (const [name, kind] of names) {
    let count = counts.get(kind) ?? 0
    let word = ''
    // What a cluster has called so itself would be taken for it.
    do {
      count += 1
      word = forms[kind](count)
    } while (taken.has(word))
    counts.set(kind, count)
    words.set(name, word)
  }
  return words
}

/** Each name where it is a word by itself, the longest first, so that `web` does not stand in the way of `web-0`. */
function anyOf(names: readonly string[]): RegExp | undefined {
  if (names.length === 0) return undefined
  const longestFirst = names.toSorted((one, other) => other.length - one.length)
  return new RegExp(
    `(?<![\\p{L}\\p{N}_-])(?:${longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|')})(?![\\p{L}\\p{N}_-])`,
    'gu',
  )
}
