import assert from 'node:assert/strict'
import {test} from 'node:test'
import {startApiServer} from '../../sandbox/kube/api-server.ts'
import {humanDuration} from '../../sandbox/kube/human-duration.ts'
import {type Json, type JsonObject, listAt, textAt} from '../../sandbox/kube/json.ts'
import {podStatus} from '../../sandbox/kube/pod-status.ts'
import {clientOf} from './sandbox-client.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** After duration_test.go of apimachinery. */
const durations: readonly (readonly [number, string])[] = [
  [-2 * second, '<invalid>'],
  [-second, '0s'],
  [0, '0s'],
  [119 * second, '119s'],
  [2 * minute, '2m'],
  [2 * minute + 5 * second, '2m5s'],
  [9 * minute + 59 * second, '9m59s'],
  [10 * minute + 59 * second, '10m'],
  [3 * hour - second, '179m'],
  [3 * hour, '3h'],
  [7 * hour + 59 * minute, '7h59m'],
  [8 * hour + 59 * minute, '8h'],
  [48 * hour - second, '47h'],
  [48 * hour, '2d'],
  [2 * day + hour, '2d1h'],
  [8 * day, '8d'],
  [729 * day, '729d'],
  [730 * day, '2y'],
  [731 * day, '2y1d'],
  [2920 * day, '8y'],
]

test('an age is in the largest units that matter', () => {
  for (const [milliseconds, text] of durations) assert.equal(humanDuration(milliseconds), text)
})

const waiting = (reason: string): JsonObject => ({state: {waiting: {reason}}, ready: false})
const ended = (exitCode: number, reason?: string): JsonObject => ({
  state: {terminated: {exitCode, ...(reason && {reason})}},
})
const running: JsonObject = {state: {running: {}}, ready: true, restartCount: 2}

const pods: Readonly<Record<string, readonly [pod: JsonObject, ready: string, status: string, restarts: string]>> = {
  'no container status yet': [pod({}), '0/1', 'Pending', '0'],
  'a container that waits': [pod({containerStatuses: [waiting('ImagePullBackOff')]}), '0/1', 'ImagePullBackOff', '0'],
  'the first of two that wait': [
    pod({containerStatuses: [waiting('ErrImagePull'), waiting('X')]}),
    '0/1',
    'ErrImagePull',
    '0',
  ],
  'a container that runs': [pod({phase: 'Running', containerStatuses: [running]}), '1/1', 'Running', '2'],
  'an init container that waits': [
    pod({initContainerStatuses: [waiting('ErrImagePull')]}),
    '0/1',
    'Init:ErrImagePull',
    '0',
  ],
  'the second init container at work': [pod({initContainerStatuses: [ended(0), running]}), '0/1', 'Init:1/2', '2'],
  'an init container that failed': [pod({initContainerStatuses: [ended(3)]}), '0/1', 'Init:ExitCode:3', '0'],
  'a container that ended badly': [pod({containerStatuses: [ended(1, 'Error')]}), '0/1', 'Error', '0'],
  'a reason for the whole Pod': [pod({phase: 'Failed', reason: 'Evicted'}), '0/1', 'Evicted', '0'],
  'a Pod on its way out': [
    {...pod({containerStatuses: [running]}), metadata: {deletionTimestamp: '2026-01-01T00:00:00Z'}},
    '1/1',
    'Terminating',
    '2',
  ],
}

for (const [what, [given, ready, status, restarts]] of Object.entries(pods)) {
  test(`the row of a Pod shows ${what}`, () => assert.deepEqual(podStatus(given), {ready, status, restarts}))
}

test('every resource that can be listed can be listed as a table, with as many cells as columns', async (t) => {
  const server = await startApiServer({captures: 'all'})
  t.after(() => server.close())
  const admin = clientOf(server, 'admin')
  const headers = {Accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'}
  for (const path of await listPaths()) {
    const {body} = await admin.get(path, headers)
    assert.equal(textAt(body, 'kind'), 'Table', path)
    const columns = listAt(body, 'columnDefinitions').length
    assert.ok(columns > 1, path)
    for (const row of listAt(body, 'rows')) assert.equal(listAt(row, 'cells').length, columns, path)
  }

  async function listPaths(): Promise<readonly string[]> {
    const groups = listAt((await admin.get('/apis')).body, 'groups')
    const roots = ['/api/v1', ...groups.map((group) => `/apis/${textAt(group, 'preferredVersion', 'groupVersion')}`)]
    const lists = await Promise.all(roots.map(async (root) => [root, (await admin.get(root)).body] as const))
    return lists.flatMap(([root, body]) => {
      const listed = listAt(body, 'resources').filter((resource: Json) => listAt(resource, 'verbs').includes('list'))
      return listed.map((resource) => `${root}/${textAt(resource, 'name')}`)
    })
  }
})

function pod(status: JsonObject): JsonObject {
  return {spec: {containers: [{}], initContainers: [{}, {}]}, status: {phase: 'Pending', ...status}}
}
