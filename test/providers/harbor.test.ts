import assert from 'node:assert/strict'
import {test} from 'node:test'
import {generic} from '../../src/providers/generic.ts'
import {harbor} from '../../src/providers/harbor.ts'
import {aLogin, hintsOf} from './builders.ts'

const swallowed = 'the user name of a Harbor robot begins with robot$; a shell takes "$" and the word behind it away'
const escaped = 'the user name holds more than the "$" behind "robot"'

/** What is left of a robot's name, and what is said of it. */
const names: Readonly<Record<string, readonly [string, string[]]>> = {
  'as it should be': ['robot$shop+ci', []],
  'a robot of the system': ['robot$ci', []],
  'the project swallowed by the shell': ['robot+ci', [swallowed]],
  'the project with a dash half swallowed': ['robot-shop+ci', [swallowed]],
  'the project with a digit half swallowed': ['robot2shop+ci', [swallowed]],
  'a robot of the system swallowed': ['robot', [swallowed]],
  'a backslash kept': ['robot\\$shop+ci', [escaped]],
  'the "$" doubled for Compose': ['robot$$shop+ci', [escaped]],
  'a name that only begins like a robot': ['robotics+ci', []],
  'a person named like one': ['robot-reader', []],
}
for (const [name, [username, expected]] of Object.entries(names)) {
  test(`Harbor, the name of a robot: ${name}`, () => {
    assert.deepEqual(hintsOf(harbor, {username, password: 'x'}).warnings, expected)
  })
}

test('where the product is not known, a name that may be a robot is worth a note only', () => {
  assert.deepEqual(hintsOf(generic, {username: 'robot+ci', password: 'x'}), {warnings: [], notes: [swallowed]})
})

test('a robot is told by its name', () => {
  assert.equal(harbor.token(aLogin({username: 'robot$shop+ci', password: 'x'})).kind, 'Harbor robot secret')
  assert.equal(harbor.token(aLogin({username: 'ci', password: 'x'})).kind, 'password')
})
