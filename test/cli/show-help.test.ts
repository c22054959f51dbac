import assert from 'node:assert/strict'
import {test} from 'node:test'
import {cli} from './run-cli.ts'

const commands = ['create', 'verify', 'doctor', 'attach', 'refresh', 'generate rotation']

test('the long names of the flags of a group stand below each other', async () => {
  for (const command of commands) {
    const {stdout} = await cli([...command.split(' '), '--help'])
    for (const section of stdout.split(/\n\n(?=[A-Z])/).filter((text) => /^[A-Z ]*FLAGS\n/.test(text))) {
      const names = section.split('\n').filter((line) => /^ {2}(?:-\w, | {4})?--\w/.test(line))
      assert.ok(names.length > 0, section)
      assert.equal(new Set(names.map((line) => line.indexOf('--'))).size, 1, section)
    }
  }
})
