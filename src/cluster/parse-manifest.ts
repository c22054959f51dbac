import {parseAllDocuments} from 'yaml'
import {field, isJsonObject, listField, nameField, textField} from './json-field.ts'
import {ManifestFault} from './manifest-fault.ts'

/** A file that `kubectl get -o json`, `-o yaml` or a person has written. */
export interface ManifestFile {
  /** As messages name it. */
  readonly name: string
  readonly text: string
  /** Where it is found again, to point to its lines. */
  readonly path?: string
  /** It was found in a folder and not named: one without any Kubernetes object is passed over. */
  readonly isListed?: boolean
}

/** One named Kubernetes object of a file; lists are taken apart. */
export interface ManifestObject {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  /** As it stands in the file, with its namespace put in where it names none. */
  readonly object: unknown
  /** It stands in a list, or in a folder: then the others of its kind do as well, and what is not there is not in the cluster. */
  readonly isListed: boolean
}

const makeOne = 'Write one with: kubectl get pods,events,secrets,serviceaccounts -o json'

/** What `>` writes in Windows PowerShell is UTF-16. */
const powerShell = 'In PowerShell, write it with: kubectl get ... -o json | Out-File -Encoding utf8 FILE'

/**
 * The objects of a file: JSON, several JSON objects one after the other, or YAML with any number of documents. A list
 * with no items is a good file; a file without any Kubernetes object is a `ManifestFault`. `namespace` is that of objects
 * that name none.
 */
export function parseManifest({name, text, isListed = false}: ManifestFile, namespace: string): ManifestObject[] {
  const content = text.replace(/^\uFEFF/, '')
  if (content.includes('\0')) throw new ManifestFault(name, 'is not UTF-8 text', [powerShell])
  if (content.trim() === '') throw new ManifestFault(name, 'is empty', [makeOne], {isForeign: true})
  const documents = (parseJson(content) ?? parseYaml(name, content)).filter(
    (document) => kindOf(document) !== undefined,
  )
  if (documents.length === 0) throw new ManifestFault(name, 'holds no Kubernetes object', [makeOne], {isForeign: true})
  const seen = new Set<unknown>()
  return documents.flatMap((document) => objectsOf(document, {namespace, seen, depth: 0, isListed}))
}

/** `undefined` for what is not JSON. kubectl writes an object's braces at the beginning of a line, and no others. */
function parseJson(content: string): unknown[] | undefined {
  if (!/^\s*\{/.test(content)) return undefined
  try {
    return [JSON.parse(content)]
  } catch {
    return parseJsonStream(content)
  }
}

function parseJsonStream(content: string): unknown[] | undefined {
  try {
    return content.split(/(?<=^\})\s*(?=^\{)/m).map((text) => JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Like kubectl, without a look for names that occur twice: in a long object that takes minutes. */
export const manifestYaml = {merge: true, prettyErrors: false, logLevel: 'error', uniqueKeys: false} as const

/** The messages of the parser quote the text, which may be a Secret: only its code and the line are taken over. */
function parseYaml(name: string, content: string): unknown[] {
  const documents = parseAllDocuments(content, manifestYaml)
  if ('empty' in documents) return []
  const template = templateLine(content)
  if (template !== undefined) {
    throw new ManifestFault(name, `holds a template that was not filled in, in line ${template}`, [renderIt])
  }
  return documents.map((document) => {
    const [error] = document.errors
    if (error !== undefined) {
      const line = content.slice(0, error.pos[0]).split('\n').length
      // What the parser calls so is depth: it reads no further, before the stack ends.
      if (error.code === 'RESOURCE_EXHAUSTION') throw new ManifestFault(name, `is nested too deeply in line ${line}`)
      throw new ManifestFault(name, `is neither JSON nor YAML: ${error.code} in line ${line}`, stepsFor(content))
    }
    try {
      return document.toJS()
    } catch {
      throw new ManifestFault(name, 'is not readable YAML: its aliases expand without end')
    }
  })
}

const renderIt = 'Render it first: helm template CHART | kubectl imagecreds doctor -f -'

/** What stops the parser in a chart's file is the template language, as a rule. */
function stepsFor(content: string): readonly string[] {
  return content.includes('{{') ? [renderIt] : []
}

/** The line of a value such as `{{ .Values.image }}` without quotes: in YAML that is a map with a map as its key, which no object has. */
function templateLine(content: string): number | undefined {
  if (!/:\s*\{\{/.test(content)) return undefined
  const documents = parseAllDocuments(content, {...manifestYaml, stringKeys: true})
  if ('empty' in documents) return undefined
  const keys = documents.flatMap(({errors}) => errors).filter(({code}) => code === 'NON_STRING_KEY')
  const offset = keys.map(({pos}) => pos[0]).find((start) => content[start] === '{')
  return offset === undefined ? undefined : content.slice(0, offset).split('\n').length
}

/** Lists in lists, as a person may put files together; kubectl itself writes no list into another. */
const deepestList = 8

interface Place {
  /** Of objects that name none. */
  readonly namespace: string
  /** The lists that were taken apart; in YAML, a list may hold itself. */
  readonly seen: Set<unknown>
  readonly depth: number
  readonly isListed: boolean
}

function objectsOf(document: unknown, place: Place, listedKind?: string): ManifestObject[] {
  const kind = kindOf(document) ?? listedKind
  if (kind === undefined) return []
  const {seen, depth} = place
  if (!kind.endsWith('List') || !Array.isArray(field(document, 'items'))) return placed(kind, document, place)
  if (seen.has(document) || depth > deepestList) return []
  seen.add(document)
  // The items of a PodList, unlike those of a List, come without a kind of their own.
  const itemKind = kind.slice(0, -'List'.length) || undefined
  return listField(document, 'items').flatMap((item) =>
    objectsOf(item, {...place, depth: depth + 1, isListed: true}, itemKind),
  )
}

function placed(kind: string, object: unknown, {namespace, isListed}: Place): ManifestObject[] {
  const name = givenName(object)
  const metadata = field(object, 'metadata')
  if (name === undefined || !isJsonObject(object) || !isJsonObject(metadata)) return []
  const own = nameField(metadata, 'namespace')
  const named = {...object, metadata: {...metadata, namespace: own ?? namespace, name}}
  return [{kind, namespace: own ?? namespace, name, object: named, isListed}]
}

/** What `kubectl create` would make has no name yet, and only a prefix of it. */
function givenName(object: unknown): string | undefined {
  return nameField(object, 'metadata', 'name') ?? nameField(object, 'metadata', 'generateName')
}

function kindOf(document: unknown): string | undefined {
  return textField(document, 'apiVersion') === undefined ? undefined : textField(document, 'kind')
}
