import assert from 'node:assert/strict'
import {test} from 'node:test'
import {credentialFaults} from '../../src/credentials/credential-fault.ts'
import {keyReach} from '../../src/credentials/key-reach.ts'
import {readPullSecret} from '../../src/credentials/read-pull-secret.ts'
import {redactText} from '../../src/credentials/redact-text.ts'
import {registryOfKey} from '../../src/credentials/registry-of-key.ts'
import {Sensitive} from '../../src/credentials/sensitive.ts'
import {imageFault} from '../../src/doctor/image-fault.ts'
import {parseMessage, parsePullFailure} from '../../src/doctor/parse-pull-failure.ts'
import {rankCauses} from '../../src/doctor/rank-causes.ts'
import {entryLints, secretLints} from '../../src/doctor/secret-lint.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {addressRange} from '../../src/registry/address.ts'
import {parseChallenges} from '../../src/registry/challenge.ts'
import {endpointOf} from '../../src/registry/endpoint.ts'
import {parseErrorBody} from '../../src/registry/error-code.ts'
import {digestOf, mediaTypeOf} from '../../src/registry/manifest-type.ts'
import {parseRateLimit, retryAfterSeconds} from '../../src/registry/rate-limit.ts'
import {checkRealm} from '../../src/registry/realm.ts'
import {redactUrl} from '../../src/registry/redact-url.ts'
import {displayWidth} from '../../src/report/display-width.ts'
import {printable} from '../../src/report/printable.ts'
import {shellLine} from '../../src/report/shell-quote.ts'
import {statedWords} from '../../src/report/stated-words.ts'
import {table} from '../../src/report/table.ts'
import {wrap} from '../../src/report/wrap.ts'

// Each reading of hostile text is given texts on which a search that starts anew at every character does not end in a
// day: one character or word over and over, and then what keeps a pattern from matching.

/** An object of Kubernetes has 1.5 MB at most, a registry's header 64 KiB. Much less of it tells quadratic from linear. */
const ofCluster = 60_000
const ofHeader = 64 * 1024

/** Of processor time, since other tests run beside this one. What is quadratic takes minutes. */
const longestMs = 1000

const repeated = [
  ...[' ', '\n', '\t', '\r', '\u00a0', '\u200b', '\u0301', '\u001b[1;', '中', '�'],
  ...['a', 'A', '0', '.', '-', ':', '/', '"', "'", '\\', '\\"', '@', '=', '%', '$', '*a', '?', ',', ', ', '&a=', '#'],
  ...['(', '[', '{', '<', '${', '{{', 'a.', 'a:', 'a/', 'a: b: ', '[a: ', '[a, ', '- message: ', '{"errors":['],
  ...['https://', 'http://a@', '/v2/', '/blobs/', 'code = NotFound desc = ', '{"message":"', 'Failed to pull image "'],
]

/** The blank and the slash end most patterns, and the quotation mark opens what never ends. */
const shapes: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `a${text}!`,
  (text) => `a${text}/`,
  (text) => `"${text}`,
]

const pulling = (text: string) => `Failed to pull image "a/b:c": rpc error: code = Unknown desc = failed to do: ${text}`
const takenAt = '2026-11-24T00:00:00Z'

const ofClusters: Readonly<Record<string, (text: string) => unknown>> = {
  'the message of a failing pull': (text) => {
    const failure = parsePullFailure('ErrImagePull', pulling(text))
    return [failure && rankCauses(failure), statedWords('ErrImagePull', pulling(text), 80)]
  },
  'the reason of a waiting container': (text) => parsePullFailure(text, ''),
  'a pasted text': parseMessage,
  'an image': (text) => [parseReference(text), parseReference(`a/b:${text}`), imageFault(text)],
  'a message that is shown': redactText,
  'a Secret': (text) => secretLints(secretOf(text)),
  'a login': (text) => {
    const entry = {key: text, username: text, password: new Sensitive(text)}
    return [credentialFaults(text, entry.password), entryLints({...entry, ignoredFields: []}, takenAt)]
  },
  'the key of an entry': (text) => [registryOfKey(text), keyReach(text)],
  'what is printed': (text) => [printable(text), wrap(printable(text), {width: 80})],
  'a cell of a table': (text) => [displayWidth(text), table(['x'], [[text]])],
  'an argument of a command': (text) => shellLine(['kubectl', text]),
}

const ofRegistries: Readonly<Record<string, (text: string) => unknown>> = {
  'a challenge': (text) => parseChallenges([text, `Bearer ${text}`, `Bearer realm="${text}`]),
  'a realm': (text) => [text, `https://h/${text}`, `https://h/?${text}`].map((url) => checkRealm(url, asked, 'login')),
  'a URL': (text) => [redactUrl(text), redactUrl(`https://h/?${text}`)],
  'a host': (text) => [addressRange(text), endpointOf(text)],
  'a media type, a digest, a limit, a date': (text) => [
    mediaTypeOf(text),
    digestOf(text),
    parseRateLimit(`1;${text}`, text),
    retryAfterSeconds(text, new Date(takenAt)),
  ],
  'an error': (text) => [parseErrorBody(text), parseErrorBody(JSON.stringify({errors: [{code: text, message: text}]}))],
}

test('a URL with as many parameters as a header holds is redacted in time', () => {
  const query = Array.from({length: 10_000}, (_, index) => `p${index}=1`).join('&')
  assert.ok(processorTime(() => redactUrl(`https://h/?${query}`)) < longestMs)
})

const asked = new URL('https://registry.example.test/v2/')

hold(ofClusters, ofCluster)
hold(ofRegistries, ofHeader)

function hold(readings: typeof ofClusters, length: number): void {
  for (const [subject, read] of Object.entries(readings)) {
    test(`${subject} of ${length} characters is read in time, whatever it repeats`, () => {
      for (const unit of repeated) {
        const text = unit.repeat(Math.ceil(length / unit.length))
        for (const [index, shape] of shapes.entries()) {
          const took = processorTime(() => read(shape(text)))
          assert.ok(took < longestMs, `${JSON.stringify(unit)} in shape ${index} took ${Math.round(took)} ms`)
        }
      }
    })
  }
}

function processorTime(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const {user, system} = process.cpuUsage(start)
  return (user + system) / 1000
}

function secretOf(text: string) {
  const data = {'.dockerconfigjson': Buffer.from(text)}
  return readPullSecret({namespace: 'a', name: 'b', type: 'kubernetes.io/dockerconfigjson', data})
}
