import {type Json, type JsonObject, listAt, objectAt} from './json.ts'
import {type ProtobufField, protobufMessage} from './protobuf-message.ts'

/** How an object comes as `application/vnd.kubernetes.protobuf`: this mark, then a `runtime.Unknown` around it. */
const mark = Buffer.from('k8s\0', 'latin1')

/**
 * Reads an object out of the protobuf encoding of the Kubernetes API; `undefined` where the body is none or its kind
 * is not in the table. Empty texts and zeros are left out, as Go's JSON leaves them out.
 */
export function decodeProtobuf(body: Buffer): JsonObject | undefined {
  if (!body.subarray(0, mark.length).equals(mark)) return undefined
  const envelope = readFields(body.subarray(mark.length))
  const typeMeta = readFields(bytesOf(envelope, 1))
  const apiVersion = bytesOf(typeMeta, 1).toString()
  const kind = bytesOf(typeMeta, 2).toString()
  const message = protobufMessage(`${apiVersion}/${kind}`)
  return message && {kind, apiVersion, ...readMessage(message, bytesOf(envelope, 2))}
}

interface WireField {
  readonly number: number
  /** A varint, or what a length came before. */
  readonly value: number | Buffer
}

function readMessage(message: ReadonlyMap<number, ProtobufField>, bytes: Buffer): JsonObject {
  const object: Record<string, Json> = {}
  for (const {number, value} of readFields(bytes)) {
    const field = message.get(number)
    if (field === undefined) continue
    const {name, repeated, type} = field
    if (repeated === 'no') object[name] = readValue(type, value)
    if (repeated === 'list') object[name] = [...listAt(object, name), readValue(type, value)]
    if (repeated === 'map') object[name] = {...objectAt(object, name), ...readEntry(type, value)}
  }
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== '' && value !== 0 && value !== null))
}

function readEntry(type: string, value: WireField['value']): JsonObject {
  const fields = typeof value === 'number' ? [] : readFields(value)
  const content = fields.find(({number}) => number === 2)?.value ?? Buffer.alloc(0)
  return {[bytesOf(fields, 1).toString()]: readValue(type, content)}
}

function readValue(type: string, value: WireField['value']): Json {
  if (typeof value === 'number') return type === 'bool' ? value !== 0 : value
  switch (type) {
    case 'string':
      return value.toString()
    case 'bytes':
      return value.toString('base64')
    case 'time':
      return readTime(value)
    default:
      return readMessage(protobufMessage(type) ?? new Map(), value)
  }
}

/** A zero time is no time. */
function readTime(bytes: Buffer): Json {
  const seconds = readFields(bytes).find(({number}) => number === 1)?.value
  return typeof seconds === 'number' && seconds > 0 ? new Date(seconds * 1000).toISOString().replace('.000', '') : null
}

/** The fields of a message in order (protobuf encoding: varint, 64 bit, length-delimited, 32 bit). */
function readFields(bytes: Buffer): readonly WireField[] {
  const fields: WireField[] = []
  let position = 0

  function varint(): number {
    let value = 0
    for (let factor = 1; position < bytes.length; factor *= 128) {
      const byte = bytes[position++] ?? 0
      value += (byte & 0x7f) * factor
      if (byte < 0x80) break
    }
    return value
  }

  while (position < bytes.length) {
    const tag = varint()
    const number = Math.floor(tag / 8)
    const wireType = tag % 8
    if (wireType === 0) fields.push({number, value: varint()})
    else {
      const length = wireType === 2 ? varint() : wireType === 1 ? 8 : 4
      fields.push({number, value: bytes.subarray(position, position + length)})
      position += length
    }
  }
  return fields
}

function bytesOf(fields: readonly WireField[], number: number): Buffer {
  const value = fields.find((field) => field.number === number)?.value
  return value instanceof Buffer ? value : Buffer.alloc(0)
}
