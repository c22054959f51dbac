import assert from 'node:assert/strict'
import {test} from 'node:test'
import {causes} from '../../src/doctor/cause.ts'
import {rankMessage} from '../../src/doctor/rank-causes.ts'
import {imageMessages} from './image-messages.ts'
import {refusalMessages} from './refusal-messages.ts'
import {transportMessages} from './transport-messages.ts'

const messages = {...refusalMessages, ...transportMessages, ...imageMessages}

test('the cause is found in messages that nobody posted, in the words of every runtime', (context) => {
  const ranked = causes.flatMap((truth) =>
    (messages[truth] ?? []).map((text) => ({
      truth,
      text,
      place: rankMessage(text).findIndex(({cause}) => cause === truth),
    })),
  )
  for (const [truth, group] of Map.groupBy(ranked, (each) => each.truth)) {
    const first = group.filter(({place}) => place === 0).length
    context.diagnostic(`${truth}: ${first}/${group.length} first, ${group.filter(isAmongThree).length} among three`)
  }
  assert.deepEqual(
    ranked.filter((each) => !isAmongThree(each)).map(({truth, text}) => `${truth}: ${text}`),
    [],
  )
  assert.ok(ranked.filter(({place}) => place === 0).length >= 0.95 * ranked.length)
})

function isAmongThree({place}: {readonly place: number}): boolean {
  return place >= 0 && place < 3
}
