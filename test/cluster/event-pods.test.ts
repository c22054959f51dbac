import assert from 'node:assert/strict'
import {test} from 'node:test'
import {podsOfEvents} from '../../src/cluster/event-pods.ts'
import type {Pod, PodEvent} from '../../src/cluster/snapshot.ts'

const image = 'registry.corp/app:1.0'

test('the image, the container and the missing Secrets of a Pod are read from its events', () => {
  const [pod, ...others] = podsOfEvents(
    [
      anEvent('Scheduled', 'Successfully assigned shop/web-0 to node-1', ''),
      anEvent('Pulling', `Pulling image "${image}"`),
      anEvent('FailedToRetrieveImagePullSecret', missing('a, b'), ''),
      anEvent('FailedToRetrieveImagePullSecret', missing('a'), ''),
    ],
    [],
  )
  assert.deepEqual(others, [])
  assert.deepEqual(pod, {
    namespace: 'shop',
    name: 'web-0',
    serviceAccountName: 'default',
    pullSecretNames: ['a', 'b'],
    containers: [{name: 'web', kind: 'regular', image, state: {kind: 'none'}}],
    isSpecUnread: true,
  })
})

test("each of the kubelet's ways to quote an image is read", () => {
  const messages = [
    `Failed to pull image "${image}": not found`,
    `Back-off pulling image "${image}"`,
    `Failed to apply default image tag "${image}": couldn't parse image name`,
    `Container image "${image}" is not present with pull policy of Never`,
  ]
  for (const message of messages) assert.deepEqual(imagesOf([anEvent('Failed', message)]), [image])
})

test('an event about an image volume names no container, so the volume goes by its image', () => {
  assert.deepEqual(
    podsOfEvents([anEvent('Pulling', `Pulling image "${image}"`, '')], [])[0]?.containers.map(({name, kind}) => [
      name,
      kind,
    ]),
    [[image, 'volume']],
  )
})

test('a container of which no event quotes an image stands without one', () => {
  assert.deepEqual(imagesOf([anEvent('Failed', 'Error: illegal base64 data at input byte 5')]), [''])
  assert.deepEqual(
    imagesOf([anEvent('Pulling', `Pulling image "${image}"`), anEvent('Failed', 'Error: ErrImagePull')]),
    [image],
  )
})

test('where Pods of the namespace are known, the others are gone', () => {
  const known: Pod = {
    namespace: 'shop',
    name: 'web-1',
    serviceAccountName: 'default',
    pullSecretNames: [],
    containers: [],
  }
  assert.deepEqual(podsOfEvents([anEvent('Pulling', `Pulling image "${image}"`)], [known]), [])
})

test('of Pods of one name, one after the other, the latest is told of', () => {
  const old = {...anEvent('Failed', `Failed to pull image "${image}": not found`), podUid: 'old'}
  const started = {...anEvent('Started', 'Started container web'), podUid: 'new'}
  const [pod] = podsOfEvents(
    [
      {...old, lastSeen: '2026-06-01T11:50:00Z'},
      {...started, lastSeen: '2026-06-01T11:58:00Z'},
    ],
    [],
  )
  assert.equal(pod?.uid, 'new')
  assert.deepEqual(
    pod?.containers.map((container) => container.image),
    [''],
  )
})

function missing(names: string): string {
  return `Unable to retrieve some image pull secrets (${names}); attempting to pull the image may not succeed.`
}

function anEvent(reason: string, message: string, container = 'web'): PodEvent {
  return {
    namespace: 'shop',
    pod: 'web-0',
    ...(container !== '' && {container}),
    type: 'Warning',
    reason,
    message,
    count: 1,
  }
}

function imagesOf(events: readonly PodEvent[]): readonly string[] {
  return podsOfEvents(events, []).flatMap(({containers}) => containers.map((container) => container.image))
}
