import {goJsonError} from './go-json-error.ts'
import {type Json, numberAt, textAt} from './json.ts'
import {badRequest} from './status-error.ts'

/** Where the next page of a list begins. */
export interface Continuation {
  /** The revision that all pages show; -1 for whatever is there by then. */
  readonly revision: number
  /** The key, relative to the list's own prefix, after which the page begins. */
  readonly after: string
}

const version = 'meta.k8s.io/v1'

/** The token for `metadata.continue` (EncodeContinue in apiserver's storage: unpadded URL base64 of JSON). */
export function encodeContinue({revision, after}: Continuation, leadingSlash: boolean): string {
  const start = `${leadingSlash ? '/' : ''}${after}\0`
  return Buffer.from(JSON.stringify({v: version, rv: revision, start})).toString('base64url')
}

/** Reads a token; one that cannot be read is refused in the server's words (DecodeContinue). */
export function decodeContinue(token: string): Continuation {
  const bytes = Buffer.from(token, 'base64url')
  const error = goJsonError(bytes)
  if (error !== undefined) throw invalidToken(`continue key is not valid: ${error}`)
  const read: Json = JSON.parse(bytes.toString())
  if (textAt(read, 'v') !== version) throw invalidToken('server does not recognize this encoded version')
  const revision = numberAt(read, 'rv') ?? 0
  if (revision === 0) throw invalidToken('incorrect encoded start resourceVersion (version meta.k8s.io/v1)')
  const after = (textAt(read, 'start') ?? '').replace(/^\//, '').replace(/\0$/, '')
  if (after === '') throw invalidToken('encoded start key empty (version meta.k8s.io/v1)')
  return {revision, after}
}

function invalidToken(why: string) {
  return badRequest(`invalid continue token: ${why}`)
}
