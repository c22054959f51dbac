import {field, textField} from '../cluster/json-field.ts'
import {structuredText} from '../report/structured-text.ts'

/** The Pods of a dry run: whole for JSON and YAML, else a line for each, as kubectl says it. */
export async function podsText(pods: readonly object[], output: string): Promise<string> {
  if (output === 'json' || output === 'yaml') {
    return structuredText({apiVersion: 'v1', kind: 'List', items: pods}, output)
  }
  return pods
    .map((pod) => `pod/${textField(pod, 'metadata', 'name')} created on ${field(pod, 'spec', 'nodeName')} (dry run)\n`)
    .join('')
}
