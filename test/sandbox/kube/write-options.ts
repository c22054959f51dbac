import type {IncomingHttpHeaders} from 'node:http'
import {badRequest} from './status-error.ts'

/** What a write is told besides the object. */
export interface WriteOptions {
  /** The moment of the write; timestamps of one request are all the same. */
  readonly now: Date
  /** Who owns the fields that are written (`fieldManager`, else the name at the front of the user agent). */
  readonly manager: string
  /** The write goes all the way and nothing is stored. */
  readonly dryRun: boolean
  /** Server-side apply takes over what others own. */
  readonly force: boolean
}

/** Reads the options from query and headers (managerOrUserAgent in apiserver's endpoints/handlers). */
export function writeOptions(query: URLSearchParams, headers: IncomingHttpHeaders, now: Date): WriteOptions {
  const dryRun = query.getAll('dryRun')
  if (dryRun.some((value) => value !== 'All')) {
    throw badRequest(`dryRun: Unsupported value: "${dryRun.join(',')}": supported values: "All"`)
  }
  const agent = headers['user-agent']?.split('/')[0] ?? ''
  const manager = query.get('fieldManager') || agent || 'unknown'
  return {now, manager, dryRun: dryRun.length > 0, force: query.get('force') === 'true'}
}

/** A time as `metav1.Time` prints it: seconds, UTC. */
export function timestamp(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z')
}
