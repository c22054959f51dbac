import assert from 'node:assert/strict'
import {test} from 'node:test'
import {readReadme, screensOf, sessionsIn} from './readme/sessions.ts'

test('every console block of the README is what the program prints', async () => {
  const sessions = sessionsIn(readReadme())
  assert.ok(sessions.length >= 5)
  const screens = await screensOf(sessions.map(({command}) => command))
  for (const [index, {command, screen}] of sessions.entries()) assert.equal(screens[index], screen, command)
})
