import {parseReference} from '../reference/parse-reference.ts'
import {isWellKnownHost} from './well-known-host.ts'

/** What a name names. */
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

/** Takes a name that was found. */
export type Add = (name: string, kind: NameKind) => void

/** An image, or a key of a docker config: a host, and a path of which each part may name somebody. */
export function addImage(image: string, add: Add): void {
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
export function addRepository(repository: string, add: Add): void {
  add(repository, 'repository')
  for (const part of repository.split('/')) if (part !== 'library') add(part, 'repository')
}

/** A host without its port, unless everybody knows it. */
export function addHost(given: string, add: Add): void {
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

/** Names in a sentence, a message or a command: in quotes, behind their kind or flag, in addresses and images. */
export function addText(text: string, add: Add): void {
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
