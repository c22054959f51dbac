import assert from 'node:assert/strict'
import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {adviceRules, advise} from '../../../src/doctor/advice/advise.ts'
import {causes} from '../../../src/doctor/cause.ts'
import {shellLine} from '../../../src/report/shell-quote.ts'
import {kubectlFault} from '../kubectl-words.ts'
import {anEcrToken, aStoredLogin, nothingKnown} from './builders.ts'

const folder = join(import.meta.dirname, '../../../src/doctor/advice')
const parts = ['advice.ts', 'advise.ts', 'place-words.ts', 'stored-login.ts']

test('each file of a practice is in the list under its own name, and the reverse', () => {
  const files = readdirSync(folder).filter((file) => !parts.includes(file))
  assert.deepEqual(files.sort(), adviceRules.map(({name}) => `${name}.ts`).sort())
})

test('no practice has the name of a cause, which would have a code', () => {
  const names: ReadonlySet<string> = new Set(causes)
  assert.deepEqual(
    adviceRules.filter(({name}) => names.has(name)),
    [],
  )
})

test('a title is one line without a period, a reason is sentences', () => {
  for (const {title, why} of adviceRules) {
    assert.match(title, /^[^\n]{10,70}[^.\n]$/)
    assert.match(why, /^[A-Z].*\.$/)
  }
})

test('everything that holds for one login is told, with no password in it and every command quoted', () => {
  const password = anEcrToken(0.25)
  const registry = '123456789012.dkr.ecr.eu-west-1.amazonaws.com'
  const login = aStoredLogin({registry, username: 'jane@corp.example', password, namespaces: ['$(x)', 'b', 'c']})
  const grants = new Map([
    [
      login.key,
      {
        repository: 'team/app',
        scope: 'repository:team/app:pull,push',
        actions: ['pull', 'push'] as const,
        exchange: {method: 'POST', url: 'https://auth.corp/token', at: 'token', status: 200} as const,
      },
    ],
  ])
  const given = advise([login], {...nothingKnown, grants})
  assert.deepEqual(
    given.map(({name}) => name),
    adviceRules.map(({name}) => name),
  )
  const shown = given.map(({message, evidence, remedies}) => JSON.stringify([message, evidence, remedies]))
  assert.ok(!shown.some((text) => text.includes(password)))
  const commands = given.flatMap(({remedies}) => remedies.flatMap(({command}) => (command ? [command] : [])))
  const foreign = commands.filter(([, word]) => word !== 'imagecreds')
  assert.deepEqual(
    foreign.flatMap(([, ...argv]) => kubectlFault(argv) ?? []),
    [],
  )
  const lines = commands.map((command) => shellLine(command))
  assert.ok(lines.some((line) => line.includes('$(x)')))
  for (const line of lines) assert.doesNotMatch(line.replaceAll(/'[^']*'/g, ''), /\$\(x\)/)
})

test('nothing is said of a login that is as it should be', () => {
  assert.deepEqual(advise([aStoredLogin({registry: 'registry.corp', username: 'robot$team+puller'})], nothingKnown), [])
})
