import {isJsonObject} from './json-field.ts'

/** Free text, and what lies ahead: a time in there says nothing about when the object was read. */
const passedOver = ['annotations', 'labels', 'data', 'stringData', 'spec', 'deletionTimestamp']

const timeStamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/

/** The latest time stamp in some objects, RFC 3339 in UTC as API servers write it: they were read not long after it. */
export function latestTime(value: unknown): string | undefined {
  if (typeof value === 'string') return timeStamp.test(value) ? value : undefined
  if (Array.isArray(value)) return latest(value.map(latestTime))
  if (!isJsonObject(value)) return undefined
  return latest(
    Object.entries(value).map(([name, member]) => (passedOver.includes(name) ? undefined : latestTime(member))),
  )
}

function latest(times: readonly (string | undefined)[]): string | undefined {
  let found: string | undefined
  for (const time of times) {
    if (time !== undefined && (found === undefined || Date.parse(time) > Date.parse(found))) found = time
  }
  return found
}
