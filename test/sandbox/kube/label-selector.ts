import {type JsonObject, textAt} from './json.ts'
import {badRequest} from './status-error.ts'

/** Whether an object with these labels is selected. */
export type LabelSelector = (labels: JsonObject) => boolean

/**
 * Reads a `labelSelector`: requirements joined by commas, all of which must hold (labels.Parse in apimachinery).
 *
 *     requirement = key | "!" key | key ("=" | "==" | "!=") value | key ("in" | "notin") "(" value {"," value} ")"
 */
export function parseLabelSelector(text: string): LabelSelector {
  const requirements = splitRequirements(text).map((part) => parseRequirement(part, text))
  return (labels) => requirements.every((holds) => holds(labels))
}

const key = '([-A-Za-z0-9_./]+)'
const equality = new RegExp(String.raw`^${key}\s*(==?|!=)\s*([-A-Za-z0-9_.]*)$`)
const set = new RegExp(String.raw`^${key}\s+(in|notin)\s*\(([-A-Za-z0-9_.,\s]*)\)$`)
const existence = new RegExp(String.raw`^(!?)\s*${key}$`)

/** At the commas that are not inside parentheses. */
function splitRequirements(text: string): readonly string[] {
  return text.trim() === '' ? [] : text.split(/,(?![^(]*\))/).map((part) => part.trim())
}

function parseRequirement(part: string, whole: string): LabelSelector {
  const [, compared = '', operator, value = ''] = equality.exec(part) ?? []
  if (operator !== undefined) {
    const differs = operator === '!='
    return (labels) => (textAt(labels, compared) === value) !== differs
  }
  const [, listed = '', membership, list = ''] = set.exec(part) ?? []
  if (membership !== undefined) {
    const values = list.split(',').map((one) => one.trim())
    return (labels) => values.includes(textAt(labels, listed) ?? '\0') === (membership === 'in')
  }
  const [, negation, named] = existence.exec(part) ?? []
  if (named === undefined) throw badRequest(`unable to parse requirement: found '${part}' in "${whole}"`)
  return (labels) => Object.hasOwn(labels, named) === (negation === '')
}
