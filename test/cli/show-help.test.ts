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

const everyHelp = ['', 'generate', ...commands].map((words) => [...words.split(' ').filter(Boolean), '--help'])

test('every line of a help fits a terminal of 80 columns, but for examples, which are pasted', async () => {
  for (const words of everyHelp) {
    const {stdout} = await cli(words)
    const lines = stdout.split('\n').filter((line) => !line.startsWith('  $ '))
    assert.deepEqual(
      lines.filter((line) => line.length > 80),
      [],
    )
  }
})

test('a help says the summary of the command once', async () => {
  for (const words of everyHelp) {
    const {stdout} = await cli(words)
    const [summary = ''] = stdout.split('\n')
    assert.equal(stdout.split(summary).length, 2, summary)
  }
})

test('a line of usage that fits is not broken, and each example has a prompt', async () => {
  const {stdout} = await cli(['create', '--help'])
  assert.match(stdout, /\n {2}\$ kubectl imagecreds create NAME --server HOST --username USER \[flags\]\n/)
  const doctor = await cli(['doctor', '--help'])
  const examples = doctor.stdout.split('EXAMPLES\n')[1]?.split('\n').filter(Boolean) ?? []
  assert.ok(examples.length > 3)
  assert.ok(
    examples.every((line) => line.startsWith('  $ ')),
    doctor.stdout,
  )
})
