import {field, isJsonObject, listField, textField} from './json-field.ts'

/**
 * The selector of a workload as the API takes it in a query: `matchLabels` and `matchExpressions`, or the plain map of a
 * ReplicationController. `undefined` where it selects nothing.
 */
export function labelSelector(workload: unknown): string | undefined {
  const selector = field(workload, 'spec', 'selector')
  if (!isJsonObject(selector)) return undefined
  const isPlain = !('matchLabels' in selector) && !('matchExpressions' in selector)
  const labels = isPlain ? selector : field(selector, 'matchLabels')
  const terms = [
    ...Object.entries(isJsonObject(labels) ? labels : {}).map(([key, value]) => `${key}=${value}`),
    ...listField(selector, 'matchExpressions').map(expression),
  ]
  return terms.length === 0 || terms.includes(undefined) ? undefined : terms.join(',')
}

function expression(requirement: unknown): string | undefined {
  const key = textField(requirement, 'key')
  const values = `(${listField(requirement, 'values').join(',')})`
  switch (field(requirement, 'operator')) {
    case 'In':
      return `${key} in ${values}`
    case 'NotIn':
      return `${key} notin ${values}`
    case 'Exists':
      return key
    case 'DoesNotExist':
      return `!${key}`
    default:
      return undefined
  }
}
