import {isDeepStrictEqual} from 'node:util'
import {isList, isObject, type Json, textAt} from './json.ts'
import {badRequest, unprocessable} from './status-error.ts'

/** The document after a JSON patch (RFC 6902); the first operation that cannot be done refuses all of it. */
export function jsonPatch(document: Json, operations: Json): Json {
  if (!isList(operations)) throw badRequest('json: cannot unmarshal object into Go value of type jsonpatch.Patch')
  return operations.reduce(applyOperation, document)
}

function applyOperation(document: Json, operation: Json): Json {
  const kind = textAt(operation, 'op') ?? ''
  const path = textAt(operation, 'path') ?? ''
  const pointer = parsePointer(path)
  const value = isObject(operation) ? operation['value'] : undefined
  switch (kind) {
    case 'add':
      return edit(document, pointer, path, () => value ?? null, true)
    case 'replace':
      find(document, pointer, path)
      return edit(document, pointer, path, () => value ?? null, false)
    case 'remove':
      find(document, pointer, path)
      return edit(document, pointer, path, () => undefined, false)
    case 'test':
      if (isDeepStrictEqual(find(document, pointer, path), value ?? null)) return document
      throw unprocessable(`testing value ${path} failed`)
    case 'copy':
    case 'move':
      return transfer(document, operation, kind, path)
    default:
      throw unprocessable(`unexpected kind: ${kind}`)
  }
}

function transfer(document: Json, operation: Json, kind: 'copy' | 'move', path: string): Json {
  const from = textAt(operation, 'from') ?? ''
  const value = find(document, parsePointer(from), from)
  const source = kind === 'copy' ? document : edit(document, parsePointer(from), from, () => undefined, false)
  return edit(source, parsePointer(path), path, () => value, true)
}

/** RFC 6901. */
function parsePointer(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function find(document: Json, pointer: readonly string[], path: string): Json {
  let current: Json | undefined = document
  for (const token of pointer) {
    if (isList(current)) current = current[Number(token)]
    else current = isObject(current) && Object.hasOwn(current, token) ? current[token] : undefined
  }
  if (current === undefined) throw missing(path)
  return current
}

/** A copy of the document in which the value at `pointer` is what `change` makes of it; `undefined` takes it out. */
function edit(
  document: Json,
  [token, ...rest]: readonly string[],
  path: string,
  change: () => Json | undefined,
  inserts: boolean,
): Json {
  if (token === undefined) return change() ?? null
  if (isList(document)) {
    const place = token === '-' ? document.length : Number(token)
    if (!Number.isInteger(place) || place < 0 || place > document.length) throw missing(path)
    if (rest.length > 0) return document.with(place, edit(document[place] ?? null, rest, path, change, inserts))
    const value = change()
    return document.toSpliced(place, inserts ? 0 : 1, ...(value === undefined ? [] : [value]))
  }
  if (!isObject(document)) throw missing(path)
  const {[token]: current, ...others} = document
  if (rest.length === 0) {
    const value = change()
    return value === undefined ? others : {...document, [token]: value}
  }
  if (current === undefined) throw missing(path)
  return {...document, [token]: edit(current, rest, path, change, inserts)}
}

function missing(path: string) {
  return unprocessable(`the server rejected our request due to an error in our request: no such path ${path}`)
}
