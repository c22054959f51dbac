import {ageColumn, type Column, column, count, nameColumn, orNone, text, wide} from './column.ts'
import {at, isObject, type JsonObject, listAt, numberAt, objectAt, textAt} from './json.ts'

const containers = [
  wide('Containers', (object) => containerFields(object, 'name')),
  wide('Images', (object) => containerFields(object, 'image')),
]
const selector = wide('Selector', (object) => printLabels(objectAt(object, 'spec', 'selector', 'matchLabels')))

/** The columns of the workload kinds. */
export const workloadColumns: Readonly<Record<string, readonly Column[]>> = {
  deployments: [
    nameColumn,
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
  statefulsets: [nameColumn, column('Ready', readyReplicas), ageColumn, ...containers],
  daemonsets: [
    nameColumn,
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
    nameColumn,
    column('Status', jobStatus),
    column('Completions', (job) => `${at(job, 'status', 'succeeded') ?? 0}/${at(job, 'spec', 'completions') ?? 1}`),
    ageColumn,
    ...containers,
  ],
  cronjobs: [
    nameColumn,
    text('Schedule', 'spec', 'schedule'),
    column('Timezone', (cron) => orNone(textAt(cron, 'spec', 'timeZone'))),
    column('Suspend', (cron) => (at(cron, 'spec', 'suspend') === true ? 'True' : 'False')),
    {name: 'Active', type: 'integer', priority: 0, cell: (cron) => listAt(cron, 'status', 'active').length},
    ageColumn,
  ],
}

function replicaColumns(): readonly Column[] {
  return [
    nameColumn,
    count('Desired', ['spec', 'replicas']),
    count('Current', ['status', 'replicas']),
    count('Ready', ['status', 'readyReplicas']),
    ageColumn,
  ]
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

function jobStatus(job: JsonObject): string {
  const holds = listAt(job, 'status', 'conditions')
    .filter(isObject)
    .filter((condition) => condition['status'] === 'True')
    .map((condition) => textAt(condition, 'type') ?? '')
  return ['Complete', 'Failed', 'Suspended'].find((type) => holds.includes(type)) ?? 'Running'
}
