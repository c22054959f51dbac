import assert from 'node:assert/strict'
import {appendFileSync, copyFileSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, test} from 'node:test'
import {call, count, image, regcred, startFleet} from './asked-fleet.ts'
import {aLogin, aPullSecret} from './object.ts'

const fleet = await startFleet()

describe('--resume', () => {
  test('asks only the rest after a kill, and the report is whole', async () => {
    const file = join(fleet.folder, 'killed.jsonl')
    const child = fleet.start(`${call} --resume ${file}`)
    await fleet.deletions(10)
    child.process.kill('SIGKILL')
    await child.ended
    const answered = answersIn(file)
    assert.ok(answered > 0 && answered < count, `${answered} answers`)
    const made = fleet.podsMade()
    const shown = await fleet.screen(`${call} --resume ${file}`)
    assert.equal(made.count(), count - answered)
    assert.match(shown, /\n {2}✓ pulled: 23 nodes\n/)
    assert.match(shown, /\n {2}✗ ICR1306 TagNotFound: 1 node\n {4}fleet-11\n/)
    assert.equal(answersIn(file), count)
    assert.equal(await fleet.screen(`${call} --resume ${file}`), shown)
    assert.equal(made.count(), count - answered, 'nobody is asked again')
  })

  test('keeps no login, and lets nobody else read', async () => {
    const file = join(fleet.folder, 'private.jsonl')
    await fleet.screen(`${call} --resume ${file}`)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    const written = readFileSync(file, 'utf8')
    const basic = Buffer.from('alice:wonderland').toString('base64')
    assert.ok(!written.includes('wonderland') && !written.includes(basic), written)
  })

  test('asks again where the last line was not written to its end, or the node did not say how it went', async () => {
    const file = join(fleet.folder, 'torn.jsonl')
    fleet.say({'fleet-1': {kind: 'rejects', reason: 'OutOfcpu', message: 'no room'}})
    await fleet.screen(`${call} --resume ${file}`)
    assert.equal(answersIn(file), count - 1)
    const lines = readFileSync(file, 'utf8')
    writeFileSync(file, lines.slice(0, -40))
    fleet.say({})
    const made = fleet.podsMade()
    assert.match(await fleet.screen(`${call} --resume ${file}`), /✓ pulled by 24 nodes\n/)
    assert.equal(made.count(), 2)
    // With the torn line.
    assert.equal(answersIn(file), count + 1)
    assert.match(await fleet.screen(`${call} --resume ${file}`), /✓ pulled by 24 nodes\n/)
    assert.equal(made.count(), 2, 'nobody is asked again')
  })

  test('loses nothing of what another call writes to the file meanwhile', async () => {
    const file = join(fleet.folder, 'shared.jsonl')
    await fleet.screen(`${call} --resume ${file}`)
    const [head, ...answers] = readFileSync(file, 'utf8').split('\n')
    const [mine, others] = [answers.slice(0, 12), answers.slice(12)]
    writeFileSync(file, [head, ...mine, ''].join('\n'))
    const made = fleet.podsMade(() => appendFileSync(file, others.splice(0).join('\n')))
    const shown = await fleet.screen(`${call} --resume ${file}`)
    assert.equal(made.count(), 12)
    const kept = new Set(readFileSync(file, 'utf8').split('\n'))
    assert.deepEqual(
      answers.filter((line) => !kept.has(line)),
      [],
    )
    assert.equal(await fleet.screen(`${call} --resume ${file}`), shown)
  })

  test('is refused where another call has begun the file with another question meanwhile', async () => {
    const [file, first] = ['raced', 'first'].map((name) => join(fleet.folder, `${name}.jsonl`))
    assert.ok(file !== undefined && first !== undefined)
    fleet.api.put(aPullSecret('other', {'registry.example.test': aLogin('bob', 'builder')}))
    await fleet.screen(`${call.replace('regcred', 'other')} --resume ${first}`)
    let hasNodes = false
    let made = 0
    fleet.api.inject(({method, url}) => {
      if (method === 'POST' && url.includes('/pods')) made += 1
      hasNodes ||= url.includes('/nodes')
      // It has looked into the file, and asks what its question is about.
      if (hasNodes && url.includes('/secrets/')) copyFileSync(first, file)
      return undefined
    })
    assert.match(await fleet.screen(`${call} --resume ${file}`), refusal('were given with other Secrets'))
    assert.equal(made, 0)
  })

  test('makes no Pod where the file is of another question, and leaves the file as it is', async () => {
    const file = join(fleet.folder, 'other.jsonl')
    await fleet.screen(`${call} --resume ${file}`)
    const written = readFileSync(file, 'utf8')
    const made = fleet.podsMade()
    const otherImage = call.replace(':1.0', ':2.0')
    assert.match(await fleet.screen(`${otherImage} --resume ${file}`), refusal('were given for other images'))
    fleet.api.put(aPullSecret('other', {'registry.example.test': aLogin('bob', 'builder')}))
    const other = call.replace('regcred', 'other')
    assert.match(await fleet.screen(`${other} --resume ${file}`), refusal('were given with other Secrets'))
    fleet.api.put(regcred)
    const again = 'were given with a Secret that was written again since'
    assert.match(await fleet.screen(`${call} --resume ${file}`), refusal(again))
    assert.equal(readFileSync(file, 'utf8'), written)
    const foreign = fleet.file('shopping.txt', 'milk')
    assert.match(await fleet.screen(`${call} --resume ${foreign}`), /holds no answers of nodes\nexit 2\n$/)
    assert.equal(readFileSync(foreign, 'utf8'), 'milk')
    assert.match(
      await fleet.screen(`${call} --resume ${join(fleet.folder, 'no/such.jsonl')}`),
      /cannot be written: ENOENT\nexit 2\n$/,
    )
    assert.equal(made.count(), 0)
  })

  test('is refused where no node is asked', async () => {
    const shown = await fleet.screen(`verify regcred --image ${image} --resume x`)
    assert.match(shown, /--resume goes with --from-node or --from-nodes, and neither is given/)
  })
})

function refusal(words: string): RegExp {
  return new RegExp(`2> error: the answers in file ".*" ${words}\\n2> Name another file with --resume.*\\nexit 2\\n$`)
}

/** Behind the line that says what was asked. */
function answersIn(file: string): number {
  return readFileSync(file, 'utf8').split('\n').length - 2
}
