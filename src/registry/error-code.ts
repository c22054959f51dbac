import {isObject, parseObject} from './json-object.ts'

/** One error as a registry or a token server words it; still the server's text, not yet fit to be shown. */
export interface RegistryError {
  /** In the server's spelling, the specification's or not; `404` where it sends a number. */
  readonly code: string
  readonly message: string
}

/**
 * The codes of the OCI distribution specification ("Error Codes") with their meaning. Servers leave the message out,
 * and then this stands for it.
 */
const meanings: ReadonlyMap<string, string> = new Map([
  ['BLOB_UNKNOWN', 'blob unknown to registry'],
  ['BLOB_UPLOAD_INVALID', 'blob upload invalid'],
  ['BLOB_UPLOAD_UNKNOWN', 'blob upload unknown to registry'],
  ['DIGEST_INVALID', 'provided digest did not match uploaded content'],
  ['MANIFEST_BLOB_UNKNOWN', 'manifest references a manifest or blob unknown to registry'],
  ['MANIFEST_INVALID', 'manifest invalid'],
  ['MANIFEST_UNKNOWN', 'manifest unknown to registry'],
  ['NAME_INVALID', 'invalid repository name'],
  ['NAME_UNKNOWN', 'repository name not known to registry'],
  ['SIZE_INVALID', 'provided length did not match content length'],
  ['UNAUTHORIZED', 'authentication required'],
  ['DENIED', 'requested access to the resource is denied'],
  ['UNSUPPORTED', 'the operation is unsupported'],
  ['TOOMANYREQUESTS', 'too many requests'],
])

/** What the specification says that this code means; undefined for a code that is not the specification's. */
export function codeMeaning(code: string): string | undefined {
  return meanings.get(code)
}

/**
 * The errors in the body of a refusal; empty where there are none to be read. Total over any bytes. Understood are
 * - registries: `{"errors": [{"code", "message"}]}` (OCI distribution specification, "Error Codes");
 * - token servers: `{"error", "error_description"}` (RFC 6749, section 5.2), `{"message"}`, and Docker Hub's
 *   `{"details"}`.
 */
export function parseErrorBody(body: string): readonly RegistryError[] {
  const value = parseObject(body)
  if (value === undefined) return []
  const listed = Array.isArray(value['errors']) ? value['errors'].slice(0, mostErrors) : []
  const errors = listed.filter(isObject).flatMap((entry) => errorOf(entry['code'], entry['message'], entry['status']))
  if (errors.length > 0) return errors
  return errorOf(
    value['error'] ?? value['code'],
    value['error_description'] ?? value['message'] ?? value['details'] ?? value['detail'],
  )
}

/** More than these nobody reads. */
const mostErrors = 10

function errorOf(code: unknown, message: unknown, status?: unknown): readonly RegistryError[] {
  const codeText = textOf(code) || textOf(status)
  // Quay's token server writes a sentence under `error`.
  if (/\s/.test(codeText)) return [{code: '', message: textOf(message) || codeText}]
  const error = {code: codeText, message: textOf(message) || (codeMeaning(codeText) ?? '')}
  return error.code === '' && error.message === '' ? [] : [error]
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
