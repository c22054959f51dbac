import {decodeBase64} from './base64-text.ts'
import {parseJsonObject} from './json-object.ts'

/** A service account key, as Google's console writes it; `encoding` says which user name goes with it. */
export interface GoogleKey {
  readonly encoding: 'json' | 'base64'
  /** The key's `type`; only `service_account` logs in to a registry. */
  readonly type: string
}

/** Reads Google's credential files, plain or in base64; nothing where the text is none. */
export function parseGoogleKey(text: string): GoogleKey | undefined {
  const plain = googleType(text)
  if (plain !== undefined) return {encoding: 'json', type: plain}
  const encoded = googleType(decodeBase64(text.replace(/\s/g, '')) ?? '')
  return encoded === undefined ? undefined : {encoding: 'base64', type: encoded}
}

function googleType(text: string): string | undefined {
  const type = parseJsonObject(text)?.['type']
  return typeof type === 'string' && googleTypes.includes(type) ? type : undefined
}

/** `type` of the credential files of google.golang.org/api. Read 2026-11. */
const googleTypes = ['service_account', 'authorized_user', 'external_account', 'impersonated_service_account']
