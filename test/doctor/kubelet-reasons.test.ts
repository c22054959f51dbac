import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {describe, test} from 'node:test'
import {parsePullFailure} from '../../src/doctor/parse-pull-failure.ts'

const image = 'r.example.com/team/app:1'
const refused = `failed to pull and unpack image "${image}": failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized`

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
