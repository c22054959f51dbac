import {nameField, textField} from './json-field.ts'

/** The part of `metadata` that every reading starts from; both names are there. */
export interface ObjectMeta {
  readonly namespace: string
  readonly name: string
  readonly uid?: string
  /** RFC 3339. */
  readonly createdAt?: string
  /** RFC 3339: when the object is to be gone; it may linger. */
  readonly deletedAt?: string
}

/** `undefined` for what has no name, and for a namespaced object without a namespace: no API object is like that. */
export function narrowMeta(object: unknown): ObjectMeta | undefined {
  const namespace = nameField(object, 'metadata', 'namespace')
  const name = nameField(object, 'metadata', 'name')
  if (namespace === undefined || name === undefined) return undefined
  const uid = textField(object, 'metadata', 'uid')
  const createdAt = textField(object, 'metadata', 'creationTimestamp')
  const deletedAt = textField(object, 'metadata', 'deletionTimestamp')
  return {
    namespace,
    name,
    ...(uid !== undefined && {uid}),
    ...(createdAt !== undefined && {createdAt}),
    ...(deletedAt !== undefined && {deletedAt}),
  }
}
