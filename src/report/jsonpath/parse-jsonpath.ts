import {TemplateFault} from '../template-fault.ts'
import type {Part, Path} from './jsonpath.ts'
import {parsePath, parseQuoted, skipBlank} from './parse-path.ts'
import {TextCursor} from './text-cursor.ts'

// template = *( text / "{" *( quoted / path / number ) "}" / "{range" path "}" template "{end}" )

/**
 * kubectl's template around JSONPath (https://kubernetes.io/docs/reference/kubectl/jsonpath/). Throws a `TemplateFault`
 * for what it is not.
 */
export function parseJsonpath(template: string): readonly Part[] {
  const cursor = new TextCursor(template)
  const root: Part[] = []
  const open: {readonly path: Path; readonly body: Part[]}[] = []
  const body = () => open.at(-1)?.body ?? root
  while (!cursor.isAtEnd) {
    const text = cursor.take(/[^{]+/suy)
    if (text !== undefined) body().push({kind: 'text', text})
    if (cursor.isAtEnd) break
    cursor.takeText('{')
    for (skipBlank(cursor); !cursor.takeText('}'); skipBlank(cursor)) {
      if (cursor.isAtEnd) throw new TemplateFault('unclosed action')
      if (cursor.take(/range(?=\s)/y) !== undefined) {
        skipBlank(cursor)
        open.push({path: parsePath(cursor), body: []})
      } else if (cursor.take(/end(?=[\s}])/y) !== undefined) {
        const range = open.pop()
        if (range === undefined) throw new TemplateFault('not in range, nothing to end')
        body().push({kind: 'range', ...range})
      } else body().push(parseAction(cursor))
    }
  }
  if (open.length > 0) throw new TemplateFault('unfinished range, it lacks {end}')
  return root
}

function parseAction(cursor: TextCursor): Part {
  const quoted = parseQuoted(cursor)
  if (quoted !== undefined) return {kind: 'text', text: quoted}
  const number = cursor.take(/[+-]?\d+(?:\.\d+)?/y)
  if (number !== undefined) return {kind: 'text', text: number}
  const path = parsePath(cursor)
  if (cursor.take(/(?=[\s}])/y) === undefined) throw cursor.fault()
  return {kind: 'path', path}
}
