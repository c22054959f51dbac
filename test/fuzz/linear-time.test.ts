import assert from 'node:assert/strict'
import {test} from 'node:test'
import {readManifests} from '../../src/cluster/read-manifests.ts'
import {decodeAuth} from '../../src/credentials/auth-entry.ts'
import {parseDockerConfig} from '../../src/credentials/docker-config.ts'
import {decodePadded} from '../../src/credentials/go-base64.ts'
import {parseGoJson} from '../../src/credentials/go-json.ts'
import {valueLayers} from '../../src/credentials/value-layers.ts'
import {readValuesDocument} from '../../src/credentials/values-document.ts'
import {readValuesLogins} from '../../src/credentials/values-file.ts'
import {parseMessage} from '../../src/doctor/parse-pull-failure.ts'
import {rankCauses} from '../../src/doctor/rank-causes.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {parseChallenges} from '../../src/registry/challenge.ts'
import {goTemplateText} from '../../src/report/go-template/go-template-text.ts'
import {jsonpathText} from '../../src/report/jsonpath/jsonpath-text.ts'

// Four times the text is to take about four times as long. What is measured is the ratio of two sizes in one run, in
// processor time, the best of three each; sixteen is what quadratic would be.

const growth = 4
const mostGrowth = 12
/** Less than this tells nothing of growth, and is quick enough. */
const noiseMs = 40

interface Work {
  /** Characters of the longer text, about. */
  readonly size: number
  prepare(size: number): () => unknown
}

const mebibyte = 1024 * 1024

const works: Readonly<Record<string, Work>> = {
  'a Secret with many entries': {
    size: 10 * mebibyte,
    prepare: (size) => {
      const entries = Array.from(
        {length: size / 64},
        (_, at) => `"host-${at}.example.test/team":{"auth":"dXNlcjpwYXNzd29yZA=="}`,
      )
      const bytes = Buffer.from(`{"auths":{${entries.join()}}}`)
      return () => parseDockerConfig(bytes, '.dockerconfigjson')
    },
  },
  'a Secret with one entry': {
    size: 10 * mebibyte,
    prepare: (size) => {
      const auth = Buffer.from(`user:${'p'.repeat(size / 2)}`).toString('base64')
      const bytes = Buffer.from(JSON.stringify({auths: {'ghcr.io': {auth}}}))
      return () => parseDockerConfig(bytes, '.dockerconfigjson')
    },
  },
  'base64 with a line break behind every fourth character': {
    size: 10 * mebibyte,
    prepare: (size) => {
      const text = 'YWJj\n'.repeat(size / 5)
      return () => [decodePadded(text), decodeAuth(text)]
    },
  },
  'lists in lists, as deep as Go reads': {
    size: 10_000,
    prepare: (size) => {
      const bytes = Buffer.from(`[${`${'['.repeat(size - 10)}${']'.repeat(size - 10)},`.repeat(20)}1]`)
      return () => parseGoJson(bytes)
    },
  },
  'escapes in JSON': {
    size: 4 * mebibyte,
    prepare: (size) => {
      const bytes = Buffer.from(`"${'\\ud83d\\ude00\\n'.repeat(size / 14)}"`)
      return () => parseGoJson(bytes)
    },
  },
  'a header of parameters': {
    size: mebibyte,
    prepare: (size) => {
      const text = `Bearer ${Array.from({length: size / 16}, (_, at) => `p${at}="\\"x"`).join()}`
      return () => parseChallenges([text])
    },
  },
  'a header of one parameter': {
    size: mebibyte,
    prepare: (size) => {
      const text = `Bearer realm="${'\\"'.repeat(size / 2)}`
      return () => parseChallenges([text, text.slice(0, -1)])
    },
  },
  'the name of an image': {
    size: mebibyte,
    prepare: (size) => {
      const texts = ['a/', 'a.', 'a-', 'a:', 'a@'].map((unit) => unit.repeat(size / 2))
      return () => texts.map(parseReference)
    },
  },
  'a message of causes': {
    size: mebibyte,
    prepare: (size) => {
      const text = 'failed to do request: Head "https://a.example.test/v2/": '.repeat(size / 64)
      return () => {
        const failure = parseMessage(text)
        return failure && rankCauses(failure)
      }
    },
  },
  'a values file': {
    size: mebibyte / 2,
    prepare: (size) => {
      const entry = '- {name: a, registry: ghcr.io, username: u, accessToken: "{{ .Values.t }}"}\n'
      const bytes = Buffer.from(`t: x\nimageCredentials:\n${entry.repeat(size / entry.length)}`)
      return () => {
        const document = readValuesDocument({name: 'x', bytes})
        return readValuesLogins(document, valueLayers([], [document]))
      }
    },
  },
  'manifests in JSON': {
    size: 4 * mebibyte,
    prepare: (size) => {
      const pod = (at: number) => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {name: `p-${at}`, namespace: 'n'},
        spec: {containers: [{name: 'c', image: 'a/b:1'}]},
      })
      const text = JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: Array.from({length: size / 128}, (_, at) => pod(at)),
      })
      return () => readManifests([{name: 'x', text}])
    },
  },
  'manifests in YAML': {
    size: mebibyte / 2,
    prepare: (size) => {
      const pod = (at: number) =>
        `apiVersion: v1\nkind: Pod\nmetadata: {name: p-${at}, namespace: n}\nspec:\n  containers:\n  - {name: c, image: a/b}\n`
      const text = Array.from({length: size / 110}, (_, at) => pod(at)).join('---\n')
      return () => readManifests([{name: 'x', text}])
    },
  },
  'a template of jsonpath': {
    size: mebibyte / 4,
    prepare: (size) => {
      const template = '{.a[0].b}{"x"}\n'.repeat(size / 15)
      return () => jsonpathText({a: [{b: 1}]}, template)
    },
  },
  'a template of Go': {
    size: mebibyte / 4,
    prepare: (size) => {
      const template = '{{range .a}}{{.b | printf "%v"}}{{end}}\n'.repeat(size / 40)
      return () => goTemplateText({a: [{b: 1}]}, template)
    },
  },
}

for (const [subject, {size, prepare}] of Object.entries(works)) {
  test(`${subject} takes no more time than its length`, () => {
    const short = bestMs(prepare(Math.floor(size / growth)))
    const long = bestMs(prepare(size))
    const said = `${Math.round(short)} ms, and ${Math.round(long)} ms for ${growth} times as much`
    assert.ok(long < noiseMs || long < mostGrowth * Math.max(short, noiseMs / growth), said)
  })
}

function bestMs(work: () => unknown): number {
  return Math.min(...[1, 2, 3].map(() => processorMs(work)))
}

function processorMs(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const {user, system} = process.cpuUsage(start)
  return (user + system) / 1000
}
