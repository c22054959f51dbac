import type {PathLink} from './path-link.ts'
import type {PullName} from './pull-name.ts'
import type {Report} from './report.ts'
import {type Add, addHost, addImage, addRepository, addText, type NameKind} from './text-names.ts'

/** Names that are the same in every cluster. */
const common: ReadonlySet<string> = new Set(['', 'default', 'kube-system', 'kube-public', 'USER', 'HOST', 'IMAGE'])

/**
 * Every name in the report by what it names, in the order of the report: out of the members that hold names, and out of
 * sentences, commands, addresses and images in text, where names stand in quotes, behind their kind or behind their flag.
 */
export function namesIn(report: Report): ReadonlyMap<string, NameKind> {
  const names = new Map<string, NameKind>()
  const add = (name: string, kind: NameKind) => {
    if (!common.has(name) && !names.has(name)) names.set(name, kind)
  }
  const {findings, notChecked, verdicts = [], advice = []} = report
  const pulls = [...findings, ...notChecked, ...verdicts, ...advice].flatMap((entry) => entry.pulls)
  for (const pull of pulls) addPull(pull, add)
  for (const {registry, image, login} of verdicts) {
    addHost(registry, add)
    if (image !== undefined) addImage(image, add)
    if (login !== undefined) add(login.username, 'user')
    if (login?.secret !== undefined) add(login.secret, 'secret')
    if (login !== undefined) addImage(login.key, add)
  }
  for (const step of findings.flatMap(({keyring = []}) => keyring)) {
    add(step.secret, 'secret')
    if ('username' in step) add(step.username, 'user')
    if ('key' in step) addImage(step.key, add)
  }
  for (const {namespace, name} of advice.flatMap(({secrets}) => secrets)) {
    add(namespace, 'namespace')
    add(name, 'secret')
  }
  for (const {namespace, registry} of report.matrix?.cells ?? []) {
    add(namespace, 'namespace')
    addHost(registry, add)
  }
  for (const {node} of [...(report.matrix?.nodes ?? []), ...(report.nodePulls ?? [])]) add(node, 'node')
  for (const {namespace, image} of report.nodePulls ?? []) {
    add(namespace, 'namespace')
    addImage(image, add)
  }
  for (const link of (report.paths ?? []).flatMap(({links}) => links)) addLink(link, add)
  for (const text of textsIn(report)) addText(text, add)
  return names
}

/** What a link of one kind names; the others are images, hosts and paths, or nothing of the user's. */
const linkNames: Readonly<Partial<Record<PathLink['kind'], NameKind>>> = {
  owner: 'owner',
  pod: 'pod',
  'service-account': 'service-account',
  'pull-secret': 'secret',
  login: 'user',
  node: 'node',
}

const imageLinks: ReadonlySet<PathLink['kind']> = new Set(['image', 'key', 'registry', 'token-server'])

function addLink({kind, name}: PathLink, add: Add): void {
  const named = linkNames[kind]
  if (named !== undefined) add(kind === 'owner' ? name.slice(name.indexOf('/') + 1) : name, named)
  if (kind === 'repository') addRepository(name, add)
  if (imageLinks.has(kind)) addImage(name, add)
}

function addPull({namespace, pod, container, image, owner, node}: PullName, add: Add): void {
  add(namespace, 'namespace')
  if (node !== undefined) add(node, 'node')
  add(pod, 'pod')
  if (owner !== undefined) add(owner.slice(owner.indexOf('/') + 1), 'owner')
  add(container, 'container')
  addImage(image, add)
}

/** Every text in the report, lists of arguments as one line. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) {
    const isArguments = value.length > 0 && value.every((member) => typeof member === 'string')
    return isArguments ? [value.join(' ')] : value.flatMap(textsIn)
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}
