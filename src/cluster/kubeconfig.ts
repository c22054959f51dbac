import {dirname, isAbsolute, join} from 'node:path'
import {parse} from 'yaml'
import type {ClusterHost, Files} from './cluster-host.ts'
import {isJsonObject, listField, textField} from './json-field.ts'
import {KubeError} from './kube-error.ts'
import {readPlainYaml} from './read-plain-yaml.ts'

/** One entry of a kubeconfig, as it is written, and where from. */
export interface KubeconfigEntry {
  readonly value: Readonly<Record<string, unknown>>
  /** The file it stands in; relative paths are relative to its folder. */
  readonly file: string
}

/** All kubeconfig files as one. */
export interface Kubeconfig {
  /** The files that are there, in order. */
  readonly files: readonly string[]
  readonly currentContext?: string
  readonly contexts: ReadonlyMap<string, KubeconfigEntry>
  readonly clusters: ReadonlyMap<string, KubeconfigEntry>
  readonly users: ReadonlyMap<string, KubeconfigEntry>
}

/**
 * Reads the kubeconfig as kubectl does (`ClientConfigLoadingRules.Load`): the file of `--kubeconfig`, which must be
 * there; else the list in KUBECONFIG, or `~/.kube/config`, whose missing files are passed over. An entry stands as the
 * first file has it, whole, and the current context is that of the first file that sets one.
 */
export function readKubeconfig(explicit: string | undefined, host: ClusterHost): Kubeconfig {
  const files = explicit === undefined ? defaultFiles(host) : [explicit]
  const documents = files.flatMap((file) => readFile(file, host.files, explicit !== undefined) ?? [])
  const currentContext = documents
    .map(({value}) => textField(value, 'current-context'))
    .find((name) => name !== undefined)
  return {
    files: documents.map(({file}) => file),
    ...(currentContext !== undefined && {currentContext}),
    contexts: entries(documents, 'contexts', 'context'),
    clusters: entries(documents, 'clusters', 'cluster'),
    users: entries(documents, 'users', 'user'),
  }
}

/** A path of a kubeconfig entry, from the folder of its file (`ResolveLocalPaths` in clientcmd). */
export function localPath(path: string, {file}: KubeconfigEntry): string {
  return isAbsolute(path) ? path : join(dirname(file), path)
}

function defaultFiles({env, home, pathDelimiter}: ClusterHost): readonly string[] {
  const listed = (env['KUBECONFIG'] ?? '').split(pathDelimiter).filter((file) => file !== '')
  if (listed.length > 0) return [...new Set(listed)]
  return home === undefined ? [] : [join(home, '.kube', 'config')]
}

function readFile(file: string, files: Files, mustExist: boolean): KubeconfigEntry | undefined {
  const reading = files.read(file)
  if (reading.kind === 'failed') {
    if (reading.code === 'ENOENT' && !mustExist) return undefined
    const why = reading.code === 'ENOENT' ? 'does not exist' : `cannot be read (${reading.code})`
    throw new KubeError('kubeconfig-invalid', `kubeconfig ${file} ${why}`, {code: reading.code})
  }
  const value = parseFile(file, reading.text)
  if (value === null || value === undefined) return {file, value: {}}
  if (!isJsonObject(value)) throw new KubeError('kubeconfig-invalid', `kubeconfig ${file} is not a kubeconfig`)
  return {file, value}
}

/** What the parser says is kept back: it quotes the file, and with it tokens and keys. */
function parseFile(file: string, text: string): unknown {
  const plain = readPlainYaml(text)
  if (plain !== undefined) return plain
  try {
    return parse(text.replace(/^\uFEFF/, ''), {prettyErrors: false, logLevel: 'error', merge: true})
  } catch {
    throw new KubeError('kubeconfig-invalid', `kubeconfig ${file} is not YAML`)
  }
}

function entries(
  documents: readonly KubeconfigEntry[],
  list: string,
  member: string,
): ReadonlyMap<string, KubeconfigEntry> {
  const found = new Map<string, KubeconfigEntry>()
  for (const {file, value} of documents) {
    for (const item of listField(value, list)) {
      const name = textField(item, 'name')
      if (name === undefined || found.has(name) || !isJsonObject(item)) continue
      const entry = item[member]
      found.set(name, {file, value: isJsonObject(entry) ? entry : {}})
    }
  }
  return found
}
