import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {Container, ContainerState, Pod} from '../../src/cluster/snapshot.ts'
import {observeFailure} from '../../src/doctor/observed-failure.ts'
import {anEvent, aPod} from './builders.ts'

const image = 'registry.corp/team/app:1.0'
const refused = `Failed to pull image "${image}": dial tcp 10.0.0.1:443: connect: connection refused`
const backOff = `Back-off pulling image "${image}"`

/** State, events, and the fault that is seen; undefined where the pull does not fail. */
const cases: Readonly<Record<string, readonly [ContainerState, ReturnType<typeof anEvent>[], string | undefined]>> = {
  'the status says why it waits': [waiting('ImagePullBackOff', `${backOff}: ErrImagePull: no such host`), [], 'dns'],
  'the status leads over older events': [
    waiting('ErrImagePull', `${backOff}: ErrImagePull: no such host`),
    [anEvent('Failed', refused)],
    'dns',
  ],
  'the status only backs off, and an event has the cause': [
    waiting('ImagePullBackOff', backOff),
    [anEvent('Failed', refused), anEvent('BackOff', backOff)],
    'connection-refused',
  ],
  'the event is about another container': [
    waiting('ImagePullBackOff', backOff),
    [{...anEvent('Failed', refused), container: 'sidecar'}],
    'unknown',
  ],
  'the event is about another image': [
    waiting('ImagePullBackOff', backOff),
    [anEvent('Failed', refused.replace('app:1.0', 'app:0.9'))],
    'unknown',
  ],
  'the cause was overcome before': [
    waiting('ImagePullBackOff', backOff),
    [anEvent('Failed', refused), anEvent('Pulled', 'Successfully pulled image')],
    'unknown',
  ],
  'it crashes, which is no pull': [
    waiting('CrashLoopBackOff', 'back-off 5m0s restarting failed container'),
    [anEvent('Failed', refused)],
    undefined,
  ],
  'it is being created': [waiting('ContainerCreating'), [anEvent('Pulling', `Pulling image "${image}"`)], undefined],
  'it runs, after a pull that failed': [{kind: 'running'}, [anEvent('Failed', refused)], undefined],
  'it has ended': [{kind: 'terminated', exitCode: 0}, [], undefined],
  'it is not scheduled': [{kind: 'none'}, [anEvent('FailedScheduling', '0/1 nodes are available')], undefined],
}

for (const [sentence, [state, events, fault]] of Object.entries(cases)) {
  test(`${sentence}: ${fault ?? 'no failing pull'}`, () => {
    assert.equal(faultOf(aPodWith({state}), events), fault)
  })
}

test('a Pod that goes away fails no pull', () => {
  const pod = {...aPodWith({state: waiting('ImagePullBackOff', backOff)}), deletedAt: '2026-06-01T12:00:00Z'}
  assert.equal(faultOf(pod, []), undefined)
})

test('a Pod that waits for its pause image fails by it', () => {
  const event = anEvent(
    'FailedCreatePodSandBox',
    'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "registry.k8s.io/pause:3.10": failed to pull image "registry.k8s.io/pause:3.10": dial tcp: lookup registry.k8s.io: no such host',
  )
  const pod = aPodWith({state: waiting('ContainerCreating')})
  assert.equal(observe(pod, [event])?.failure.isSandbox, true)
  assert.equal(observe(pod, [event, anEvent('Pulling', `Pulling image "${image}"`)]), undefined)
})

test('a failing image volume is read from the container that would mount it, which itself does not fail', () => {
  const volume: Container = {name: 'data', kind: 'volume', image: 'registry.corp/data:1', state: {kind: 'none'}}
  const state = waiting('ErrImagePull', 'Failed to pull image "registry.corp/data:1": no such host')
  const pod = aPod({containers: [{name: 'web', kind: 'regular', image, state}, volume]})
  assert.equal(observeFailure(pod, volume, [])?.failure.parts[0].fault, 'dns')
  assert.equal(observe(pod, []), undefined)
})

test('an image volume whose status has lost the cause has it from its events', () => {
  const volume: Container = {name: 'data', kind: 'volume', image: 'registry.corp/data:1', state: {kind: 'none'}}
  const state = waiting('ImagePullBackOff', 'Back-off pulling image "registry.corp/data:1"')
  const pod = aPod({containers: [{name: 'web', kind: 'regular', image, state}, volume]})
  const {container: _, ...event} = anEvent('Failed', 'Failed to pull image "registry.corp/data:1": no such host')
  assert.equal(observeFailure(pod, volume, [event])?.failure.parts[0].fault, 'dns')
  assert.equal(observeFailure(pod, volume, [])?.failure.parts[0].fault, 'unknown')
})

test('a registry’s own UNKNOWN is a cause that events keep', () => {
  const event = anEvent('Failed', `Failed to pull image "${image}": unknown: quarantined by policy`)
  const pod = aPodWith({state: waiting('ImagePullBackOff', backOff)})
  assert.equal(observe(pod, [event])?.failure.parts[0].serverMessage, 'unknown: quarantined by policy')
})

test('where there is no status, events tell, until the image was pulled', () => {
  const {phase: _, ...pod} = aPodWith({state: {kind: 'none'}})
  assert.equal(faultOf(pod, [anEvent('Failed', refused), anEvent('BackOff', backOff)]), 'connection-refused')
  assert.equal(faultOf(pod, [anEvent('BackOff', backOff)]), 'unknown')
  assert.equal(faultOf(pod, [anEvent('Failed', 'Error: ErrImagePull')]), undefined)
  assert.equal(faultOf(pod, [anEvent('Failed', refused), anEvent('Started', 'Started container web')]), undefined)
})

test('where there is no status, a Pod that was ended fails no pull', () => {
  const {phase: _, ...pod} = aPodWith({state: {kind: 'none'}})
  const {container: __, ...evicted} = anEvent('Evicted', 'The node was low on resource: memory.')
  assert.equal(faultOf(pod, [anEvent('Failed', refused), evicted]), undefined)
  assert.equal(faultOf(pod, [anEvent('Failed', refused), anEvent('Killing', 'Stopping container web')]), undefined)
  const restarting = anEvent('BackOff', 'Back-off restarting failed container web in pod web-0_shop(0a)')
  assert.equal(faultOf(pod, [anEvent('Failed', refused), restarting]), undefined)
})

function waiting(reason: string, message?: string): ContainerState {
  return {kind: 'waiting', reason, ...(message !== undefined && {message})}
}

function aPodWith(changes: Partial<Container>): Pod {
  return aPod({containers: [{name: 'web', kind: 'regular', image, state: {kind: 'none'}, ...changes}]})
}

function observe(pod: Pod, events: Parameters<typeof observeFailure>[2]) {
  const [container] = pod.containers
  return container && observeFailure(pod, container, events)
}

function faultOf(pod: Pod, events: Parameters<typeof observeFailure>[2]): string | undefined {
  return observe(pod, events)?.failure.parts[0].fault
}
