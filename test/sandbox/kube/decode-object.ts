import {parse as parseYaml} from 'yaml'
import {goBase64Error} from './go-base64-error.ts'
import {isList, isObject, type Json, type JsonObject, type KubeObject, objectAt, textAt, without} from './json.ts'
import {decodeProtobuf} from './protobuf.ts'
import {apiVersionOf, type ResourceType} from './resource-type.ts'
import {badRequest, unsupportedMediaType} from './status-error.ts'

const yamlTypes = ['application/yaml', 'application/apply-patch+yaml']
const protobufType = 'application/vnd.kubernetes.protobuf'
const bodyTypes = ['application/json', 'application/yaml', protobufType]

/** The object in the body of a create or an update: JSON, YAML or protobuf, of the resource's own kind. */
export function decodeObject(type: ResourceType, body: Buffer, contentType: string | undefined): KubeObject {
  const mediaType = mediaTypeOf(contentType)
  if (!bodyTypes.includes(mediaType)) throw unsupportedMediaType(bodyTypes)
  return checkObject(type, parseBody(body, mediaType))
}

/** `application/json` where nothing else is said. */
export function mediaTypeOf(contentType: string | undefined): string {
  return contentType?.split(';')[0]?.trim().toLowerCase() || 'application/json'
}

/** The document in a body. */
export function parseBody(body: Buffer, mediaType: string): Json {
  if (mediaType === protobufType) return decodedProtobuf(body)
  try {
    return yamlTypes.includes(mediaType) ? parseYaml(body.toString()) : JSON.parse(body.toString())
  } catch {
    throw badRequest('the object provided is unrecognized (must be of type Object): the body is neither JSON nor YAML')
  }
}

function decodedProtobuf(body: Buffer): Json {
  const object = decodeProtobuf(body)
  if (object === undefined) throw unsupportedMediaType(bodyTypes)
  return object
}

/**
 * Holds a document against what every object of the resource must be. It comes back as the store has it, without `kind`
 * and `apiVersion`; nulls are taken out, as Go decodes them away.
 */
export function checkObject(type: ResourceType, document: Json): KubeObject {
  if (!isObject(document)) throw badRequest(`the object provided is unrecognized (must be of type ${type.kind})`)
  const kind = textAt(document, 'kind') ?? type.kind
  const apiVersion = textAt(document, 'apiVersion') ?? apiVersionOf(type)
  if (kind !== type.kind || apiVersion !== apiVersionOf(type)) {
    throw badRequest(`${kind} in version "${apiVersion}" cannot be handled as a ${type.kind}`)
  }
  const object = withoutNulls(document)
  const fault = type.name === 'secrets' ? secretDataFault(object) : undefined
  if (fault !== undefined) throw badRequest(`Secret in version "v1" cannot be handled as a Secret: ${fault}`)
  return {...without(object, 'kind', 'apiVersion'), metadata: objectAt(object, 'metadata')}
}

/** Go reads `data` into `map[string][]byte`: base64 texts, and nothing else. */
function secretDataFault(secret: JsonObject): string | undefined {
  for (const value of Object.values(objectAt(secret, 'data'))) {
    if (typeof value !== 'string') {
      return `json: cannot unmarshal ${goKind(value)} into Go struct field Secret.data of type []uint8`
    }
    const error = goBase64Error(value)
    if (error !== undefined) return error
  }
  return undefined
}

function goKind(value: Json | undefined): string {
  if (isList(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

function withoutNulls(object: JsonObject): JsonObject {
  const kept = Object.entries(object).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(kept.map(([member, value]) => [member, deepWithoutNulls(value ?? null)]))
}

function deepWithoutNulls(value: Json): Json {
  if (isObject(value)) return withoutNulls(value)
  return isList(value) ? value.map(deepWithoutNulls) : value
}
