import {isJsonObject} from './json-field.ts'

/** Free text, and what lies ahead: a time in there says nothing about when the object was read. */
const passedOver = ['annotations', 'labels', 'data', 'stringData', 'spec', 'deletionTimestamp']

const timeStamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/

/** A condition of a Pod in a list stands six levels below the list; what is deeper is not an API server's. */
const deepest = 16

/** The latest time stamp in some objects, RFC 3339 in UTC as API servers write it: they were read not long after it. */
export function latestTime(value: unknown): string | undefined {
  return timeIn(value, 0, new Set())
}

/** In YAML, an object may hold itself; `seen` are those that were looked into. */
function timeIn(value: unknown, depth: number, seen: Set<unknown>): string | undefined {
  if (typeof value === 'string') return timeStamp.test(value) ? value : undefined
  if (depth > deepest || seen.has(value)) return undefined
  seen.add(value)
  if (Array.isArray(value)) return latest(value.map((item) => timeIn(item, depth + 1, seen)))
  if (!isJsonObject(value)) return undefined
  return latest(
    Object.entries(value).map(([name, member]) =>
      passedOver.includes(name) ? undefined : timeIn(member, depth + 1, seen),
    ),
  )
}

function latest(times: readonly (string | undefined)[]): string | undefined {
  let found: string | undefined
  for (const time of times) {
    if (time !== undefined && (found === undefined || Date.parse(time) > Date.parse(found))) found = time
  }
  return found
}
