import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {parseMessage, parsePullFailure} from '../../src/doctor/parse-pull-failure.ts'

const image = 'r.example.com/team/app:1'
const refused = `failed to pull and unpack image "${image}": failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized`
const absent = `failed to pull and unpack image "${image}": failed to resolve image: ${image}: not found`

describe('a failing pull', () => {
  test('has one part, with the image as the message quotes it', () => {
    const failure = parsePullFailure('ErrImagePull', `Failed to pull image "${image}": ${refused}`)
    assert.deepEqual(failure, {
      image,
      isSandbox: false,
      parts: [
        {
          text: refused,
          at: 'token',
          fault: 'unauthorized',
          quote: '401 Unauthorized',
          presented: 'login',
          status: 401,
        },
      ],
    })
  })

  test('has a part for each login that was tried, in the order of the kubelet', () => {
    assert.deepEqual(faultsOf(`Failed to pull image "${image}": [${refused}, ${absent}]`), [
      'unauthorized',
      'not-found',
    ])
  })

  test('has tried logins where there are several errors, even if the runtime does not tell', () => {
    const bare = 'Error response from daemon: Get https://r.example.com/v2/: unauthorized: authentication required'
    const failure = parsePullFailure('ErrImagePull', `Failed to pull image "${image}": [${bare}, ${absent}]`)
    assert.deepEqual(
      failure?.parts.map(({presented}) => presented),
      ['login', 'login'],
    )
    assert.equal(parsePullFailure('ErrImagePull', bare)?.parts[0].presented, 'unknown')
  })

  test('keeps the login that a runtime did not present, even among several', () => {
    const nothing = `failed to pull and unpack image "${image}": failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized`
    const failure = parsePullFailure('ErrImagePull', `[${refused}, ${nothing}]`)
    assert.deepEqual(
      failure?.parts.map(({presented}) => presented),
      ['login', 'nothing'],
    )
  })

  test('of the pause image is told apart', () => {
    const message = `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "registry.k8s.io/pause:3.10": ${refused}`
    const failure = parsePullFailure('FailedCreatePodSandBox', message)
    assert.equal(failure?.isSandbox, true)
    assert.equal(failure?.image, 'registry.k8s.io/pause:3.10')
  })

  test('of the pause image is told apart in the words of every runtime', () => {
    const messages = [
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed pulling image "registry.k8s.io/pause:3.5": Error response from daemon: Get "https://registry.k8s.io/v2/": dial tcp 192.0.2.1:443: i/o timeout',
      'Failed to create pod sandbox: rpc error: code = Unknown desc = error creating pod sandbox with name "k8s_app": initializing source docker://registry.k8s.io/pause:3.9: pinging container registry registry.k8s.io: Get "https://registry.k8s.io/v2/": dial tcp 192.0.2.1:443: i/o timeout',
    ]
    for (const message of messages) {
      const failure = parsePullFailure('FailedCreatePodSandBox', message)
      assert.equal(failure?.isSandbox, true)
      assert.equal(failure?.parts[0].fault, 'timeout')
    }
  })

  test('without a cause in its message takes it from its reason', () => {
    assert.deepEqual(faultsOf('the image is not there', 'ErrImageNeverPull'), ['never-present'])
  })

  test('whose reason is the error of a pull secret is one', () => {
    const error = 'illegal base64 data at input byte 4'
    assert.deepEqual(faultsOf(error, error), ['keyring-unreadable'])
    assert.deepEqual(faultsOf(`Error: ${error}`, 'Failed'), ['keyring-unreadable'])
  })
})

describe('what does not speak of a failing pull', () => {
  const states: Readonly<Record<string, readonly [reason: string, message: string]>> = {
    'a crash': ['CrashLoopBackOff', 'back-off 5m0s restarting failed container=app pod=app-0_shop(1-2)'],
    'a missing ConfigMap': ['CreateContainerConfigError', 'configmap "settings" not found'],
    'a missing Secret of the environment': ['CreateContainerConfigError', 'secret "settings" not found'],
    'a command that is missing': ['RunContainerError', 'exec: "server": executable file not found in $PATH: unknown'],
    'a container that cannot be made': ['CreateContainerError', 'context deadline exceeded'],
    'a container that is being made': ['ContainerCreating', ''],
    'init containers that run': ['PodInitializing', ''],
    'a hook that fails': ['PostStartHookError', 'dial tcp 10.0.0.1:80: connect: connection refused'],
    'a container that was killed': ['OOMKilled', ''],
    'a probe that fails': ['Unhealthy', 'Get "http://10.0.0.1/": dial tcp 10.0.0.1:80: connect: connection refused'],
    'a volume that is not mounted': ['FailedMount', 'MountVolume.SetUp failed: secret "tls" not found'],
    'a network that is not set up': [
      'FailedCreatePodSandBox',
      'Failed to create pod sandbox: plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized',
    ],
    'a start that failed': ['Failed', 'Error: failed to create containerd task: no such file or directory'],
    'a back-off of the container': ['BackOff', 'Back-off restarting failed container app in pod app-0_shop(1-2)'],
    'a pull that works': ['Pulled', `Successfully pulled image "${image}" in 2s (2s including waiting).`],
    'a pull that goes on': ['Pulling', `Pulling image "${image}"`],
    'a scheduler without a node': ['FailedScheduling', '0/3 nodes are available: 3 node(s) had untolerated taint.'],
  }
  for (const [sentence, [reason, message]] of Object.entries(states)) {
    test(sentence, () => assert.equal(parsePullFailure(reason, message), undefined))
  }

  for (const text of ['', ' \n ', 'hello', 'Everything is fine: no errors today', 'Scaled up replica set app to 3']) {
    test(`the text ${JSON.stringify(text)}`, () => assert.equal(parseMessage(text), undefined))
  }
})

function faultsOf(message: string, reason = 'ErrImagePull'): readonly string[] | undefined {
  return parsePullFailure(reason, message)?.parts.map(({fault}) => fault)
}
