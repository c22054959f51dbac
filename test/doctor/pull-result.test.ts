import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {narrowPod} from '../../src/cluster/narrow-pod.ts'
import {type PullResult, pullResult} from '../../src/doctor/pull-result.ts'
import {captureNames, readCapture} from '../sandbox/kube/captures.ts'

const stopped = {reason: 'StartError', exitCode: 128, message: 'exec: "/x": no such file or directory'}
const backOff = {reason: 'ImagePullBackOff', message: 'Back-off pulling image "r.io/a": ErrImagePull: not found'}

const statuses: Readonly<Record<string, readonly [PullResult, object]>> = {
  'a container that runs has its image': ['pulled', {state: {running: {}}, imageID: 'r.io/a@sha256:1'}],
  'a container whose command does not exist has its image': ['pulled', {state: {terminated: stopped}}],
  'CRI-O finds out that the command does not exist while it makes the container': [
    'pulled',
    {state: {waiting: {reason: 'CreateContainerError', message: 'executable file not found'}}},
  ],
  'an image that wants to run as root is there': [
    'pulled',
    {state: {waiting: {reason: 'CreateContainerConfigError', message: 'container has runAsNonRoot'}}},
  ],
  'the runtime gave an error': ['failed', {state: {waiting: {reason: 'ErrImagePull', message: 'denied'}}}],
  'the kubelet waits for the next try': ['failed', {state: {waiting: backOff}}],
  'a Secret that does not parse is the reason itself': [
    'failed',
    {state: {waiting: {reason: 'illegal base64 data at input byte 5', message: ''}}},
  ],
  'a container that is being made is not decided': ['open', {state: {waiting: {reason: 'ContainerCreating'}}}],
  'a Pod that was ended before its image came is not decided': [
    'open',
    {state: {terminated: {reason: 'ContainerStatusUnknown', exitCode: 137}}, imageID: ''},
  ],
}

describe('the result of a pull', () => {
  for (const [sentence, [result, status]] of Object.entries(statuses)) {
    test(sentence, () => assert.equal(pullResult(podWith([{name: 'image', ...status}])), result))
  }

  test('a Pod without a status is not decided', () => assert.equal(pullResult(podWith([])), 'open'))

  test('no recorded Pod that waits for its image counts as pulled, and none that has it as failed', () => {
    const seen = captureNames()
      .flatMap(readCapture)
      .filter(({kind}) => kind === 'Pod')
    const results = seen.flatMap((object) => {
      const pod = narrowPod(object)
      const [container] = pod?.containers ?? []
      return pod === undefined || container === undefined || pod.containers.length > 1 ? [] : [{pod, container}]
    })
    assert.ok(results.length > 80, String(results.length))
    for (const {pod, container} of results) {
      const result = pullResult(pod)
      if (container.state.kind === 'running') assert.equal(result, 'pulled', pod.namespace)
      const isPulling = container.state.kind === 'waiting' && /^(?:ErrImage|ImagePull)/.test(container.state.reason)
      if (isPulling) assert.equal(result, 'failed', pod.namespace)
    }
  })
})

function podWith(containerStatuses: readonly object[]) {
  const pod = narrowPod({
    metadata: {name: 'p', namespace: 'shop'},
    spec: {containers: [{name: 'image', image: 'r.io/a'}]},
    status: {phase: 'Pending', containerStatuses},
  })
  assert.ok(pod)
  return pod
}
