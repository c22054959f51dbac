import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {diagnosePulls} from '../../src/app/diagnose-pulls.ts'
import {readManifests} from '../../src/cluster/read-manifests.ts'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {renderReport, reportFormatNames} from '../../src/report/formats.ts'
import {redactHosts} from '../../src/report/redact-hosts.ts'
import type {Report} from '../../src/report/report.ts'
import {createTheme} from '../../src/report/theme.ts'
import {isWellKnownHost} from '../../src/report/well-known-host.ts'
import {captures, type RecordedObject, recordedObjects} from '../cluster/captures.ts'

const pages = catalogue.map(({explanation}) => explanation).join(' ')

const tool = {name: 'kubectl-imagecreds', version: '0.1.0'}
const textOptions = async () => ({width: 80, theme: createTheme({color: false, unicode: true})})

describe('no format of a redacted report has a name of the cluster', () => {
  for (const capture of captures) {
    test(capture.name, async () => {
      const ask = {notAsked: '--no-probe was given'}
      const report = await diagnosePulls(readManifests([capture]), {scope: 'standard input', ask})
      const names = namesOf(recordedObjects(capture))
      const redacted = redactHosts(report)
      for (const format of reportFormatNames) {
        const text = await renderReport(redacted, format, {textOptions, tool, showsNamespaces: true})
        // The pages of the catalogue, which SARIF quotes, have examples of their own.
        const own = format === 'sarif' ? pages : ''
        const found = names
          .filter((name) => !hasWord(own, name))
          .filter((name) => hasWord(text.replace(/\s+/g, ' '), name))
        assert.deepEqual(found, [], format)
      }
    })
  }
})

test('a name is the same word wherever it stands, and two names are two words', () => {
  const {findings} = redactHosts(report)
  assert.deepEqual(
    findings.map(({message, pulls}) => [
      message,
      pulls.map(({pod, namespace, image}) => `${namespace}/${pod} ${image}`),
    ]),
    [
      [
        'secret "secret-1" does not exist in namespace "namespace-1"',
        ['namespace-1/pod-1 registry-1.example/repository-1:1.0', 'namespace-1/pod-2 docker.io/library/nginx:1'],
      ],
    ],
  )
  assert.deepEqual(findings[0]?.remedies[0]?.command, ['kubectl', 'get', 'secret', 'secret-1', '-n', 'namespace-1'])
  assert.deepEqual(findings[0]?.evidence, [
    {
      kind: 'exchange',
      request: 'GET https://registry-1.example:5000/v2/repository-1/manifests/1.0',
      answer: '403  denied: user "user-1" of 192.0.2.1',
    },
  ])
})

test('words of ours stay as they are, whatever a namespace is called', () => {
  const [finding] = report.findings
  assert.ok(finding)
  const named = {
    ...report,
    findings: [{...finding, pulls: finding.pulls.map((pull) => ({...pull, namespace: 'error'}))}],
  }
  assert.equal(redactHosts(named).findings[0]?.severity, 'error')
  assert.equal(redactHosts(named).findings[0]?.pulls[0]?.namespace, 'namespace-1')
})

const report: Report = {
  apiVersion: 'imagecreds/v1',
  kind: 'Report',
  scope: 'namespace "shop"',
  findings: [
    {
      code: 'ICR1101',
      name: 'SecretMissing',
      cause: 'secret-missing',
      severity: 'error',
      certainty: 'proved',
      message: 'secret "regcred" does not exist in namespace "shop"',
      pulls: [
        {namespace: 'shop', pod: 'web-0', container: 'app', image: 'registry.corp/team/app:1.0'},
        {namespace: 'shop', pod: 'web-01', container: 'app', image: 'docker.io/library/nginx:1'},
      ],
      evidence: [
        {
          kind: 'exchange',
          request: 'GET https://registry.corp:5000/v2/team/app/manifests/1.0',
          answer: '403  denied: user "ann" of 10.1.2.3',
        },
      ],
      remedies: [{step: 'Look.', command: ['kubectl', 'get', 'secret', 'regcred', '-n', 'shop']}],
      alternatives: [],
      helpUri: '',
    },
  ],
  notChecked: [],
  totals: {pods: 2, pulls: 2, images: 2, probes: 0, requests: 0, superseded: 0},
}

/** What tells whose cluster it is. */
function namesOf(objects: readonly RecordedObject[]): readonly string[] {
  const names = objects.flatMap(({kind, metadata, spec}) => {
    const images = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].flatMap(({image}) =>
      imageNames(image),
    )
    const own = ['Pod', 'Secret', 'Node'].includes(kind) ? [metadata.name] : []
    const secrets = (spec?.imagePullSecrets ?? []).map(({name}) => name)
    return [...own, metadata.namespace, ...secrets, ...images]
  })
  return [...new Set(names)].filter((name) => name !== undefined && !['', 'default', 'kube-system'].includes(name))
}

function imageNames(image: string): readonly string[] {
  const parsed = parseReference(image)
  if (parsed.kind === 'invalid') return []
  const {registry, repository} = parsed.reference
  if (isWellKnownHost(registry)) return repository.startsWith('library/') ? [] : [repository]
  const host = registry.replace(/:\d+$/, '')
  return [...(host.startsWith('127.') || host === 'localhost' ? [] : [host]), repository]
}

function hasWord(text: string, name: string): boolean {
  const escaped = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`).test(text)
}
