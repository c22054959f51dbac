import type {FetchedFrom} from '../credentials/credential-helper.ts'
import {keyringKey} from '../credentials/registry-key.ts'
import type {NewEntry} from '../credentials/write-docker-config.ts'
import {isJsonObject, textField} from './json-field.ts'

/**
 * The annotation of a Secret that says which of its logins came from a credential helper: a JSON object of
 * `{"helper": NAME, "server": TEXT, "at": TIME}` by the key of the entry. It never holds a login. Whoever may write it names a
 * program only in the form `docker-credential-NAME`.
 */
export const fetchAnnotation = 'imagecreds/fetched'

/** How logins were got, by the key as it stands in the docker config. */
export type FetchRecord = ReadonlyMap<string, FetchedFrom>

/** The record of a Secret; what is no record in the annotation counts as nothing. */
export function readFetchRecord(secret: unknown): FetchRecord {
  const members = parsed(textField(secret, 'metadata', 'annotations', fetchAnnotation) ?? '{}')
  return new Map(
    members.flatMap(([key, value]) => {
      const helper = textField(value, 'helper')
      const at = textField(value, 'at')
      if (helper === undefined) return []
      const server = textField(value, 'server') ?? key
      return [[key, {helper, server, ...(at !== undefined && !Number.isNaN(Date.parse(at)) && {at})}] as const]
    }),
  )
}

/** The record when these logins have been put into the Secret: a login that no helper gave ends that of its key. */
export function nextFetchRecord(record: FetchRecord, entries: readonly NewEntry[]): FetchRecord {
  const written = new Set(entries.map(({key}) => identity(key)))
  const kept = [...record].filter(([key]) => !written.has(identity(key)))
  const fresh = entries.flatMap(({key, fetched}) => (fetched === undefined ? [] : [[key, fetched] as const]))
  return new Map([...kept, ...fresh])
}

/** The text of the annotation; undefined where there is nothing to record. */
export function fetchRecordText(record: FetchRecord): string | undefined {
  return record.size === 0 ? undefined : JSON.stringify(Object.fromEntries(record))
}

/** An entry is the same where the kubelet takes its key for the same. */
function identity(key: string): string {
  const read = keyringKey(key)
  return read.kind === 'key' ? read.text : key
}

function parsed(text: string): readonly (readonly [string, unknown])[] {
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? Object.entries(value) : []
  } catch {
    return []
  }
}
