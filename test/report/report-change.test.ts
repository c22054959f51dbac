import assert from 'node:assert/strict'
import {test} from 'node:test'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {examine} from '../../src/doctor/examine.ts'
import type {PullCase} from '../../src/doctor/pull-case.ts'
import {buildReport} from '../../src/report/report.ts'
import {changeText, type ReportChange, reportChange} from '../../src/report/report-change.ts'
import {createTheme} from '../../src/report/theme.ts'
import {aMissingSecret, aPull, stating} from '../doctor/builders.ts'

function report(...cases: readonly PullCase[]) {
  const examinations = cases.map((pullCase) => examine(pullCase, catalogue))
  return buildReport(examinations, [], {scope: '', pods: 0, pulls: 0, images: 0, probes: 0, requests: 0})
}

const dns = (name: string) => aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure'), pod: {name}})
const missing = (name: string) =>
  aPull({says: [{fault: 'no-basic-credentials'}], secrets: [aMissingSecret('regcred')], pod: {name}})

function change(before: readonly PullCase[], after: readonly PullCase[], ...deleted: readonly string[]) {
  const found = reportChange(report(...before), report(...after), ({pod}) => !deleted.includes(pod))
  const former = (all: ReportChange['healed']) =>
    all.map(({finding, pulls}) => [finding.cause, ...pulls.map(({pod}) => pod)])
  return (
    found && {
      appeared: found.appeared.map(({cause, pulls}) => [cause, ...pulls.map(({pod}) => pod)]),
      healed: former(found.healed),
      gone: former(found.gone),
    }
  )
}

test('nothing is told where every pull fails as before', () => {
  assert.equal(change([dns('a'), dns('b')], [dns('b'), dns('a')]), undefined)
})

test('of a finding that more pulls suffer from now, those are told alone', () => {
  assert.deepEqual(change([dns('a')], [dns('a'), dns('b')]), {appeared: [['dns-failure', 'b']], healed: [], gone: []})
})

test('a pull that no finding names any more has healed', () => {
  assert.deepEqual(change([dns('a'), dns('b')], [dns('b')]), {appeared: [], healed: [['dns-failure', 'a']], gone: []})
})

test('a pull that fails for another cause now has not healed', () => {
  assert.deepEqual(change([missing('a')], [dns('a')]), {appeared: [['dns-failure', 'a']], healed: [], gone: []})
})

test('a Pod that is deleted is gone, and has not healed', () => {
  assert.deepEqual(change([dns('a'), dns('b'), dns('c')], [dns('c')], 'b'), {
    appeared: [],
    healed: [['dns-failure', 'a']],
    gone: [['dns-failure', 'b']],
  })
})

test('a person reads which is which', () => {
  const found = reportChange(report(dns('a'), dns('b')), report(), ({pod}) => pod === 'a')
  assert.ok(found)
  const theme = createTheme({color: false, unicode: true})
  assert.equal(
    changeText(found, '10:00', {width: 80, theme}),
    `
at 10:00

✓ pod/a (web): fails no longer (ICR1401 DnsFailure)

i pod/b (web): is gone (failed of ICR1401 DnsFailure)

✓ no pull fails
`,
  )
})
