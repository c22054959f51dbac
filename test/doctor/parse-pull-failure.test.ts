import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
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

/**
 * What the kubelet writes, from its own source and tests. Left out, because they speak of decisions and not of what is
 * read from a message: mustAttemptPull, pullPolicy and featureGate (which present images are pulled again), backoff (how
 * long it waits).
 */
const leftOut: ReadonlySet<string> = new Set(['mustAttemptPull', 'pullPolicy', 'featureGate', 'backoff'])

interface KubeletCase {
  readonly name: string
  readonly fn: string
  readonly input: {readonly image?: string; readonly results?: readonly string[]}
  readonly expect: {
    readonly reason?: string
    readonly message?: string
    readonly error?: string
    readonly attempts?: readonly (
      | null
      | string
      | {readonly reason: string | null; readonly events: readonly string[]}
    )[]
  }
}

const vectors = new URL('../fixtures/vectors/kubelet-reasons.json', import.meta.url)
const {cases} = JSON.parse(readFileSync(vectors, 'utf8')) as {readonly cases: readonly KubeletCase[]}

describe('the kubelet', () => {
  for (const {name, input, expect} of cases.filter((entry) => !leftOut.has(entry.fn))) {
    test(name, () => {
      for (const {reason, message} of statements(expect)) {
        const failure = parsePullFailure(reason, message)
        assert.equal(failure !== undefined, speaksOfFailure(reason, message), `${reason}: ${message}`)
        if (input.image !== undefined && message.includes(`image "${input.image}"`)) {
          assert.equal(failure?.image ?? input.image, input.image)
        }
      }
      if (expect.error !== undefined) assert.equal(partsOf(expect.error), new Set(input.results).size)
    })
  }
})

/** Every reason with its message that a case holds, its placeholders filled in. */
function statements({reason, message, attempts = []}: KubeletCase['expect']): readonly Statement[] {
  const stated = reason === undefined && message === undefined ? [] : [{reason: reason ?? '', message: message ?? ''}]
  const tried = attempts.flatMap((attempt) => {
    if (attempt === null || typeof attempt === 'string') return []
    return [attempt.reason, ...attempt.events].flatMap((name) => (name === null ? [] : [{reason: name, message: ''}]))
  })
  return [...stated, ...tried].map((statement) => ({
    reason: filled(statement.reason),
    message: filled(statement.message),
  }))
}

interface Statement {
  readonly reason: string
  readonly message: string
}

function filled(template: string): string {
  return template
    .replaceAll('{image}', image)
    .replaceAll('{previousReason}', 'ErrImagePull')
    .replaceAll(/\{previousMessage\}|\{criError\}/g, refused)
    .replaceAll('{json error text}', "invalid character 'i' looking for beginning of value")
    .replaceAll('{error}', `couldn't parse image name "${image}": invalid reference format`)
    .replaceAll('{rest}', ': connection refused')
}

/** The kubelet's own table of reasons (`pkg/kubelet/images/types.go`, `events/event.go`), read the other way. */
function speaksOfFailure(reason: string, message: string): boolean {
  if (/^(?:Pulled|Pulling|Created|Started|PodInitializing|ContainerCreating|InvalidImageID)$/.test(reason)) return false
  if (reason === 'Failed' || reason === 'BackOff') return message !== ''
  return reason !== '' || !message.startsWith('Pulling image')
}

/** The kubelet's error with the labels of the case replaced by errors as a runtime writes them. */
function partsOf(error: string): number {
  const labels = new Map(['e1', 'e2', 'e', 'denied'].map((label, at) => [label, `${refused} ${at}`]))
  const message = error.replace(/\b(?:e1|e2|e|denied)\b/g, (label) => labels.get(label) ?? label)
  return parsePullFailure('ErrImagePull', `Failed to pull image "${image}": ${message}`)?.parts.length ?? 0
}

describe('hostile text', () => {
  const texts: Readonly<Record<string, string>> = {
    'a megabyte of one letter': 'a'.repeat(1_000_000),
    'a megabyte of colons': ': '.repeat(500_000),
    'a megabyte of lines': 'rpc error: code = Unknown desc = x\n'.repeat(30_000),
    'nested brackets': `Failed to pull image "x": ${'['.repeat(200_000)}`,
    'nested mirrors': `Failed to pull image "x": ${'(Mirrors also failed: ['.repeat(20_000)}`,
    'nested quotes': `Failed to pull image "${'\\"'.repeat(200_000)}`,
    'quotes in quotes': Array.from({length: 12}).reduce<string>((text) => JSON.stringify(`say ${text}`), 'end'),
    'commas that open no error': `Failed to pull image "x": [${'rpc error: a, '.repeat(50_000)}]`,
    'URLs without an end': `Failed to pull image "x": Get "https://${'a/blobs/manifests/'.repeat(50_000)}`,
    blanks: `Failed to pull image "x":${' '.repeat(500_000)}x`,
    'control characters': `Failed to pull image "x": \u0000\u001b[2J\u009b31m\u202e\ufeff: not found`,
    'half a surrogate': 'Failed to pull image "x": \ud800: not found',
    'statuses in a row': `Failed to pull image "x": ${'status 404 '.repeat(50_000)}`,
  }
  for (const [sentence, text] of Object.entries(texts)) {
    test(`${sentence} is read within a second`, () => {
      const begun = performance.now()
      parseMessage(text)
      parsePullFailure('ErrImagePull', text)
      assert.ok(performance.now() - begun < 1000, `${performance.now() - begun} ms`)
    })
  }

  test('any text made of the pieces of messages is read, cut where it may be', () => {
    const pieces = [
      refused,
      absent,
      '[',
      ']',
      ', ',
      ': ',
      '"',
      '\\"',
      '\n',
      '(Mirrors also failed: [',
      '; artifact err: ',
      'err="',
    ]
    for (let seed = 1; seed <= 400; seed += 1) {
      const text = Array.from({length: 12}, (_, at) => pieces[(seed * (at + 7) * 2_654_435_761) % pieces.length]).join(
        '',
      )
      const cut = text.slice(seed % 50, text.length - (seed % 31))
      for (const failure of [parseMessage(cut), parsePullFailure('ErrImagePull', cut)]) {
        if (failure !== undefined) assert.ok(failure.parts.length > 0)
      }
    }
  })
})

function faultsOf(message: string, reason = 'ErrImagePull'): readonly string[] | undefined {
  return parsePullFailure(reason, message)?.parts.map(({fault}) => fault)
}
