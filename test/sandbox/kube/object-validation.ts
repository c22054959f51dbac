import type {FieldError} from './field-error.ts'
import type {KubeObject} from './json.ts'
import {nameErrors} from './object-name.ts'
import type {ResourceType} from './resource-type.ts'
import {secretErrors, secretUpdateErrors} from './secret-validation.ts'
import {invalid} from './status-error.ts'

/**
 * Refuses what the server would not store; `old` is the version that is replaced. Beyond names, only Secrets are looked
 * into.
 */
export function validateObject(type: ResourceType, object: KubeObject, old?: KubeObject): void {
  const errors = errorsOf(type, object, old)
  if (errors.length > 0) throw invalid(type, object.metadata.name ?? '', errors)
}

function errorsOf(type: ResourceType, object: KubeObject, old: KubeObject | undefined): readonly FieldError[] {
  if (type.name !== 'secrets') return nameErrors(type, object.metadata)
  return old === undefined ? secretErrors(object) : secretUpdateErrors(object, old)
}
