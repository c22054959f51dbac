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

/** RFC 3339: the latest write of a Secret's `data` in `metadata.managedFields`, which kubectl leaves out of what it prints. */
export function lastWriteOfData(secret: unknown): string | undefined {
  const entries = listField(secret, 'metadata', 'managedFields')
  const writes = entries.filter((entry) => field(entry, 'fieldsV1', 'f:data') !== undefined)
  return writes
    .flatMap((entry) => textField(entry, 'time') ?? [])
    .sort()
    .at(-1)
}
