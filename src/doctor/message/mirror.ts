import {withoutQuotedText} from './error-chain.ts'

/** What one host said in an attempt: the registry itself, or a mirror that was asked before it. */
export interface HostError {
  readonly text: string
  /** Where a mirror speaks: its name and the registry it stands in for. */
  readonly mirror?: {readonly host: string; readonly of: string}
}

/**
 * containers/image asks the mirrors of a registry first and puts their errors before the registry's own:
 * `(Mirrors also failed: [host/repository: error] [...]): host/repository: error` (`newImageSource` in
 * `docker/docker_image_src.go`). CRI-O asks for the same image as an OCI artifact after the pull failed; that is an echo,
 * not another attempt (`pullImage` in `server/image_pull.go`). The registry's own error comes first.
 */
export function hostErrors(attempt: string): readonly HostError[] {
  const own = withoutEcho(attempt)
  const masked = withoutQuotedText(own)
  const opened = /\(Mirrors also failed: (?=\[)/.exec(masked)
  if (opened === null) return [{text: own}]
  const head = own.slice(0, opened.index)
  const {errors, end} = bracketed(own, masked, opened.index + opened[0].length)
  const registry = own.slice(end).replace(/^\): ?/, '')
  const of = hostOf(registry)
  return [
    {text: head + withoutName(registry)},
    ...errors.map((error) => ({text: head + withoutName(error), mirror: {host: hostOf(error), of}})),
  ]
}

function withoutEcho(attempt: string): string {
  const echo = attempt.indexOf('; artifact err: ')
  return echo === -1 ? attempt : attempt.slice(0, echo)
}

/** The texts of `[...] [...]` from `start`, and where the list ends. Addresses such as `[::1]` may stand inside. */
function bracketed(
  text: string,
  masked: string,
  start: number,
): {readonly errors: readonly string[]; readonly end: number} {
  const errors: string[] = []
  let depth = 0
  let from = start
  for (let at = start; at < masked.length; at += 1) {
    const character = masked[at]
    if (character === '[' && depth++ === 0) from = at + 1
    if (character !== ']' || --depth > 0) continue
    errors.push(text.slice(from, at))
    if (!masked.startsWith(' [', at + 1)) return {errors, end: at + 1}
  }
  return {errors: [...errors, text.slice(from)], end: text.length}
}

/** Each error is behind the name of the repository that was asked. */
function withoutName(error: string): string {
  return error.replace(/^[^\s:]+(?::\d+\/[^\s:]+)?: /, '')
}

function hostOf(error: string): string {
  return /^[^\s/]+/.exec(error)?.[0] ?? ''
}
