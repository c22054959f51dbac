import assert from 'node:assert/strict'
import {type TestContext, test} from 'node:test'
import type {Observed} from '../../src/cluster/snapshot.ts'
import type {Diagnosed} from '../../src/doctor/examine.ts'
import {
  causesFor,
  examineOffline,
  isAccepted,
  readWhole,
  recordings,
  snapshotOf,
  type Truth,
  truths,
  type View,
} from './recorded-truth.ts'

const forbidden: Observed<never> = {kind: 'forbidden', permission: 'list secrets -n lab'}

const secretsForbidden: View = {
  hides: (snapshot) => ({...snapshot, pullSecrets: {found: new Map(), unread: new Map([['*', forbidden]])}}),
}

/**
 * Causes that differ only in what the Pod's Secrets hold, with the answers that say as much without having read them: a
 * login was refused or none arrived, or the registry does not say which. None of these may then be called proved.
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
  assert.deepEqual(wrong(context, {}, isAccepted), [])
})

test('so does each with its events taken away, and without a Secret in the file that never was there', (context) => {
  assert.deepEqual(wrong(context, {keeps: (kind) => kind !== 'Event'}, isAccepted), [])
})

test('with Secrets forbidden the answer is the same, or says as much without having read them', (context) => {
  assert.deepEqual(wrong(context, secretsForbidden, acceptedUnread), [])
})

test('with Secrets left out of the file, likewise', (context) => {
  assert.deepEqual(wrong(context, {keeps: (kind) => kind !== 'Secret'}, acceptedUnread), [])
})

test('events next to Pods without a status tell as much as the status', (context) => {
  assert.deepEqual(wrong(context, {stripsStatus: true}, isAccepted, isToldByEvents), [])
})

test('events alone give the same answers as unread Secrets do', (context) => {
  assert.deepEqual(wrong(context, {keeps: (kind) => kind === 'Event'}, acceptedUnread, isToldByEvents), [])
})

test('what is called proved is the truth itself, in every view', (context) => {
  const views: Readonly<Record<string, View>> = {
    whole: {},
    'read from a cluster': {hides: readWhole},
    'without events': {keeps: (kind) => kind !== 'Event'},
    'Secrets forbidden': secretsForbidden,
    'without Secrets': {keeps: (kind) => kind !== 'Secret'},
    'without a status': {stripsStatus: true},
    'events alone': {keeps: (kind) => kind === 'Event'},
    'Pods alone': {keeps: (kind) => kind === 'Pod'},
  }
  const offenders = Object.entries(views).flatMap(([name, view]) =>
    truths
      .filter((truth) => isToldByEvents(truth) || name !== 'events alone')
      .flatMap((truth) => {
        const proved = causesFor(truth, examineOffline(snapshotOf(truth.scenario, view))).filter(
          ({diagnosis, finding}) => finding.certainty === 'proved' && diagnosis.cause !== truth.best,
        )
        return proved.map(({diagnosis}) => `${truth.scenario}, ${name}: ${truth.best}, not ${diagnosis.cause}`)
      }),
  )
  context.diagnostic(`proved and not the truth: ${offenders.length}`)
  assert.deepEqual(offenders, [])
})

test('no capture at all, listed in truth.tsv or not, makes a diagnosis read what it does not declare', () => {
  for (const recording of recordings) assert.doesNotThrow(() => examineOffline(snapshotOf(recording)))
})

/** Prints the figure per cause, and gives the rows that were missed or raised for nothing. */
function wrong(
  context: TestContext,
  view: View,
  isRight: (truth: Truth, answer: Diagnosed | undefined) => boolean,
  isAsked: (truth: Truth, view: View) => boolean = () => true,
): readonly string[] {
  const rows = truths.filter((truth) => isAsked(truth, view))
  const judged = rows.map((truth) => {
    const [answer] = causesFor(truth, examineOffline(snapshotOf(truth.scenario, view)))
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

function acceptedUnread(truth: Truth, answer: Diagnosed | undefined): boolean {
  if (isAccepted(truth, answer)) return true
  if (answer === undefined || !heldBySecrets.has(truth.best)) return false
  return unreadAnswers.includes(answer.diagnosis.cause) && answer.finding.certainty !== 'proved'
}

/** A Pod that healed after its events of success were dropped by the recorder's spam filter looks as if it still failed. */
function isToldByEvents(truth: Truth): boolean {
  if (truth.best !== 'healthy') return true
  const {events} = snapshotOf(truth.scenario)
  if (events.kind !== 'value') return true
  const reasons = events.value.map(({reason}) => reason)
  return !reasons.includes('BackOff') || reasons.includes('Pulled')
}
