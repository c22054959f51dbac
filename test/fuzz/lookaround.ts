/**
 * The pattern with its lookarounds taken out: it matches more texts, and goes over them by the same repetitions, which is
 * what recheck's automata can look at. What stands inside of a lookaround is not looked at.
 */
export function withoutLookaround(pattern: string): string {
  const open: boolean[] = []
  let isInClass = false
  let rest = ''
  for (const [token] of pattern.matchAll(/\\.|\(\?<?[=!]|./gs)) {
    const isOutside = !open.includes(true)
    if (!isInClass && token.startsWith('(')) {
      const isLookaround = token.length > 1
      open.push(isLookaround)
      if (isOutside) rest += isLookaround ? '(?:' : token
    } else if (!isInClass && token === ')') {
      open.pop()
      if (!open.includes(true)) rest += token
    } else if (isOutside) {
      rest += token
    }
    if (token === '[') isInClass = true
    if (token === ']') isInClass = false
  }
  return rest
}
