import {type FieldError, fieldError} from './field-error.ts'
import {goJsonError} from './go-json-error.ts'
import {at, type JsonObject, type KubeObject, objectAt, sameJson, textAt} from './json.ts'
import {nameErrors} from './object-name.ts'
import {coreResource} from './resource-catalogue.ts'

const maximumSize = 1024 * 1024
const accountAnnotation = 'kubernetes.io/service-account.name'
const frozen = 'field is immutable when `immutable` is set'

/** Whether the server stores this Secret (ValidateSecret in pkg/apis/core/validation): no errors means it does. */
export function secretErrors(secret: KubeObject): readonly FieldError[] {
  const data = objectAt(secret, 'data')
  const keys = Object.keys(data).toSorted()
  return [
    ...nameErrors(coreResource('secrets'), secret.metadata),
    ...keys.flatMap(keyErrors),
    ...sizeErrors(data),
    ...typeErrors(secret, data),
  ]
}

/** Whether the server lets `old` become `secret` (ValidateSecretUpdate): a type is for life, and `immutable` too. */
export function secretUpdateErrors(secret: KubeObject, old: KubeObject): readonly FieldError[] {
  const errors: FieldError[] = []
  const type = textAt(secret, 'type') ?? ''
  if (type !== (textAt(old, 'type') ?? '')) errors.push(fieldError.invalid('type', type, 'field is immutable'))
  if (at(old, 'immutable') === true) {
    if (at(secret, 'immutable') !== true) errors.push(fieldError.forbidden('immutable', frozen))
    if (!sameJson(objectAt(secret, 'data'), objectAt(old, 'data'))) errors.push(fieldError.forbidden('data', frozen))
  }
  return [...errors, ...secretErrors(secret)]
}

function keyErrors(key: string): readonly FieldError[] {
  return keyObjections(key).map((detail) => fieldError.invalid(`data[${key}]`, key, detail))
}

/** IsConfigMapKey. */
function keyObjections(key: string): readonly string[] {
  const objections: string[] = []
  if (key.length > 253) objections.push('must be no more than 253 characters')
  if (!/^[-._a-zA-Z0-9]+$/.test(key)) {
    objections.push(
      "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  " +
        "or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
    )
  }
  if (key === '.' || key === '..') return [...objections, `must not be '${key}'`]
  if (key.startsWith('..')) objections.push("must not start with '..'")
  return objections
}

function sizeErrors(data: JsonObject): readonly FieldError[] {
  const size = Object.values(data).reduce((sum: number, value) => sum + content(value).length, 0)
  return size > maximumSize ? [fieldError.tooLong('data', maximumSize)] : []
}

function typeErrors(secret: KubeObject, data: JsonObject): readonly FieldError[] {
  switch (textAt(secret, 'type')) {
    case 'kubernetes.io/dockercfg':
      return dockerConfigErrors(data, '.dockercfg')
    case 'kubernetes.io/dockerconfigjson':
      return dockerConfigErrors(data, '.dockerconfigjson')
    case 'kubernetes.io/service-account-token': {
      const account = textAt(secret.metadata, 'annotations', accountAnnotation) ?? ''
      return account === '' ? [fieldError.required(`metadata.annotations[${accountAnnotation}]`)] : []
    }
    case 'kubernetes.io/basic-auth':
      return 'username' in data || 'password' in data ? [] : missing(data, 'username', 'password')
    case 'kubernetes.io/ssh-auth':
      return content(data['ssh-privatekey']).length === 0 ? [fieldError.required('data[ssh-privatekey]')] : []
    case 'kubernetes.io/tls':
      return missing(data, 'tls.crt', 'tls.key')
    default:
      return []
  }
}

/** Nothing is asked of the content but that it is a JSON object or null; `auths` is not looked for. */
function dockerConfigErrors(data: JsonObject, key: string): readonly FieldError[] {
  if (!(key in data)) return missing(data, key)
  const error = goJsonError(content(data[key]))
  return error === undefined ? [] : [fieldError.invalid(`data[${key}]`, '<secret contents redacted>', error)]
}

function missing(data: JsonObject, ...keys: readonly string[]): readonly FieldError[] {
  return keys.filter((key) => !(key in data)).map((key) => fieldError.required(`data[${key}]`))
}

function content(value: JsonObject[string]): Buffer {
  return Buffer.from(typeof value === 'string' ? value : '', 'base64')
}
