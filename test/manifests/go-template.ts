type Values = Readonly<Record<string, string>>

/**
 * A template of Go's text/template, for actions that are a pipeline of a field, or `printf` of fields, through functions
 * of sprig; fails on all else, an absent field among it, as the operator's engine does (`missingkey=error`).
 */
export function renderTemplate(template: string, values: Values): string {
  return template.replace(/\{\{(.*?)\}\}/gs, (_, action: string) => {
    const [first = '', ...functions] = action.split('|').map((part) => part.trim())
    return functions.reduce((text, name) => apply(name, text), operand(first, values))
  })
}

function operand(text: string, values: Values): string {
  const [head = '', ...rest] = text.match(/"[^"]*"|\S+/g) ?? []
  if (head.startsWith('.') && rest.length === 0) return field(head, values)
  if (head !== 'printf' || rest[0] === undefined) throw new Error(`unknown operand ${text}`)
  const fields = rest.slice(1).map((word) => field(word, values))
  return JSON.parse(rest[0]).replaceAll('%s', () => {
    const next = fields.shift()
    if (next === undefined) throw new Error('printf lacks an argument')
    return next
  })
}

function field(name: string, values: Values): string {
  const value = values[name.slice(1)]
  if (!name.startsWith('.') || value === undefined) throw new Error(`no entry for ${name}`)
  return value
}

/** `toJson` is Go's json.Marshal, which escapes what HTML would act on. */
function apply(name: string, text: string): string {
  switch (name) {
    case 'toJson':
      return JSON.stringify(text).replace(
        /[<>&\u2028\u2029]/g,
        (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
    case 'b64enc':
      return Buffer.from(text).toString('base64')
    default:
      throw new Error(`unknown function ${name}`)
  }
}
