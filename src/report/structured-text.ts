/** A format for programs that any value has; of the last two the template is a part. */
export type ValueFormat = 'json' | 'yaml' | `jsonpath=${string}` | `go-template=${string}`

/** A value in such a format. What a template makes is printed as it is, but for what a terminal would act on. */
export async function valueText(value: object, format: ValueFormat): Promise<string> {
  if (format === 'json' || format === 'yaml') return structuredText(value, format)
  const {kind, template} = readTemplateFormat(format)
  // As a program that reads the JSON has it.
  const plain: unknown = JSON.parse(JSON.stringify(value))
  const text =
    kind === 'jsonpath'
      ? (await import('./jsonpath/jsonpath-text.ts')).jsonpathText(plain, template)
      : (await import('./go-template/go-template-text.ts')).goTemplateText(plain, template)
  return text.replace(unsafe, jsonEscape)
}

/** Throws the `TemplateFault` that a template has by itself, whatever the value. */
export async function checkTemplate(format: Exclude<ValueFormat, 'json' | 'yaml'>): Promise<void> {
  const {kind, template} = readTemplateFormat(format)
  if (kind === 'jsonpath') (await import('./jsonpath/jsonpath-text.ts')).readJsonpath(template)
  else (await import('./go-template/go-template-text.ts')).readGoTemplate(template)
}

/** The two halves of `jsonpath=TEMPLATE` or `go-template=TEMPLATE`. */
function readTemplateFormat(format: Exclude<ValueFormat, 'json' | 'yaml'>): {
  readonly kind: 'jsonpath' | 'go-template'
  readonly template: string
} {
  return {
    kind: format.startsWith('jsonpath=') ? 'jsonpath' : 'go-template',
    template: format.slice(format.indexOf('=') + 1),
  }
}

/**
 * A value as `-o json` or `-o yaml` prints it; YAML's library is loaded only for YAML. The value is the same for every
 * parser, and a terminal shows it: what it would act on, or not show, is written as an escape.
 */
export async function structuredText(value: object, format: 'json' | 'yaml'): Promise<string> {
  const text = format === 'json' ? `${JSON.stringify(value, undefined, 2)}\n` : await yamlText(value)
  return text.replace(hidden, format === 'json' ? jsonEscape : yamlEscape)
}

/** JSON escapes only what is below U+0020; the line ends are the format's own. */
const hidden = /[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu

/** A template may make columns with tabs, and lines for Windows. */
const unsafe = /[^\P{C}\n\t\r]/gu

/** Only in double quotes YAML knows escapes (YAML 1.2, section 5.7). */
async function yamlText(value: object): Promise<string> {
  const {Document, visit} = await import('yaml')
  const document = new Document(value, {aliasDuplicateObjects: false})
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && node.value.search(hidden) >= 0) node.type = 'QUOTE_DOUBLE'
    },
  })
  return document.toString({lineWidth: 0})
}

function jsonEscape(character: string): string {
  return Array.from(character.split(''), (unit) => `\\u${hex(unit.charCodeAt(0), 4)}`).join('')
}

function yamlEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}
