/** What a screen needs to know of the stream that it is written to. */
export interface StreamTraits {
  readonly isTerminal: boolean
  readonly hasColor: boolean
  /** In columns; 80 where there is no terminal, so that the same bytes come out of every pipe. */
  readonly width: number
}

const defaultWidth = 80
const narrowest = 40

/**
 * NO_COLOR (not empty, see no-color.org) is stronger than all else; then FORCE_COLOR decides, where 0 and false say no;
 * then there is colour on terminals that are not dumb.
 */
export function streamTraits(
  stream: {readonly isTTY?: boolean; readonly columns?: number},
  env: Readonly<Record<string, string | undefined>>,
): StreamTraits {
  const isTerminal = stream.isTTY === true
  const width = isTerminal && stream.columns ? Math.max(narrowest, stream.columns) : defaultWidth
  return {isTerminal, width, hasColor: wantsColor(isTerminal, env)}
}

function wantsColor(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env['NO_COLOR']) return false
  if (env['FORCE_COLOR'] !== undefined) return !['0', 'false'].includes(env['FORCE_COLOR'])
  return isTerminal && env['TERM'] !== 'dumb'
}
