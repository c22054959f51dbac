import assert from 'node:assert/strict'
import {test} from 'node:test'
import {parsePullFailure} from '../../src/doctor/parse-pull-failure.ts'
import {imageMessages} from './image-messages.ts'
import {refusalMessages} from './refusal-messages.ts'
import {transportMessages} from './transport-messages.ts'

const image = 'registry.example.test/app:1.0'

/** What a runtime returned, without what the kubelet or a terminal put before it. */
const errors = [refusalMessages, transportMessages, imageMessages]
  .flatMap((messages) => Object.values(messages).flat())
  .filter(
    (text) => !/^(?:Failed|Back-off|Warning|Container image|Unable|Error: |Invalid|Signature|Registry)/.test(text),
  )

/** Where the kubelet puts an error: `pullImage` and `EnsureImageExists` in image_manager.go, event and status. */
const places: Readonly<Record<string, (error: string) => readonly [reason: string, message: string]>> = {
  'the status of this second': (error) => ['ErrImagePull', error],
  'the status while it backs off': (error) => [
    'ImagePullBackOff',
    `Back-off pulling image "${image}": ErrImagePull: ${error}`,
  ],
  'the event of the failure': (error) => ['Failed', `Failed to pull image "${image}": ${error}`],
  'the event of the back-off': (error) => ['BackOff', `Back-off pulling image "${image}": ErrImagePull: ${error}`],
  'the status of an init container': (error) => ['Init:ErrImagePull', error],
}

test('an error is the same failure wherever the kubelet puts it', () => {
  for (const error of errors) {
    const expected = faults(...(places['the status of this second']?.(error) ?? ['', '']))
    assert.ok(expected !== undefined, error)
    for (const [place, put] of Object.entries(places))
      assert.deepEqual(faults(...put(error)), expected, `${place}: ${error}`)
  }
})

test('several errors are several attempts, in any order, and equal ones are one', () => {
  for (const [at, one] of errors.entries()) {
    const other = errors[(at * 7 + 13) % errors.length] ?? one
    const parts = faults('ErrImagePull', `[${grpc(one)}, ${grpc(other)}]`)
    const known = [...(faults('ErrImagePull', one) ?? []), ...(faults('ErrImagePull', other) ?? [])]
    const distinct = new Set(known.filter((fault) => fault !== 'unknown'))
    assert.deepEqual(new Set(parts?.filter((fault) => fault !== 'unknown')), distinct, `${one} | ${other}`)
  }
})

test('no other state of a container is a failing pull, whatever its message speaks of', () => {
  const reasons = [
    ...['ContainerCreating', 'PodInitializing', 'CrashLoopBackOff', 'CreateContainerConfigError', 'Completed'],
    ...['CreateContainerError', 'RunContainerError', 'PreCreateHookError', 'PostStartHookError', 'PreStartHookError'],
    ...['ContainerCannotRun', 'OOMKilled', 'Error', 'DeadlineExceeded', 'Evicted', 'Unhealthy', 'FailedMount', ''],
  ]
  for (const reason of reasons) {
    for (const error of errors) assert.equal(parsePullFailure(reason, error), undefined, `${reason}: ${error}`)
  }
})

function faults(reason: string, message: string): readonly string[] | undefined {
  return parsePullFailure(reason, message)?.parts.map(({fault}) => fault)
}

function grpc(error: string): string {
  return error.startsWith('rpc error: ') ? error : `rpc error: code = Unknown desc = ${error}`
}
