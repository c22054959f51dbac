import {at, type KubeObject, textAt} from './json.ts'
import type {ResourceType} from './resource-type.ts'
import {badRequest} from './status-error.ts'

/** Whether an object is selected. */
export type FieldSelector = (object: KubeObject) => boolean

/** What may be selected by, besides `metadata.name` and `metadata.namespace` (AddFieldLabelConversionFunc per kind). */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  nodes: ['spec.unschedulable'],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  namespaces: ['status.phase'],
  secrets: ['type'],
  replicationcontrollers: ['status.replicas'],
  replicasets: ['status.replicas'],
  jobs: ['status.successful'],
}

/**
 * Reads a `fieldSelector`: comparisons joined by commas, all of which must hold (fields.ParseSelector in apimachinery).
 */
export function parseFieldSelector(type: ResourceType, text: string): FieldSelector {
  const parts = text.split(/(?<!\\),/).filter((part) => part !== '')
  const comparisons = parts.map((part) => parseComparison(type, part))
  return (object) => comparisons.every((holds) => holds(object))
}

function parseComparison(type: ResourceType, part: string): FieldSelector {
  const [, field = '', operator, escaped = ''] = /^([^=!]*)(!=|==?)(.*)$/s.exec(part) ?? []
  if (operator === undefined) throw badRequest(`invalid selector: '${part}'; can't understand '${part}'`)
  if (!['metadata.name', 'metadata.namespace', ...(fieldsOf[type.name] ?? [])].includes(field)) {
    throw badRequest(unsupported(type, field))
  }
  const value = escaped.replaceAll(/\\([\\,=])/g, '$1')
  const differs = operator === '!='
  return (object) => (fieldText(object, field) === value) !== differs
}

function unsupported(type: ResourceType, field: string): string {
  switch (type.group) {
    case '':
      return `field label not supported: ${field}`
    case 'apps':
      return `field label not supported for appsv1.${type.kind}: ${field}`
    case 'batch':
      return `field label "${field}" not supported for ${type.kind}`
    default:
      return `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`
  }
}

/** The field as text, empty where it is absent; an event's `source` is the component in it. */
function fieldText(object: KubeObject, field: string): string {
  if (field === 'source') return textAt(object, 'source', 'component') ?? textAt(object, 'reportingComponent') ?? ''
  return String(at(object, ...field.split('.')) ?? defaults[field] ?? '')
}

/** Values that Go prints for what JSON leaves out. */
const defaults: Readonly<Record<string, string>> = {
  'spec.hostNetwork': 'false',
  'spec.unschedulable': 'false',
  'status.replicas': '0',
  'status.successful': '0',
}
