import {parseReference} from '../reference/parse-reference.ts'
import type {PathLink} from './path-link.ts'
import type {PullName} from './pull-name.ts'
import type {Report} from './report.ts'
import {isWellKnownHost} from './well-known-host.ts'

export type NameKind =
  | 'host'
  | 'address'
  | 'repository'
  | 'namespace'
  | 'pod'
  | 'owner'
  | 'container'
  | 'secret'
  | 'service-account'
  | 'node'
  | 'user'
  | 'other'

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
  for (const {node} of report.matrix?.nodes ?? []) add(node, 'node')
  for (const link of (report.paths ?? []).flatMap(({links}) => links)) addLink(link, add)
  for (const text of textsIn(report)) addText(text, add)
  return names
}

type Add = (name: string, kind: NameKind) => void

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

function addPull({namespace, pod, container, image, owner}: PullName, add: Add): void {
  add(namespace, 'namespace')
  add(pod, 'pod')
  if (owner !== undefined) add(owner.slice(owner.indexOf('/') + 1), 'owner')
  add(container, 'container')
  addImage(image, add)
}

/** An image, or a key of a docker config: a host, and a path of which each part may name somebody. */
function addImage(image: string, add: Add): void {
  const text = image.replace(/^https?:\/\//, '')
  const parsed = parseReference(text)
  const [first = '', ...rest] = text.split('/')
  if (parsed.kind === 'invalid') {
    addHost(first, add)
    for (const part of rest) add(part.replace(/[:@].*/s, ''), 'repository')
    return
  }
  const {registry, repository} = parsed.reference
  addHost(registry, add)
  const isOfficial = isWellKnownHost(registry) && repository.startsWith('library/')
  if (!isOfficial) addRepository(repository, add)
}

/** The whole path first: it is replaced as one. Its parts stand alone as well, in scopes and host names. */
function addRepository(repository: string, add: Add): void {
  add(repository, 'repository')
  for (const part of repository.split('/')) if (part !== 'library') add(part, 'repository')
}

function addHost(given: string, add: Add): void {
  const host = given.replace(/:\d*$/, '').replace(/^\*\./, '').toLowerCase()
  const named = given.replace(/:\d*$/, '').replace(/^\*\./, '')
  if (isWellKnownHost(host) || named === 'localhost') return
  add(named, /^[\d.]+$|^\[/.test(named) ? 'address' : 'host')
}

/** What a kind in a sentence or an argument names. */
const kinds: Readonly<Record<string, NameKind>> = {
  secret: 'secret',
  secrets: 'secret',
  namespace: 'namespace',
  namespaces: 'namespace',
  serviceaccount: 'service-account',
  sa: 'service-account',
  pod: 'pod',
  pods: 'pod',
  node: 'node',
  nodes: 'node',
  login: 'user',
  user: 'user',
  account: 'user',
  container: 'container',
  image: 'other',
  entry: 'other',
  key: 'other',
  deployment: 'owner',
  deploy: 'owner',
  statefulset: 'owner',
  daemonset: 'owner',
  replicaset: 'owner',
  job: 'owner',
  cronjob: 'owner',
}

const flags: Readonly<Record<string, NameKind>> = {
  '-n': 'namespace',
  '--namespace': 'namespace',
  '--username': 'user',
  '--service-account': 'service-account',
  create: 'secret',
  verify: 'secret',
  attach: 'secret',
  decode: 'secret',
  cordon: 'node',
}

function addText(text: string, add: Add): void {
  for (const [, url = ''] of text.matchAll(/\bhttps?:\/\/([^\s"'\\<>)\]]+)/g)) addUrl(url, add)
  for (const [, kind = '', name = ''] of text.matchAll(/([A-Za-z]+) \\?"([^"\\]*)\\?"/g)) addNamed(kind, name, add)
  for (const [, kind = '', name = ''] of text.matchAll(/(?<![\w./-])([A-Za-z]+)\/([A-Za-z0-9][\w.-]*)(?![\w/:])/g)) {
    addNamed(kind, name, add, true)
  }
  for (const [, flag = '', name = ''] of text.matchAll(
    /(?<=^|\s)(-n|--[a-z-]+|create|verify|attach|decode|cordon)[ =]([A-Za-z0-9][\w.+@-]*)/g,
  )) {
    const kind = flags[flag]
    if (kind !== undefined) add(name, kind)
  }
  // host/path:tag, as messages quote images; a file is none.
  for (const [image] of text.matchAll(/(?<![\w./-])[A-Za-z0-9][\w-]*(?:\.[\w-]+)+(?::\d+)?(?:\/[\w.-]+)+/g))
    addImage(image, add)
  for (const [host] of text.matchAll(
    /(?<![\w./-])(?!(?:spec|status|metadata)\.)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?=:\d|[\s",/)\]]|$)/g,
  ))
    addHost(host, add)
  for (const [address] of text.matchAll(/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\w)/g))
    if (!address.startsWith('127.')) add(address, 'address')
}

function addUrl(url: string, add: Add): void {
  const [host = '', ...path] = url.split('/')
  addHost(host, add)
  const [, repository] = /^v2\/(.+?)\/(?:manifests|blobs|tags|referrers)\//.exec(path.join('/')) ?? []
  if (repository !== undefined) addRepository(repository, add)
  for (const [, scope = ''] of url.matchAll(/repository(?::|%3A)(.+?)(?::|%3A)(?:pull|push|\*)/gi)) {
    addRepository(scope.replaceAll(/%2F/gi, '/'), add)
  }
}

function addNamed(word: string, name: string, add: Add, isObject = false): void {
  const kind = kinds[word.toLowerCase()]
  if (kind === undefined || name === '') return
  if (/[./:]/.test(name) && !isObject && (kind === 'other' || kind === 'user')) addImage(name, add)
  if (kind !== 'other') add(name, kind)
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
