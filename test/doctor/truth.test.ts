import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {readManifests} from '../../src/cluster/read-manifests.ts'
import type {ClusterSnapshot} from '../../src/cluster/snapshot.ts'
import type {Cause} from '../../src/doctor/cause.ts'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {type Examination, examine} from '../../src/doctor/examine.ts'
import {observePulls, pullCases} from '../../src/doctor/pull-cases.ts'
import {pullPlans} from '../../src/doctor/pull-plan.ts'

const fixtures = join(import.meta.dirname, '../fixtures/captures')

interface Truth {
  readonly scenario: string
  readonly container: string
  readonly accepted: readonly string[]
}

const rows: readonly Truth[] = readFileSync(join(fixtures, 'truth.tsv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))
  .map(([scenario = '', container = '', best = '', also = '']) => ({
    scenario,
    container,
    accepted: [best, ...also.split(',').filter((cause) => cause !== '')],
  }))

const unread = {kind: 'failed', reason: 'x'} as const
const variants: Record<string, (s: ClusterSnapshot) => ClusterSnapshot> = {
  whole: (s) => s,
  noevents: (s) => ({...s, events: unread}),
  forbidden: (s) => ({
    ...s,
    pullSecrets: {found: new Map(), unread: new Map([['*', {kind: 'forbidden', permission: 'p'}]])},
  }),
  nosecrets: (s) => ({...s, pullSecrets: {found: new Map(), unread: new Map([['*', unread]])}}),
}

test('DEV', () => {
  for (const v of (process.env['V'] ?? 'whole').split(','))
    for (const row of rows) {
      const examinations = examineCapture(row.scenario, variants[v])
      const found = answers(examinations, row.container)
      const ok = row.accepted.includes('healthy') ? found.length === 0 : row.accepted.includes(found[0] ?? 'nothing')
      if (!ok || process.env['ALL']) {
        console.log(ok ? 'ok' : 'MISS', row.scenario, row.accepted.join('|'), '->', found.join(', '))
        for (const e of examinations)
          for (const c of e.causes) console.log('     ', c.finding.certainty, c.diagnosis.cause, c.finding.message)
        if (!ok)
          for (const e of examinations)
            console.log(
              '    cand',
              e.pullCase.candidates.map((c) => c.cause + ':' + c.confidence).join(' '),
              JSON.stringify(e.pullCase.failure?.failure.parts.map(({text, ...p}) => p)),
            )
      }
      for (const e of examinations)
        for (const c of e.remarks)
          if (process.env['ALL']) console.log('   remark', c.finding.certainty, c.diagnosis.cause, c.finding.message)
    }
})

function examineCapture(scenario: string, change: (snapshot: ClusterSnapshot) => ClusterSnapshot = (s) => s) {
  const name = `${scenario}.json`
  let text = readFileSync(join(fixtures, name), 'utf8')
  if (process.env['ONLY']) {
    const list = JSON.parse(text)
    list.items = list.items.filter((i: {kind: string}) => (process.env['ONLY'] ?? '').split(',').includes(i.kind))
    if (process.env['STRIP']) for (const i of list.items) if (i.kind === 'Pod') delete i.status
    text = JSON.stringify(list)
  }
  const snapshot = change(readManifests([{name, text}]))
  return pullCases(snapshot, observePulls(snapshot, pullPlans(snapshot)), new Map()).map((pullCase) =>
    examine(pullCase, catalogue),
  )
}

function answers(examinations: readonly Examination[], container: string): readonly Cause[] {
  return examinations
    .filter(({pullCase}) => container === '*' || pullCase.plan.container.name === container)
    .flatMap(({causes}) => causes.slice(0, 1).map(({diagnosis}) => diagnosis.cause))
}
