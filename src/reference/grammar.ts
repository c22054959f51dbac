import {digestFault} from './digest.ts'

// The grammar of distribution/reference (regexp.go), as one expression for each part that has no "/" in it:
//
//   reference  = name [":" tag] ["@" digest]
//   name       = [domain "/"] path
//   domain     = (label *("." label) | "[" 1*(hex | ":") "]") [":" 1*digit]
//   path       = component *("/" component)
//   component  = word *(separator word)         word = lower case letters and digits
//   separator  = "." | "_" | "__" | 1*"-"
//
// "@" occurs only before a digest, and neither a tag nor a component holds "/" or ":", so the parts can be cut out
// before they are looked at. That keeps the reading linear, as RE2 is, where one expression over the whole is not.
const domain =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/
const component = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/
const tag = /^\w[\w.-]{0,127}$/
const digest = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/

const maxPathLength = 255

/** A repository name taken apart. `domain` is empty where the first component cannot be one. */
export interface Name {
  readonly domain: string
  readonly path: string
}

/** A reference by its grammar alone: nothing is normalised, and absent parts are the empty string. */
export interface Parts extends Name {
  readonly tag: string
  readonly digest: string
}

export type ParsedParts =
  | {readonly kind: 'parts'; readonly parts: Parts}
  | {readonly kind: 'fault'; readonly fault: string}

/** Reads a reference by its grammar alone, with the faults of `Parse` in distribution/reference. */
export function parseParts(text: string): ParsedParts {
  if (text === '') return fault('repository name must have at least one component')
  const parts = matchReference(text)
  if (!parts) {
    const lower = lowerCase(text)
    return fault(
      lower !== text && matchReference(lower) ? 'repository name must be lowercase' : 'invalid reference format',
    )
  }
  if (parts.path.length > maxPathLength) {
    return fault(`repository name must not be more than ${maxPathLength} characters`)
  }
  const digestProblem = parts.digest === '' ? undefined : digestFault(parts.digest)
  return digestProblem === undefined ? {kind: 'parts', parts} : fault(digestProblem)
}

/** Cuts a reference into its parts by the grammar alone, or nothing where it does not fit (`ReferenceRegexp`). */
export function matchReference(text: string): Parts | undefined {
  const at = text.indexOf('@')
  const digestText = at < 0 ? '' : text.slice(at + 1)
  if (at >= 0 && !isDigest(digestText)) return undefined
  const tagged = at < 0 ? text : text.slice(0, at)
  const colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1)
  const tagText = colon < 0 ? '' : tagged.slice(colon + 1)
  if (colon >= 0 && !isTag(tagText)) return undefined
  const name = parseName(colon < 0 ? tagged : tagged.slice(0, colon))
  return name && {...name, tag: tagText, digest: digestText}
}

/** A name without tag and digest (`anchoredNameRegexp`), or nothing where it is none. */
export function parseName(name: string): Name | undefined {
  const slash = name.indexOf('/')
  const first = name.slice(0, slash)
  const rest = name.slice(slash + 1)
  if (slash > 0 && isDomain(first) && isPath(rest)) return {domain: first, path: rest}
  return isPath(name) ? {domain: '', path: name} : undefined
}

export function isDomain(text: string): boolean {
  return domain.test(text)
}

export function isPath(text: string): boolean {
  return text.split('/').every((part) => component.test(part))
}

export function isTag(text: string): boolean {
  return tag.test(text)
}

export function isDigest(text: string): boolean {
  return digest.test(text)
}

/** Go's `strings.ToLower`, which maps each character to one: U+0130 becomes a plain "i". */
export function lowerCase(text: string): string {
  return text.replaceAll('\u0130', 'i').toLowerCase()
}

function fault(text: string): ParsedParts {
  return {kind: 'fault', fault: text}
}
