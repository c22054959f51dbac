import assert from 'node:assert/strict'
import {test} from 'node:test'
import {eventsOf, narrowEvent} from '../../src/cluster/narrow-event.ts'
import type {Pod} from '../../src/cluster/snapshot.ts'
import {captures, recordedObjects} from './captures.ts'

const event = (over: object) => ({
  metadata: {namespace: 'shop', name: 'web.1', creationTimestamp: '2026-01-01T00:00:00Z', resourceVersion: '5'},
  involvedObject: {kind: 'Pod', name: 'web', uid: 'u1'},
  type: 'Warning',
  reason: 'Failed',
  message: 'no',
  ...over,
})
const pod = (uid?: string): Pod => ({
  namespace: 'shop',
  name: 'web',
  ...(uid !== undefined && {uid}),
  serviceAccountName: 'default',
  pullSecretNames: [],
  containers: [],
})

test('the container is the one that fieldPath names, whatever its kind', () => {
  const container = (fieldPath: string) =>
    narrowEvent(event({involvedObject: {kind: 'Pod', name: 'web', fieldPath}}))?.event.container
  assert.equal(container('spec.containers{app}'), 'app')
  assert.equal(container('spec.initContainers{migrate}'), 'migrate')
  assert.equal(container('spec.ephemeralContainers{debug}'), 'debug')
  assert.equal(container('spec.volumes'), undefined)
  assert.equal(container('spec.containers'), undefined)
})

const times: readonly (readonly [string, object, string | undefined])[] = [
  ['lastTimestamp', {lastTimestamp: '2026-01-03T00:00:00Z', eventTime: '2026-01-02T00:00:00Z'}, '2026-01-03T00:00:00Z'],
  [
    'the last of a series',
    {lastTimestamp: null, series: {count: 4, lastObservedTime: '2026-01-04T00:00:00.5Z'}},
    '2026-01-04T00:00:00.5Z',
  ],
  [
    'eventTime, where a Scheduled event has no other',
    {lastTimestamp: null, eventTime: '2026-01-02T00:00:00.1Z'},
    '2026-01-02T00:00:00.1Z',
  ],
  ['its creation at the least', {lastTimestamp: null}, '2026-01-01T00:00:00Z'],
]

for (const [what, over, time] of times) {
  test(`the time of an event is ${what}`, () => {
    assert.equal(narrowEvent(event(over))?.event.lastSeen, time)
  })
}

test('an event of events.k8s.io/v1 reads as one of core/v1', () => {
  const narrowed = narrowEvent({
    metadata: {namespace: 'shop', name: 'web.1', resourceVersion: '5'},
    regarding: {kind: 'Pod', name: 'web', uid: 'u1', fieldPath: 'spec.containers{app}'},
    type: 'Normal',
    reason: 'BackOff',
    note: 'Back-off pulling image "a"',
    deprecatedCount: 9,
    deprecatedLastTimestamp: '2026-01-02T00:00:00Z',
  })
  assert.deepEqual(narrowed?.event, {
    namespace: 'shop',
    pod: 'web',
    podUid: 'u1',
    container: 'app',
    type: 'Normal',
    reason: 'BackOff',
    message: 'Back-off pulling image "a"',
    count: 9,
    lastSeen: '2026-01-02T00:00:00Z',
  })
})

test('events about anything but a Pod are left out', () => {
  assert.equal(narrowEvent(event({involvedObject: {kind: 'ReplicaSet', name: 'web'}})), undefined)
  assert.equal(narrowEvent(event({involvedObject: 'Pod'})), undefined)
  assert.equal(narrowEvent(undefined), undefined)
})

test('events come oldest first, and by their version within a second', () => {
  const at = (lastTimestamp: string, resourceVersion: string, message: string) =>
    narrowEvent(event({metadata: {namespace: 'shop', name: 'e', resourceVersion}, lastTimestamp, message})) ?? []
  const dated = [
    at('2026-01-01T00:00:02Z', '7', 'third'),
    at('2026-01-01T00:00:01.999999Z', '12', 'second'),
    at('2026-01-01T00:00:01Z', '9', 'first'),
  ].flat()
  assert.deepEqual(
    eventsOf([pod('u1')], dated).map(({message}) => message),
    ['first', 'second', 'third'],
  )
})

test('events of an earlier Pod of the same name do not count, nor those of Pods that were not asked for', () => {
  const dated = ['u1', 'u2'].flatMap(
    (uid) => narrowEvent(event({involvedObject: {kind: 'Pod', name: 'web', uid}})) ?? [],
  )
  assert.deepEqual(
    eventsOf([pod('u2')], dated).map(({podUid}) => podUid),
    ['u2'],
  )
  assert.equal(eventsOf([pod()], dated).length, 2)
  assert.deepEqual(eventsOf([], dated), [])
})

test('the latest of many similar messages is read without the note that it stands for them', () => {
  const message = '(combined from similar events): Failed to pull image "registry.corp/team/app:1.0": no such host'
  assert.equal(
    narrowEvent(event({message}))?.event.message,
    'Failed to pull image "registry.corp/team/app:1.0": no such host',
  )
})

test('of a static Pod the kubelet speaks by the uid of its file, and others by that of its mirror', () => {
  const dated = ['file', 'mirror', 'other'].flatMap(
    (uid) => narrowEvent(event({involvedObject: {kind: 'Pod', name: 'web', uid}})) ?? [],
  )
  assert.deepEqual(
    eventsOf([{...pod('mirror'), isStatic: true, staticUid: 'file'}], dated).map(({podUid}) => podUid),
    ['file', 'mirror'],
  )
})

test('every recorded event about a Pod is read with its text and a time', () => {
  const objects = captures.flatMap(recordedObjects).filter(({kind}) => kind === 'Event')
  const aboutPods = objects.filter(({involvedObject}) => involvedObject?.kind === 'Pod')
  const narrowed = objects.flatMap((object) => narrowEvent(object) ?? [])
  assert.ok(aboutPods.length > 500)
  assert.deepEqual(
    narrowed.map(({event: {pod: name, podUid, message}}) => [name, podUid, message]),
    aboutPods.map(({involvedObject, message}) => [
      involvedObject?.name,
      involvedObject?.uid,
      message?.replace('(combined from similar events): ', ''),
    ]),
  )
  assert.ok(narrowed.every(({event: {lastSeen = ''}, version}) => Date.parse(lastSeen) > 0 && version > 0))
})
