import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {causes} from '../../src/doctor/cause.ts'
import {rankMessage} from '../../src/doctor/rank-causes.ts'
import {type ReportedMessage, recordedMessages, reportedMessages} from './reported-message.ts'

/** Of so many messages, in how many the truth came first, and among the first three. */
interface Score {
  readonly total: number
  readonly first: number
  readonly amongThree: number
}

describe('the cause is found in what', () => {
  const sets = {'people reported': reportedMessages(), 'five runtimes say': recordedMessages()}
  for (const [name, messages] of Object.entries(sets)) {
    test(name, (context) => {
      const taught = messages.filter(({isTaught}) => isTaught)
      const unseen = messages.filter(({isTaught}) => !isTaught)
      for (const line of table(taught, unseen)) context.diagnostic(line)
      assertScore(messages, 0.85, 0.98)
      assertScore(unseen, 0.78, 0.97)
    })
  }
})

function score(messages: readonly ReportedMessage[]): Score {
  const places = messages.map(({text, truth}) => rankMessage(text).findIndex(({cause}) => cause === truth))
  return {
    total: messages.length,
    first: places.filter((place) => place === 0).length,
    amongThree: places.filter((place) => place >= 0 && place < 3).length,
  }
}

function assertScore(messages: readonly ReportedMessage[], leastFirst: number, leastAmongThree: number): void {
  const {total, first, amongThree} = score(messages)
  assert.ok(total > 50)
  assert.ok(first / total >= leastFirst, `first ${first} of ${total}`)
  assert.ok(amongThree / total >= leastAmongThree, `among three ${amongThree} of ${total}`)
}

/** One line for each cause: how many were first and among three, of how many, in each half. */
function table(taught: readonly ReportedMessage[], unseen: readonly ReportedMessage[]): readonly string[] {
  const names = causes.filter((cause) => [...taught, ...unseen].some(({truth}) => truth === cause))
  const line = (name: string, isMeant: (entry: ReportedMessage) => boolean) =>
    [name.padEnd(34), cells(score(taught.filter(isMeant))), cells(score(unseen.filter(isMeant)))].join('  ')
  return [
    `${''.padEnd(34)}  ${'taught: first, three, of'.padEnd(24)}  unseen: first, three, of`,
    ...names.map((name) => line(name, ({truth}) => truth === name)),
    line('all', () => true),
  ]
}

function cells({total, first, amongThree}: Score): string {
  return [first, amongThree, total]
    .map((count) => String(count).padStart(6))
    .join('')
    .padEnd(24)
}
