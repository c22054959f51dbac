import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseAllDocuments,
  type YAMLMap,
} from 'yaml'
import {type ManifestFile, manifestYaml} from './parse-manifest.ts'

/** Where an object begins in a file, and where it names its images. */
export interface ObjectPlace {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  /** The first is 1. */
  readonly line: number
  readonly images: readonly {readonly image: string; readonly line: number}[]
}

/**
 * The lines of a file's objects, as `parseManifest` finds them: YAML of any number of documents, JSON as well, lists taken
 * apart. It reads the file anew, since nobody but a report that points into files needs it. Never throws: what cannot be
 * read has no lines.
 */
export function locateObjects({text}: Pick<ManifestFile, 'text'>, namespace: string): readonly ObjectPlace[] {
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, {...manifestYaml, lineCounter: lines})
  if ('empty' in documents) return []
  return documents.flatMap(({contents}) => objectsIn(contents)).flatMap((object) => place(object, namespace, lines))
}

function objectsIn(node: ParsedNode | null): readonly YAMLMap[] {
  if (!isMap(node)) return []
  const items = node.get('items', true)
  if (!isSeq(items) || !textOf(node, 'kind').endsWith('List')) return [node]
  return items.items.filter(isMap)
}

function place(object: YAMLMap, namespace: string, lines: LineCounter): readonly ObjectPlace[] {
  const metadata = object.get('metadata', true)
  if (!isMap(metadata)) return []
  const own = textOf(metadata, 'namespace')
  const name = textOf(metadata, 'name') || textOf(metadata, 'generateName')
  const head = {kind: textOf(object, 'kind'), namespace: own === '' ? namespace : own, name}
  return [{...head, line: lineOf(object, lines), images: imagesIn(object, lines)}]
}

/**
 * In the order of the file. The library's own `visit` gives each node the whole way to it, which takes for ever in what is
 * thousands of levels deep.
 */
function imagesIn(object: YAMLMap, lines: LineCounter): ObjectPlace['images'] {
  const images: {image: string; line: number}[] = []
  const open: unknown[] = [object]
  while (open.length > 0) {
    const node = open.pop()
    if (isMap(node) || isSeq(node)) for (const item of node.items.toReversed()) open.push(item)
    if (!isPair(node)) continue
    const {key, value} = node
    if (isScalar(key) && (key.value === 'image' || key.value === 'reference')) {
      if (isScalar(value) && typeof value.value === 'string')
        images.push({image: value.value, line: lineOf(value, lines)})
    }
    open.push(value)
  }
  return images
}

function textOf(map: YAMLMap, key: string): string {
  const value = map.get(key)
  return typeof value === 'string' ? value : ''
}

function lineOf({range}: Node, lines: LineCounter): number {
  return lines.linePos(range?.[0] ?? 0).line
}
