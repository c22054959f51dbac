import assert from 'node:assert/strict'
import {globSync} from 'node:fs'
import {join} from 'node:path'
import {describe, test} from 'node:test'
import {checkSync} from 'recheck'
import {withoutLookaround} from './lookaround.ts'
import {type Expression, literalsIn, madeExpressions, makingPlaces} from './made-expression.ts'

// Every regular expression that src writes or makes of parts is searched for a text on which it goes back over its own
// steps. Those that recheck's automata do not know even without their lookarounds are held by what they read, in
// long-text.test.ts; IMAGECREDS_LONG=1 fuzzes them here as well, which takes minutes.

const isLong = process.env['IMAGECREDS_LONG'] !== undefined
const src = join(import.meta.dirname, '../../src')

/** Enough to tell what is quadratic and cheap from what stops a call; longer texts are held in long-text.test.ts. */
const longest = 16 * 1024

/** Of processor time for the worst text of that length. What is cubic would take hours. */
const longestMs = 500

describe('a regular expression', () => {
  const found = globSync('**/*.{ts,tsx}', {cwd: src}).flatMap(literalsIn)
  const literals = [...new Map(found.map((one) => [`/${one.pattern}/${one.flags}`, one])).values()]

  test('is found wherever src has one', () => {
    assert.ok(literals.length > 400, `${literals.length} of them`)
  })

  test('takes no time that is exponential or cubic in the length of a text, and never more than a moment', () => {
    assert.deepEqual(literals.flatMap(faultOf), [])
  })
})

describe('a regular expression that is made of parts', async () => {
  const made = await madeExpressions()

  test('is seen wherever src makes one', () => {
    assert.ok(made.size > 5)
    assert.deepEqual([...made.keys()].toSorted(), makingPlaces().toSorted())
  })

  test('takes no time that is exponential or cubic either, whatever the parts are that it was given', () => {
    assert.deepEqual([...made.values()].flat().flatMap(faultOf), [])
  })
})

test('the search finds what it is for', () => {
  const literal = (pattern: string) => ({file: 'x.ts', pattern, flags: ''})
  assert.match(faultOf(literal('^(?:a|a)*$')).join(), /exponential/)
  assert.match(faultOf(literal('^a*a*a*a*$')).join(), /degree 4/)
  assert.match(faultOf(literal('(?<![(\\])(?=[)])^(?:a|a)*(?!(b)|\\))$')).join(), /exponential/)
  assert.deepEqual(faultOf(literal('^(?:a|b)*$')), [])
})

function faultOf({file, pattern, flags}: Expression): readonly string[] {
  const bare = isLong ? pattern : withoutLookaround(pattern)
  const checked = checkSync(bare, flags, {checker: isLong ? 'auto' : 'automaton', timeout: isLong ? 10_000 : 300})
  if (checked.status !== 'vulnerable') return []
  const {attack, complexity} = checked
  const fault = (words: string) => [`${file}: /${pattern}/${flags} ${words}, as on ${attack.pattern}`]
  if (!complexity.isFuzz) {
    if (complexity.type === 'exponential') return fault('is exponential')
    if (complexity.degree > 2) return fault(`is of degree ${complexity.degree}`)
  }
  const took = processorTime(() => new RegExp(pattern, flags).test(attackOf(attack)))
  return took > longestMs ? fault(`takes ${Math.round(took)} ms`) : []
}

type Attack = Extract<ReturnType<typeof checkSync>, {status: 'vulnerable'}>['attack']

/** The text that recheck found, each of its repetitions as long as fits. */
function attackOf({pumps, suffix}: Attack): string {
  const each = longest / Math.max(pumps.length, 1)
  return `${pumps.map(({prefix, pump}) => prefix + pump.repeat(Math.floor(each / pump.length))).join('')}${suffix}`
}

function processorTime(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const {user, system} = process.cpuUsage(start)
  return (user + system) / 1000
}
