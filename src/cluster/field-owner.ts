import {field, listField, textField} from './json-field.ts'

/** The field manager that our writes are made under. */
export const fieldManager = 'kubectl-imagecreds'

/**
 * The managers that `metadata.managedFields` names as owners of a member of a Secret's `data`, by server-side apply or by
 * any other write. None where nobody is recorded.
 */
export function ownersOfData(secret: unknown, key: string): readonly string[] {
  const entries = listField(secret, 'metadata', 'managedFields')
  const owning = entries.filter((entry) => field(entry, 'fieldsV1', 'f:data', `f:${key}`) !== undefined)
  return [...new Set(owning.flatMap((entry) => textField(entry, 'manager') ?? []))]
}
