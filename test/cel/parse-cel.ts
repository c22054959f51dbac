/** What an expression is made of, for the part of CEL's grammar that admission policies here use. */
export type Cel =
  | {readonly kind: 'literal'; readonly value: string | number | boolean}
  | {readonly kind: 'name'; readonly name: string}
  | {readonly kind: 'list'; readonly items: readonly Cel[]}
  | {readonly kind: 'select'; readonly of: Cel; readonly field: string}
  | {readonly kind: 'call'; readonly target?: Cel; readonly name: string; readonly args: readonly Cel[]}
  | {readonly kind: 'message'; readonly fields: Readonly<Record<string, Cel>>}
  | {readonly kind: 'not'; readonly of: Cel}
  | {readonly kind: 'binary'; readonly operator: string; readonly left: Cel; readonly right: Cel}
  | {readonly kind: 'choice'; readonly test: Cel; readonly yes: Cel; readonly no: Cel}

const token = /\s*(?:("(?:[^"\\]|\\.)*")|(\d+)|([A-Za-z_]\w*)|(\|\||&&|==|[!?:.,+()[\]{}]))/y

/** Parses by the precedence of the language definition (cel-spec, "Syntax"); fails on what it does not know. */
export function parseCel(text: string): Cel {
  const tokens = tokensOf(text)
  let at = 0
  const takes = (wanted: string): boolean => tokens[at] === wanted && ++at > 0
  const expect = (wanted: string) => {
    if (!takes(wanted)) throw new Error(`expected ${wanted} and found ${tokens[at] ?? 'the end'}`)
  }
  const levels = ['||', '&&', '==', '+']

  function expression(): Cel {
    const test = binary(0)
    if (!takes('?')) return test
    const yes = binary(0)
    expect(':')
    return {kind: 'choice', test, yes, no: expression()}
  }

  function binary(level: number): Cel {
    const operator = levels[level]
    if (operator === undefined) return unary()
    let left = binary(level + 1)
    while (takes(operator)) left = {kind: 'binary', operator, left, right: binary(level + 1)}
    return left
  }

  function unary(): Cel {
    return takes('!') ? {kind: 'not', of: unary()} : member(primary())
  }

  function member(of: Cel): Cel {
    if (takes('{')) return member({kind: 'message', fields: fields()})
    if (!takes('.')) return of
    const name = tokens[at++] ?? ''
    if (takes('(')) return member({kind: 'call', target: of, name, args: listed(')')})
    return member({kind: 'select', of, field: name})
  }

  function primary(): Cel {
    const next = tokens[at++] ?? ''
    if (next === '(') {
      const inner = expression()
      expect(')')
      return inner
    }
    if (next === '[') return {kind: 'list', items: listed(']')}
    if (/^["\d]|^(?:true|false)$/.test(next)) return {kind: 'literal', value: JSON.parse(next)}
    if (!/^[A-Za-z_]/.test(next)) throw new Error(`unexpected ${next || 'end'}`)
    return takes('(') ? {kind: 'call', name: next, args: listed(')')} : {kind: 'name', name: next}
  }

  function listed(end: string): readonly Cel[] {
    const items: Cel[] = []
    while (!takes(end)) {
      items.push(expression())
      if (tokens[at] !== end) expect(',')
    }
    return items
  }

  function fields(): Readonly<Record<string, Cel>> {
    const entries: [string, Cel][] = []
    while (!takes('}')) {
      const name = tokens[at++] ?? ''
      expect(':')
      entries.push([name, expression()])
      if (tokens[at] !== '}') expect(',')
    }
    return Object.fromEntries(entries)
  }

  const parsed = expression()
  if (at < tokens.length) throw new Error(`unexpected ${tokens[at]}`)
  return parsed
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < text.trimEnd().length) {
    const start = token.lastIndex
    const match = token.exec(text)
    if (match === null) throw new Error(`no token at ${JSON.stringify(text.slice(start, start + 20))}`)
    tokens.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '')
  }
  return tokens
}
