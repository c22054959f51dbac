import assert from 'node:assert/strict'
import {test} from 'node:test'
import {rememberingAsk} from '../../src/app/remembering-ask.ts'
import {type Probe, probeKey} from '../../src/registry/probe.ts'
import {manifestUnknown, readable, unreachable} from '../doctor/outcomes.ts'

const probe = (repository: string): Probe => ({
  reference: {given: repository, registry: 'registry.corp', repository, tag: '1.0'},
  attempt: 'anonymous',
})

/** Asks that are answered with `outcome`, and what each of them asked for. */
function asking(outcome = readable) {
  const asked: (readonly string[])[] = []
  let time = 0
  const remember = rememberingAsk(() => time)
  const ask = remember(async (probes) => {
    asked.push(probes.map(({reference}) => reference.repository))
    return new Map(probes.map((each) => [probeKey(each), outcome]))
  })
  const pass = (ms: number) => {
    time += ms
  }
  return {ask, asked, pass}
}

test('only what is new is asked, and all answers come back', async () => {
  const {ask, asked} = asking(manifestUnknown)
  await ask([probe('a')])
  const answers = await ask([probe('a'), probe('b')])
  assert.deepEqual(asked, [['a'], ['b']])
  assert.deepEqual([...answers.values()], [manifestUnknown, manifestUnknown])
})

test('an answer that has grown old is asked for again', async () => {
  const {ask, asked, pass} = asking()
  await ask([probe('a')])
  pass(4 * 60_000)
  await ask([probe('a')])
  pass(60_000)
  await ask([probe('a')])
  assert.deepEqual(asked, [['a'], ['a']])
})

test('what a round does not ask for is forgotten, and so is what was not waited for', async () => {
  const {ask, asked} = asking()
  await ask([probe('a')])
  await ask([probe('b')])
  await ask([probe('a')])
  assert.deepEqual(asked, [['a'], ['b'], ['a']])
  const cut = asking(unreachable('interrupted', 'ABORT_ERR'))
  await cut.ask([probe('a')])
  await cut.ask([probe('a')])
  assert.equal(cut.asked.length, 2)
})

test('a deeper question is another one', async () => {
  const {ask, asked} = asking()
  await ask([probe('a')])
  await ask([{...probe('a'), depth: 'layer'}])
  await ask([{...probe('a'), depth: 'layer'}])
  assert.deepEqual(asked, [['a'], ['a']])
})
