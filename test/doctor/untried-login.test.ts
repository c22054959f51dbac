import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {PullSecret} from '../../src/credentials/pull-secret.ts'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {examine} from '../../src/doctor/examine.ts'
import {rankCauses} from '../../src/doctor/rank-causes.ts'
import {anEntry, anEvent, aPull, aSecret} from './builders.ts'
import {unauthorized} from './outcomes.ts'

const says = [{fault: 'unauthorized', at: 'resolve'}] as const
const tried = {...anEvent('Pulling', 'Pulling image "registry.corp/team/app:1.0"'), lastSeen: '2026-06-01T11:50:00Z'}

/** When the Secret was written, and what is then said of a login that was refused by 12:00. */
const cases: Readonly<Record<string, readonly [Partial<PullSecret>, string]>> = {
  'it was there before the last try': [{createdAt: '2026-06-01T11:00:00Z'}, 'bad-credentials (likely)'],
  'it was made after the last try': [{createdAt: '2026-06-01T11:57:00Z'}, 'bad-credentials (possible), and waits'],
  'it was changed after the last try': [
    {createdAt: '2026-06-01T11:00:00Z', changedAt: '2026-06-01T11:57:00Z'},
    'bad-credentials (possible), and waits',
  ],
  'a back-off has passed since it was made, so that it was tried': [
    {createdAt: '2026-06-01T11:53:00Z'},
    'bad-credentials (likely)',
  ],
  'nobody knows when it was written': [{}, 'bad-credentials (likely)'],
}

for (const [sentence, [times, expected]] of Object.entries(cases)) {
  test(`a Secret is blamed for what the kubelet was told with it: ${sentence}`, () => {
    const pull = aPull({says, events: [tried], secrets: [written(times)]})
    assert.equal(answer(pull), expected)
  })
}

test('a login that this machine is refused with is refused, however new it is', () => {
  const secrets = [written({createdAt: '2026-06-01T11:57:00Z'})]
  assert.equal(answer(aPull({says, events: [tried], secrets, answers: [unauthorized]})), 'bad-credentials (proved)')
})

test('where no event tells of a try, the Pod’s making stands for it', () => {
  const secrets = [written({createdAt: '2026-06-01T11:57:00Z'})]
  const made = (createdAt: string) => answer(aPull({says, secrets, pod: {createdAt}}))
  assert.equal(made('2026-06-01T11:50:00Z'), 'bad-credentials (possible), and waits')
  assert.equal(made('2026-06-01T11:58:00Z'), 'bad-credentials (likely)')
})

function written(times: Partial<PullSecret>): ReturnType<typeof aSecret> {
  const named = aSecret('regcred', anEntry('registry.corp'))
  if (named.secret.kind !== 'value' || named.secret.value === undefined) throw new Error('no Secret')
  const {createdAt: _, ...secret} = named.secret.value
  return {...named, secret: {kind: 'value', value: {...secret, ...times}}}
}

function answer(pull: ReturnType<typeof aPull>): string {
  const candidates = pull.failure ? rankCauses(pull.failure.failure) : []
  const [first] = examine({...pull, candidates}, catalogue).causes
  const waits = first?.finding.remedies[0]?.step.startsWith('Wait for the kubelet') ? ', and waits' : ''
  return `${first?.diagnosis.cause} (${first?.finding.certainty})${waits}`
}
