import {isList, isObject, type Json, type JsonObject, textAt} from '../../sandbox/kube/json.ts'

/** An answer without what no two servers have in common: identities, versions, times, addresses, prose. */
export interface ComparableAnswer {
  readonly status: number
  readonly headers: JsonObject
  readonly body: Json
}

export interface GivenAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Json
}

/** Makes two answers equal if they differ only in that. */
export function comparableAnswer({status, headers, body}: GivenAnswer): ComparableAnswer {
  const kept = Object.entries(headers).flatMap(([name, value]) => {
    const lower = name.toLowerCase()
    if (framing.includes(lower)) return []
    return [[lower, varying.includes(lower) ? '(varies)' : String(value)] as const]
  })
  return {status, headers: Object.fromEntries(kept.toSorted()), body: comparableValue(body, '')}
}

/** Whether nothing in the body varies, so that two answers have to be the same to the byte. */
export function isExact(body: Json): boolean {
  return !JSON.stringify(comparableValue(body, '')).includes('(varies)')
}

/**
 * The recorded list without entries that the sandbox does not have: in discovery, where it is a smaller server by
 * intention, and nowhere else.
 */
export function claimedPart(recorded: Json, answered: Json): Json {
  return discoveryKinds.includes(textAt(recorded, 'kind') ?? '') ? intersection(recorded, answered) : recorded
}

const framing = ['connection', 'content-length', 'keep-alive', 'transfer-encoding']
const varying = ['audit-id', 'date', 'etag', 'x-kubernetes-pf-flowschema-uid', 'x-kubernetes-pf-prioritylevel-uid']
const discoveryKinds = ['APIGroupList', 'APIResourceList', 'APIGroupDiscoveryList']

function intersection(recorded: Json, answered: Json): Json {
  if (isList(recorded) && isList(answered) && recorded.every(isObject)) {
    return recorded.flatMap((entry) => {
      const same = answered.find((one) => nameOf(one) === nameOf(entry))
      return same === undefined ? [] : [intersection(entry, same)]
    })
  }
  if (!isObject(recorded) || !isObject(answered)) return recorded
  const members = Object.entries(recorded).filter(([, value]) => value !== undefined)
  return Object.fromEntries(members.map(([name, value]) => [name, intersection(value ?? null, answered[name] ?? null)]))
}

function nameOf(entry: Json): string | undefined {
  return (
    textAt(entry, 'name') ??
    textAt(entry, 'metadata', 'name') ??
    textAt(entry, 'resource') ??
    textAt(entry, 'subresource') ??
    textAt(entry, 'groupVersion') ??
    textAt(entry, 'version') ??
    textAt(entry, 'clientCIDR')
  )
}

/** What is compared by its presence alone. */
const varyingMembers = [
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'time',
  'remainingItemCount',
  'serverAddress',
  'description',
]

function comparableValue(value: Json, member: string): Json {
  if (member === 'continue' && typeof value === 'string') return comparableToken(value)
  if (varyingMembers.includes(member)) return '(varies)'
  if (isList(value)) {
    const items = value.map((item) => comparableValue(item, ''))
    return unordered.includes(member)
      ? items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      : items
  }
  if (typeof value === 'string') return value.replace(/^X509SHA256=[0-9a-f]{64}$/, 'X509SHA256=(varies)')
  if (!isObject(value)) return value
  const members = Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined)
  return Object.fromEntries(members.map(([name, child]) => [name, comparableValue(child, name)]))
}

/** Bindings come out of an index, in no order. */
const unordered = ['resourceRules', 'nonResourceRules']

/** A continue token is the same if it goes on at the same key, at a fixed version or at none. */
function comparableToken(token: string): Json {
  const {rv, ...rest} = JSON.parse(Buffer.from(token, 'base64url').toString())
  return {...rest, rv: rv < 0 ? 'newest' : '(varies)'}
}
