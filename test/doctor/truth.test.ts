import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {type TestContext, test} from 'node:test'
import {readManifests} from '../../src/cluster/read-manifests.ts'
import type {ClusterSnapshot, Observed} from '../../src/cluster/snapshot.ts'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {type Diagnosed, type Examination, examine} from '../../src/doctor/examine.ts'
import {observePulls, pullCases} from '../../src/doctor/pull-cases.ts'
import {pullPlans} from '../../src/doctor/pull-plan.ts'

const captures = join(import.meta.dirname, '../fixtures/captures')

/** One row of truth.tsv: what is wrong with a container (`*`: any) of a recorded namespace, or `healthy`. */
interface Truth {
  readonly scenario: string
  readonly container: string
  readonly best: string
  readonly also: readonly string[]
}

const truths = readFileSync(join(captures, 'truth.tsv'), 'utf8').trim().split('\n').slice(1).map(readTruth)

/** Part of what was recorded, as somebody may have it. */
interface View {
  readonly keeps?: (kind: string) => boolean
  readonly stripsStatus?: boolean
  readonly hides?: (snapshot: ClusterSnapshot) => ClusterSnapshot
}

const forbidden: Observed<never> = {kind: 'forbidden', permission: 'list secrets -n lab'}

const secretsForbidden: View = {
  hides: (snapshot) => ({...snapshot, pullSecrets: {found: new Map(), unread: new Map([['*', forbidden]])}}),
}

/**
 * Causes that differ only in what the Pod's Secrets hold, with the answers that say as much without having read them: a
 * login was refused or none arrived, or the registry hides which. None of these may then be called proved.
 */
const unreadAnswers = ['no-credentials', 'bad-credentials', 'repository-not-found-or-no-access']
const heldBySecrets = new Set([
  'secret-wrong-type',
  'secret-empty',
  'secret-key-mismatch',
  'secret-auth-conflict',
  'credential-whitespace',
  'service-account-attached-late',
  'service-account-overridden',
  'no-credentials',
  'bad-credentials',
  'no-pull-permission',
])

test('every recorded cluster gets its answer, and no healthy Pod an error', (context) => {
  assert.deepEqual(wrong(context, {}, accepted), [])
})

test('so does each with its events taken away, and without a Secret in the file that never was there', (context) => {
  assert.deepEqual(wrong(context, {keeps: (kind) => kind !== 'Event'}, accepted), [])
})

test('with Secrets forbidden the answer is the same, or says as much without having read them', (context) => {
  assert.deepEqual(wrong(context, secretsForbidden, acceptedUnread), [])
})

test('with Secrets left out of the file, likewise', (context) => {
  assert.deepEqual(wrong(context, {keeps: (kind) => kind !== 'Secret'}, acceptedUnread), [])
})

test('events next to Pods without a status tell as much as the status', (context) => {
  assert.deepEqual(wrong(context, {stripsStatus: true}, accepted, isToldByEvents), [])
})

test('events alone give the same answers as unread Secrets do', (context) => {
  assert.deepEqual(wrong(context, {keeps: (kind) => kind === 'Event'}, acceptedUnread, isToldByEvents), [])
})

test('no capture at all, listed in truth.tsv or not, makes a diagnosis read what it does not declare', () => {
  for (const file of readdirSync(captures).filter((name) => name.endsWith('.json'))) {
    assert.doesNotThrow(() => examineCapture(file.replace(/\.json$/, ''), {}))
  }
})

function readTruth(line: string): Truth {
  const [scenario = '', container = '', best = '', also = ''] = line.split('\t')
  return {scenario, container, best, also: also.split(',').filter((cause) => cause !== '')}
}

/** Prints the figure per cause, and gives the rows that were missed or raised for nothing. */
function wrong(
  context: TestContext,
  view: View,
  isRight: (truth: Truth, answer: Diagnosed | undefined) => boolean,
  isAsked: (truth: Truth, view: View) => boolean = () => true,
): readonly string[] {
  const rows = truths.filter((truth) => isAsked(truth, view))
  const judged = rows.map((truth) => {
    const answer = answerFor(truth, examineCapture(truth.scenario, view))
    return {truth, answer, isRight: isRight(truth, answer)}
  })
  for (const [best, group] of Map.groupBy(judged, ({truth}) => truth.best)) {
    const right = group.filter((each) => each.isRight)
    const exact = group.filter(({truth, answer}) => (answer?.diagnosis.cause ?? 'healthy') === truth.best)
    const alarms = judged.filter(({truth, answer}) => truth.best !== best && answer?.diagnosis.cause === best)
    const falseAlarms = alarms.filter((each) => !each.isRight)
    context.diagnostic(
      `${best}: ${right.length}/${group.length} right, ${exact.length} exactly; false alarms: ${falseAlarms.length}`,
    )
  }
  context.diagnostic(`all: ${judged.filter((each) => each.isRight).length}/${judged.length}`)
  return judged
    .filter((each) => !each.isRight)
    .map(({truth, answer}) => `${truth.scenario}: ${truth.best}, not ${answer?.diagnosis.cause ?? 'healthy'}`)
}

function accepted({best, also}: Truth, answer: Diagnosed | undefined): boolean {
  if (answer === undefined) return best === 'healthy'
  return [best, ...also].includes(answer.diagnosis.cause)
}

function acceptedUnread(truth: Truth, answer: Diagnosed | undefined): boolean {
  if (accepted(truth, answer)) return true
  if (answer === undefined || !heldBySecrets.has(truth.best)) return false
  return unreadAnswers.includes(answer.diagnosis.cause) && answer.finding.certainty !== 'proved'
}

/** A Pod that healed after its events of success were dropped by the recorder's spam filter looks as if it still failed. */
function isToldByEvents(truth: Truth): boolean {
  if (truth.best !== 'healthy') return true
  const {events} = snapshotOf(truth.scenario, {})
  if (events.kind !== 'value') return true
  const reasons = events.value.map(({reason}) => reason)
  return !reasons.includes('BackOff') || reasons.includes('Pulled')
}

function answerFor({container}: Truth, examinations: readonly Examination[]): Diagnosed | undefined {
  return examinations
    .filter(({pullCase}) => container === '*' || pullCase.plan.container.name === container)
    .flatMap(({causes}) => causes.slice(0, 1))[0]
}

/** As `doctor -f` does without asking a registry. */
function examineCapture(scenario: string, view: View): readonly Examination[] {
  const snapshot = snapshotOf(scenario, view)
  return pullCases(snapshot, observePulls(snapshot, pullPlans(snapshot)), new Map()).map((pullCase) =>
    examine(pullCase, catalogue),
  )
}

function snapshotOf(scenario: string, {keeps = () => true, stripsStatus = false, hides = (all) => all}: View) {
  const name = `${scenario}.json`
  const list: {items: {kind: string; status?: unknown}[]} = JSON.parse(readFileSync(join(captures, name), 'utf8'))
  const items = list.items.filter(({kind}) => keeps(kind))
  const text = JSON.stringify({
    ...list,
    items: items.map(({status, ...rest}) => (stripsStatus && rest.kind === 'Pod' ? rest : {...rest, status})),
  })
  return hides(readManifests([{name, text}]))
}
