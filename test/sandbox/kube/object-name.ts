import {type FieldError, fieldError} from './field-error.ts'
import type {ObjectMeta} from './json.ts'
import type {ResourceType} from './resource-type.ts'

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const subdomain = `${label}(\\.${label})*`

const labelRule =
  'a lowercase RFC 1123 label must consist of lower case alphanumeric characters or ' +
  `'-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for ` +
  `validation is '${label}')`
const subdomainRule =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and " +
  `end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomain}')`

/** What the server has against an object's name and namespace (ValidateObjectMeta in apimachinery). */
export function nameErrors(type: ResourceType, metadata: ObjectMeta): readonly FieldError[] {
  return [...ownNameErrors(type, metadata.name ?? ''), ...(type.namespaced ? namespaceErrors(metadata) : [])]
}

function ownNameErrors(type: ResourceType, name: string): readonly FieldError[] {
  if (name === '') return [fieldError.required('metadata.name', 'name or generateName is required')]
  return objections(type.naming, name).map((detail) => fieldError.invalid('metadata.name', name, detail))
}

function namespaceErrors(metadata: ObjectMeta): readonly FieldError[] {
  const namespace = metadata.namespace ?? ''
  if (namespace === '') return [fieldError.required('metadata.namespace')]
  return objections('label', namespace).map((detail) => fieldError.invalid('metadata.namespace', namespace, detail))
}

function objections(naming: ResourceType['naming'], name: string): readonly string[] {
  switch (naming) {
    case 'label':
      return [...tooLong(name, 63), ...mismatch(name, label, labelRule)]
    case 'subdomain':
      return [...tooLong(name, 253), ...mismatch(name, subdomain, subdomainRule)]
    case 'segment':
      return segmentObjections(name)
  }
}

function tooLong(name: string, limit: number): readonly string[] {
  return Buffer.byteLength(name) > limit ? [`must be no more than ${limit} characters`] : []
}

function mismatch(name: string, pattern: string, rule: string): readonly string[] {
  return new RegExp(`^${pattern}$`).test(name) ? [] : [rule]
}

/** RBAC names are free but for what a path cannot hold (IsValidPathSegmentName). */
function segmentObjections(name: string): readonly string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`]
  return ['/', '%'].filter((character) => name.includes(character)).map((character) => `may not contain '${character}'`)
}
