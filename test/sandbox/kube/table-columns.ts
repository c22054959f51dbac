import {ageColumn, type Column, column, count, nameColumn, orNone, size, text, wide} from './column.ts'
import {age} from './human-duration.ts'
import {at, type Json, type JsonObject, listAt, objectAt, textAt} from './json.ts'
import {podStatus} from './pod-status.ts'
import {workloadColumns} from './workload-columns.ts'

/** The columns that the server prints for a resource (pkg/printers/internalversion); name and age for any other. */
export function columnsOf(resource: string): readonly Column[] {
  return printed[resource] ?? [nameColumn, ageColumn]
}

const printed: Readonly<Record<string, readonly Column[]>> = {
  ...workloadColumns,
  pods: [
    nameColumn,
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
    {...nameColumn, priority: 1},
  ],
  secrets: [nameColumn, text('Type', 'type'), size('Data', 'data'), ageColumn],
  configmaps: [nameColumn, size('Data', 'data'), ageColumn],
  serviceaccounts: [
    nameColumn,
    {name: 'Secrets', type: 'integer', priority: 0, cell: (account) => listAt(account, 'secrets').length},
    ageColumn,
  ],
  namespaces: [nameColumn, text('Status', 'status', 'phase'), ageColumn],
  nodes: [
    nameColumn,
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
