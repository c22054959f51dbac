import assert from 'node:assert/strict'
import {test} from 'node:test'
import {notCheckedLines} from '../../src/report/not-checked-lines.ts'
import type {NotChecked, Report, ReportFinding} from '../../src/report/report.ts'
import {createTheme} from '../../src/report/theme.ts'

const options = {width: 60, theme: createTheme({color: false, unicode: true})}

function aPull(pod: string) {
  return {namespace: 'shop', pod, container: 'app', image: 'registry.corp/app:1.0'}
}

const both: ReportFinding = {
  code: 'ICR1405',
  name: 'Timeout',
  cause: 'timeout',
  severity: 'error',
  certainty: 'likely',
  message: 'registry.corp does not answer the node in time',
  pulls: [aPull('web-0'), aPull('web-1')],
  evidence: [],
  remedies: [],
  alternatives: [],
  helpUri: '',
}

function lines(...notChecked: readonly NotChecked[]): string {
  const report: Report = {
    apiVersion: 'imagecreds/v1',
    kind: 'Report',
    scope: 'namespace "shop"',
    findings: [both],
    notChecked,
    totals: {pods: 2, pulls: 2, images: 2, probes: 0, requests: 0, superseded: 0},
  }
  return notCheckedLines(report, options).join('\n')
}

test('nothing is said where nothing was left out', () => {
  assert.equal(lines(), '')
})

test('what concerns every failing Pod names none', () => {
  assert.equal(
    lines({what: 'the registries', why: '--no-probe was given', pulls: both.pulls}),
    `? not checked
  the registries: --no-probe was given`,
  )
})

test('a single gap names its Pods in the heading', () => {
  assert.equal(
    lines({what: 'registry.corp', why: 'it does not answer in time', pulls: [aPull('web-1')]}),
    `? not checked                                pod/web-1 (app)
  registry.corp: it does not answer in time`,
  )
})

test('several stand under one heading, and those with the same reason in one entry, with the rights that lack', () => {
  const why = 'this user may not read Secrets there'
  assert.equal(
    lines(
      {what: 'secret "a"', why, permission: 'get secrets/a -n shop', pulls: [aPull('web-0')]},
      {what: 'secret "b"', why, permission: 'get secrets/b -n shop', pulls: [aPull('web-1')]},
      {what: 'registry.corp', why: 'it cuts the connection', pulls: [aPull('web-1')]},
    ),
    `? not checked
  secret "a", secret "b": this user may not read Secrets
  there
    kubectl auth can-i get secrets/a -n shop
    kubectl auth can-i get secrets/b -n shop
  registry.corp: it cuts the connection
    pod/web-1 (app)`,
  )
})

test('of many with the same reason three are named', () => {
  const gaps = ['a', 'b', 'c', 'd', 'e'].map((name) => ({what: name, why: 'out of reach', pulls: both.pulls}))
  assert.match(lines(...gaps), /^ {2}a, b, c and 2 more: out of reach$/m)
})
