import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {describe, test} from 'node:test'
import type {ClusterSnapshot, PodEvent} from '../../src/cluster/snapshot.ts'
import {parsePullFailure} from '../../src/doctor/parse-pull-failure.ts'
import {isMissing, planKeyring, pullPlans} from '../../src/doctor/pull-plan.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {anEntry, anEvent, aPod, aSecret, takenAt} from './builders.ts'

const image = 'r.example.com/team/app:1'
const refused = `failed to pull and unpack image "${image}": failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized`

/** What the kubelet decides and nothing here does, since no part of it can be seen from outside the node. */
const leftOut: Readonly<Record<string, string>> = {
  backoff: 'how long it waits',
  featureGate: 'what it is set to do',
  mustAttemptPull: 'whether an image that is present is pulled again, by its own records',
  pullPolicy: 'likewise, by its configuration',
}

interface KubeletCase {
  readonly name: string
  readonly fn: string
  readonly input: {
    readonly image?: string
    readonly results?: readonly string[]
    readonly credentials?: readonly string[]
    readonly imagePullSecrets?: readonly string[]
  }
  readonly expect: {
    readonly reason?: string
    readonly message?: string
    readonly error?: string
    readonly secretsUsed?: readonly string[]
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
  for (const {name, input, expect} of cases.filter(({fn}) => !(fn in leftOut))) {
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

describe('the plan of a pull', () => {
  for (const {name, input, expect} of cases.filter(({fn}) => fn === 'credentialLoop')) {
    test(`makes the attempts of: ${name}`, () => {
      const secrets = (input.credentials ?? []).map((user) => aSecret(user, anEntry('r.example.com', user)))
      const parsed = parseReference(image)
      assert.ok(parsed.kind === 'reference')
      const keyring = planKeyring(secrets, parsed.reference)
      const attempts = keyring.kind === 'attempts' ? keyring.attempts : []
      assert.deepEqual(
        attempts.map((attempt) => (attempt === 'anonymous' ? null : attempt.username)),
        expect.attempts,
      )
    })
  }

  for (const {name, input, expect} of cases.filter(({fn}) => fn === 'pullSecrets')) {
    test(`takes the kubelet's word where Secrets are not read: ${name}`, () => {
      const {imagePullSecrets: pullSecretNames = []} = input
      const [plan] = pullPlans(unread(pullSecretNames, anEvent(expect.reason ?? '', expect.message ?? '')))
      const used = plan?.pullSecrets.filter((secret) => !isMissing(secret)).map((secret) => secret.name)
      assert.deepEqual(used, expect.secretsUsed)
    })
  }
})

test('every function that is left out is one of the kubelet', () => {
  const functions = new Set(cases.map(({fn}) => fn))
  assert.deepEqual(
    Object.keys(leftOut).filter((fn) => !functions.has(fn)),
    [],
  )
})

/** A Pod with these pull secrets, none of which may be read, and this event. */
function unread(pullSecretNames: readonly string[], event: PodEvent): ClusterSnapshot {
  const nothing = {found: new Map<string, never>(), unread: new Map()}
  const forbidden = {kind: 'forbidden', permission: 'get secrets'} as const
  return {
    source: {kind: 'files', names: []},
    takenAt,
    pods: [aPod({pullSecretNames, containers: [{name: 'web', kind: 'regular', image, state: {kind: 'none'}}]})],
    pullSecrets: {found: new Map(), unread: new Map([['*', forbidden]])},
    serviceAccounts: nothing,
    events: {kind: 'value', value: [event]},
    nodes: {kind: 'value', value: new Map()},
  }
}

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
