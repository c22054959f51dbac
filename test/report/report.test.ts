import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {examine} from '../../src/doctor/examine.ts'
import type {PullCase} from '../../src/doctor/pull-case.ts'
import {buildReport} from '../../src/report/report.ts'
import {aMissingSecret, anEntry, aPod, aPull, aSecret, stating} from '../doctor/builders.ts'
import {readable, unauthorized} from '../doctor/outcomes.ts'

const totals = {scope: 'all namespaces', pods: 0, pulls: 0, images: 0, probes: 0, requests: 0}
const dns = {says: [{fault: 'dns'}], candidates: stating('dns-failure')} as const
const refused = [{fault: 'no-basic-credentials', presented: 'nothing'}] as const

function report(...cases: readonly PullCase[]) {
  return buildReport(
    cases.map((pullCase) => examine(pullCase, catalogue)),
    [],
    totals,
  )
}

function causes(...cases: readonly PullCase[]) {
  return report(...cases).findings.map(({cause, pulls}) => [cause, ...pulls.map(({pod}) => pod)])
}

const named = (name: string, namespace = 'shop') => aPod({name, namespace})

describe('equal findings', () => {
  test('of many Pods are one, with all of them', () => {
    const found = causes(aPull({...dns, pod: {name: 'a'}}), aPull({...dns, pod: {name: 'b'}}))
    assert.deepEqual(found, [['dns-failure', 'a', 'b']])
  })

  test('of several namespaces are one where no object of a namespace is at fault', () => {
    const found = causes(aPull({...dns, pod: {name: 'a'}}), aPull({...dns, pod: named('b', 'test')}))
    assert.deepEqual(found, [['dns-failure', 'a', 'b']])
  })

  test('that rest on a Secret are one for each namespace, since there are two Secrets', () => {
    const stale = {says: [{fault: 'unauthorized'}], secrets: [aSecret('regcred', anEntry('registry.corp'))]} as const
    const found = causes(
      aPull({...stale, answers: [unauthorized], pod: {name: 'a'}}),
      aPull({...stale, answers: [unauthorized], pod: named('b', 'test')}),
    )
    assert.deepEqual(found, [
      ['bad-credentials', 'a'],
      ['bad-credentials', 'b'],
    ])
  })
})

describe('findings stand', () => {
  test('by severity, then by certainty, then by how many suffer', () => {
    const missing = aPull({says: refused, secrets: [aMissingSecret('regcred')], pod: {name: 'proved'}})
    const amiss = aPull({secrets: [aMissingSecret('gone')], pod: {name: 'warned'}})
    const time = {says: [{fault: 'timeout'}], candidates: stating('timeout')} as const
    const found = causes(
      amiss,
      aPull({...time, pod: {name: 'one'}}),
      aPull({...dns, pod: {name: 'a'}}),
      aPull({...dns, pod: {name: 'b'}}),
      missing,
    )
    assert.deepEqual(found, [
      ['secret-missing', 'proved'],
      ['dns-failure', 'a', 'b'],
      ['timeout', 'one'],
      ['secret-missing-but-not-the-cause', 'warned'],
    ])
  })

  test('so that the first one to name a container is its answer, and the others are its alternatives', () => {
    const [first, ...others] = report(
      aPull({says: [{fault: 'timeout'}], candidates: stating('timeout', 'proxy')}),
    ).findings
    assert.equal(first?.cause, 'timeout')
    assert.deepEqual(
      first?.alternatives.map(({cause}) => cause),
      ['proxy'],
    )
    assert.deepEqual(others, [])
  })
})

test('a proved finding has no alternatives', () => {
  const stale = {says: [{fault: 'unauthorized'}], secrets: [aSecret('regcred', anEntry('registry.corp'))]} as const
  const [first] = report(
    aPull({...stale, answers: [unauthorized], anonymous: readable, candidates: stating('bad-credentials', 'proxy')}),
  ).findings
  assert.equal(first?.certainty, 'proved')
  assert.deepEqual(first.alternatives, [])
})
