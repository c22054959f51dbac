import assert from 'node:assert/strict'
import {test} from 'node:test'
import {certificateTime} from '../../src/doctor/certificate-time.ts'
import {aPull} from './builders.ts'

/** Read at 2026-06-01T12:00:00Z. */
const createdAt = '2026-06-01T10:00:00Z'

interface Case {
  readonly word: 'after' | 'before'
  readonly bound: string
  readonly createdAt?: string | undefined
  readonly clockSkewSeconds?: number
  readonly expected: string | undefined
}

const cases: Readonly<Record<string, Case>> = {
  'it ended before the Pod was made, so it has ended': {
    word: 'after',
    bound: '2026-05-31T00:00:00Z',
    createdAt,
    expected: 'certificate, pod/web-0 metadata.creationTimestamp = 2026-06-01T10:00:00Z',
  },
  'it began before the Pod was made, so the node is behind': {
    word: 'before',
    bound: '2026-05-31T00:00:00Z',
    createdAt,
    expected: 'node-clock behind, pod/web-0 metadata.creationTimestamp = 2026-06-01T10:00:00Z',
  },
  'it ends in a week, so the node is ahead': {
    word: 'after',
    bound: '2026-06-08T00:00:00Z',
    createdAt,
    clockSkewSeconds: 0,
    expected: 'node-clock ahead, Date of the API server = 2026-06-01T12:00:00Z',
  },
  'it begins in a week, so it has not begun': {
    word: 'before',
    bound: '2026-06-08T00:00:00Z',
    createdAt,
    clockSkewSeconds: 0,
    expected: 'certificate, Date of the API server = 2026-06-01T12:00:00Z',
  },
  'this machine is off, and the time of the API server counts': {
    word: 'after',
    bound: '2026-06-08T00:00:00Z',
    createdAt,
    clockSkewSeconds: 7200,
    expected: 'node-clock ahead, Date of the API server = 2026-06-01T12:00:00Z',
  },
  'it ended while the Pod tried, which may be either': {
    word: 'after',
    bound: '2026-06-01T11:00:00Z',
    createdAt,
    clockSkewSeconds: 0,
    expected: undefined,
  },
  'it ends within this minute, which may be either': {
    word: 'after',
    bound: '2026-06-01T12:00:30Z',
    createdAt,
    clockSkewSeconds: 0,
    expected: undefined,
  },
  'the time of the cluster is not known, as in files': {
    word: 'after',
    bound: '2026-06-08T00:00:00Z',
    createdAt,
    expected: undefined,
  },
  'when the Pod was made is not known': {
    word: 'after',
    bound: '2026-05-31T00:00:00Z',
    clockSkewSeconds: 0,
    expected: undefined,
  },
}

for (const [sentence, {word, bound, expected, ...facts}] of Object.entries(cases)) {
  test(`the bound of a certificate: ${sentence}`, () => {
    const at = word === 'after' ? '2030-01-01T00:00:00Z' : '1970-01-01T00:10:00Z'
    const message = `x509: certificate has expired or is not yet valid: current time ${at} is ${word} ${bound}`
    const {createdAt: made, clockSkewSeconds} = facts
    const pull = aPull({
      says: [{fault: 'tls-time'}],
      message,
      pod: made === undefined ? {} : {createdAt: made},
      ...(clockSkewSeconds !== undefined && {clockSkewSeconds}),
    })
    const found = certificateTime(pull)
    assert.equal(found && shown(found), expected)
  })
}

test('a message without the two times says nothing of clocks', () => {
  assert.equal(certificateTime(aPull()), undefined)
  const message = 'certificate has expired or is not yet valid: current time never is after 2026-05-31T00:00:00Z'
  assert.equal(certificateTime(aPull({says: [{fault: 'tls-time'}], message, pod: {createdAt}})), undefined)
})

function shown({fault, nodeIs, evidence}: NonNullable<ReturnType<typeof certificateTime>>): string {
  const who = fault === 'node-clock' ? `${fault} ${nodeIs}` : fault
  switch (evidence.kind) {
    case 'field':
      return `${who}, ${evidence.object} ${evidence.path} = ${evidence.value}`
    case 'exchange':
      return `${who}, ${evidence.request} = ${evidence.answer}`
    case 'event':
      return `${who}, ${evidence.text}`
  }
}
