/** Words that YAML 1.1 reads as a boolean or as null (yaml.org/type/bool.html and null.html), by lower case. */
const notText = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', '.inf', '.nan'])

/**
 * An object of nothing but objects and texts that need no quotes, as YAML with its members sorted: a Secret is one.
 * `undefined` for any other, whose writing is the library's, which takes longer to load than such a Secret to write.
 */
export function plainYaml(value: object, indent = ''): string | undefined {
  const lines = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => memberLine(name, member, indent))
  return lines.length === 0 || lines.includes(undefined) ? undefined : lines.join('')
}

function memberLine(name: string, member: unknown, indent: string): string | undefined {
  if (!isPlain(name)) return undefined
  if (typeof member === 'string') return isPlain(member) ? `${indent}${name}: ${member}\n` : undefined
  if (typeof member !== 'object' || member === null || Array.isArray(member)) return undefined
  const inner = plainYaml(member, `${indent}  `)
  return inner === undefined ? undefined : `${indent}${name}:\n${inner}`
}

/**
 * It begins with a letter, so it is no time, nor a number but of the form `e3`, which YAML 1.1 has by mistake, and holds
 * nothing that means anything to YAML.
 */
function isPlain(text: string): boolean {
  return /^\.?[A-Za-z][\w./+=-]*$/.test(text) && !/^\.?e[-+]?\d/i.test(text) && !notText.has(text.toLowerCase())
}
