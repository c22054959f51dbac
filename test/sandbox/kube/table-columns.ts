import {age} from './human-duration.ts'
import {at, isObject, type Json, type JsonObject, listAt, numberAt, objectAt, textAt} from './json.ts'
import {podStatus} from './pod-status.ts'

/** One column of a Table. Priority 1 shows only with `-o wide`. */
export interface Column {
  readonly name: string
  readonly type: 'string' | 'integer' | 'boolean'
  readonly priority: 0 | 1
  cell(object: JsonObject, now: Date): Json
}

/** The columns that the server prints for a resource (pkg/printers/internalversion); name and age for any other. */
export function columnsOf(resource: string): readonly Column[] {
  return printed[resource] ?? [name, ageColumn]
}

const name = text('Name', 'metadata', 'name')
const ageColumn: Column = {
  name: 'Age',
  type: 'string',
  priority: 0,
  cell: (object, now) => age(at(object, 'metadata', 'creationTimestamp'), now),
}

const containers = [
  wide('Containers', (object) => containerFields(object, 'name')),
  wide('Images', (object) => containerFields(object, 'image')),
]
const selector = wide('Selector', (object) => printLabels(objectAt(object, 'spec', 'selector', 'matchLabels')))

const printed: Readonly<Record<string, readonly Column[]>> = {
  pods: [
    name,
    column('Ready', (pod) => podStatus(pod).ready),
    column('Status', (pod) => podStatus(pod).status),
    column('Restarts', (pod) => podStatus(pod).restarts),
    ageColumn,
    wide('IP', (pod) => orNone(textAt(pod, 'status', 'podIP'))),
    wide('Node', (pod) => orNone(textAt(pod, 'spec', 'nodeName'))),
    wide('Nominated Node', (pod) => orNone(textAt(pod, 'status', 'nominatedNodeName'))),
    wide('Readiness Gates', () => '<none>'),
  ],
  events: [
    {name: 'Last Seen', type: 'string', priority: 0, cell: (event, now) => age(lastSeen(event), now)},
    text('Type', 'type'),
    text('Reason', 'reason'),
    column('Object', involvedObject),
    wide('Subobject', (event) => textAt(event, 'involvedObject', 'fieldPath') ?? ''),
    wide('Source', (event) => sourceOf(event)),
    column('Message', (event) => (textAt(event, 'message') ?? '').trim()),
    {name: 'First Seen', type: 'string', priority: 1, cell: (event, now) => age(firstSeen(event), now)},
    count('Count', ['count'], 1, 1),
    {...name, priority: 1},
  ],
  secrets: [name, text('Type', 'type'), size('Data', 'data'), ageColumn],
  configmaps: [name, size('Data', 'data'), ageColumn],
  serviceaccounts: [
    name,
    {name: 'Secrets', type: 'integer', priority: 0, cell: (account) => listAt(account, 'secrets').length},
    ageColumn,
  ],
  namespaces: [name, text('Status', 'status', 'phase'), ageColumn],
  nodes: [
    name,
    column('Status', nodeStatus),
    column('Roles', nodeRoles),
    ageColumn,
    text('Version', 'status', 'nodeInfo', 'kubeletVersion'),
    wide('Internal-IP', (node) => nodeAddress(node, 'InternalIP')),
    wide('External-IP', (node) => nodeAddress(node, 'ExternalIP')),
    wide('OS-Image', (node) => textAt(node, 'status', 'nodeInfo', 'osImage') ?? '<unknown>'),
    wide('Kernel-Version', (node) => textAt(node, 'status', 'nodeInfo', 'kernelVersion') ?? '<unknown>'),
    wide('Container-Runtime', (node) => textAt(node, 'status', 'nodeInfo', 'containerRuntimeVersion') ?? '<unknown>'),
  ],
  deployments: [
    name,
    column('Ready', readyReplicas),
    count('Up-to-date', ['status', 'updatedReplicas']),
    count('Available', ['status', 'availableReplicas']),
    ageColumn,
    ...containers,
    selector,
  ],
  replicasets: [...replicaColumns(), ...containers, selector],
  replicationcontrollers: [
    ...replicaColumns(),
    ...containers,
    wide('Selector', (controller) => printLabels(objectAt(controller, 'spec', 'selector'))),
  ],
  statefulsets: [name, column('Ready', readyReplicas), ageColumn, ...containers],
  daemonsets: [
    name,
    count('Desired', ['status', 'desiredNumberScheduled']),
    count('Current', ['status', 'currentNumberScheduled']),
    count('Ready', ['status', 'numberReady']),
    count('Up-to-date', ['status', 'updatedNumberScheduled']),
    count('Available', ['status', 'numberAvailable']),
    column('Node Selector', (set) => printLabels(objectAt(set, 'spec', 'template', 'spec', 'nodeSelector'))),
    ageColumn,
    ...containers,
    selector,
  ],
  jobs: [
    name,
    column('Status', jobStatus),
    column('Completions', (job) => `${at(job, 'status', 'succeeded') ?? 0}/${at(job, 'spec', 'completions') ?? 1}`),
    ageColumn,
    ...containers,
  ],
  cronjobs: [
    name,
    text('Schedule', 'spec', 'schedule'),
    column('Timezone', (cron) => orNone(textAt(cron, 'spec', 'timeZone'))),
    column('Suspend', (cron) => (at(cron, 'spec', 'suspend') === true ? 'True' : 'False')),
    {name: 'Active', type: 'integer', priority: 0, cell: (cron) => listAt(cron, 'status', 'active').length},
    ageColumn,
  ],
}

function column(title: string, cell: Column['cell']): Column {
  return {name: title, type: 'string', priority: 0, cell}
}

function wide(title: string, cell: Column['cell']): Column {
  return {...column(title, cell), priority: 1}
}

function text(title: string, ...path: readonly string[]): Column {
  return column(title, (object) => textAt(object, ...path) ?? '')
}

function count(title: string, path: readonly string[], priority: 0 | 1 = 0, absent = 0): Column {
  return {name: title, type: 'integer', priority, cell: (object) => numberAt(object, ...path) ?? absent}
}

function size(title: string, member: string): Column {
  return {name: title, type: 'integer', priority: 0, cell: (object) => Object.keys(objectAt(object, member)).length}
}

function replicaColumns(): readonly Column[] {
  return [
    name,
    count('Desired', ['spec', 'replicas']),
    count('Current', ['status', 'replicas']),
    count('Ready', ['status', 'readyReplicas']),
    ageColumn,
  ]
}

function orNone(value: string | undefined): string {
  return value === undefined || value === '' ? '<none>' : value
}

function readyReplicas(object: JsonObject): string {
  return `${numberAt(object, 'status', 'readyReplicas') ?? 0}/${numberAt(object, 'spec', 'replicas') ?? 0}`
}

function containerFields(object: JsonObject, field: string): string {
  return listAt(object, 'spec', 'template', 'spec', 'containers')
    .map((container) => textAt(container, field) ?? '')
    .join(',')
}

function printLabels(labels: JsonObject): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`)
  return pairs.length === 0 ? '<none>' : pairs.toSorted().join(',')
}

function lastSeen(event: JsonObject): Json | undefined {
  return textAt(event, 'series', 'lastObservedTime') ?? textAt(event, 'lastTimestamp') ?? firstSeen(event)
}

function firstSeen(event: JsonObject): Json | undefined {
  return textAt(event, 'firstTimestamp') ?? textAt(event, 'eventTime')
}

function involvedObject(event: JsonObject): string {
  const kind = (textAt(event, 'involvedObject', 'kind') ?? '').toLowerCase()
  return `${kind}/${textAt(event, 'involvedObject', 'name') ?? ''}`
}

function sourceOf(event: JsonObject): string {
  const parts = [textAt(event, 'source', 'component'), textAt(event, 'source', 'host')]
  return parts.filter((part) => part !== undefined).join(', ') || (textAt(event, 'reportingComponent') ?? '')
}

function nodeStatus(node: JsonObject): string {
  const ready = listAt(node, 'status', 'conditions').find((condition) => textAt(condition, 'type') === 'Ready')
  const status = ready === undefined ? 'Unknown' : textAt(ready, 'status') === 'True' ? 'Ready' : 'NotReady'
  return at(node, 'spec', 'unschedulable') === true ? `${status},SchedulingDisabled` : status
}

function nodeRoles(node: JsonObject): string {
  const prefix = 'node-role.kubernetes.io/'
  const roles = Object.keys(objectAt(node, 'metadata', 'labels')).filter((label) => label.startsWith(prefix))
  return orNone(roles.map((role) => role.slice(prefix.length)).join(','))
}

function nodeAddress(node: JsonObject, type: string): string {
  const address = listAt(node, 'status', 'addresses').find((one) => textAt(one, 'type') === type)
  return orNone(textAt(address, 'address'))
}

function jobStatus(job: JsonObject): string {
  const holds = listAt(job, 'status', 'conditions')
    .filter(isObject)
    .filter((condition) => condition['status'] === 'True')
    .map((condition) => textAt(condition, 'type') ?? '')
  return ['Complete', 'Failed', 'Suspended'].find((type) => holds.includes(type)) ?? 'Running'
}
