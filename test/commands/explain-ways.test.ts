import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {parse} from 'yaml'
import {explainWays} from '../../src/app/explain-ways.ts'
import {commandList} from '../../src/commands/command-list.ts'
import {displayWidth} from '../../src/report/display-width.ts'
import {createTheme} from '../../src/report/theme.ts'
import {waysText} from '../../src/report/ways-text.ts'
import {cli} from '../cli/run-cli.ts'

describe('explain ways', {concurrency: 2}, () => {
  test('compares the eight ways in one table of 80 columns', async () => {
    const {stdout, stderr, exitCode} = await cli('explain ways')
    assert.deepEqual({stderr, exitCode}, {stderr: '', exitCode: 0})
    assert.match(stdout, /^WAY +FOR +WHAT RENEWS +WHO PULLS WITH +FROM\n/)
    for (const {title} of explainWays().items) assert.ok(stdout.includes(`\n${title.split(' ')[0]}`), title)
    assert.deepEqual(widerThan(80, stdout), [])
  })

  test('writes the same as JSON and YAML', async () => {
    const [json, yaml] = await Promise.all([cli('explain ways -o json'), cli('explain ways -o yaml')])
    assert.deepEqual(JSON.parse(json.stdout), explainWays())
    assert.deepEqual(parse(yaml.stdout), explainWays())
  })

  test('stands one below the other on a terminal of 40 columns', () => {
    const text = waysText(explainWays(), {width: 40, theme: createTheme({color: false, unicode: true})})
    assert.match(text, /^file of the node\n {2}for: whoever owns the nodes\n/)
    assert.deepEqual(widerThan(40, text), [])
  })

  test('begins each way with a command that there is, and flags that it has', async () => {
    for (const {way, command} of explainWays().items) {
      const [kubectl, plugin, ...words] = command
      assert.deepEqual([kubectl, plugin], ['kubectl', 'imagecreds'])
      const id = [2, 1].map((length) => words.slice(0, length).join(':')).find((one) => one in commandList)
      const load = commandList[id ?? '']
      assert.ok(load, way)
      const {flags} = await load()
      for (const word of words) if (word.startsWith('--')) assert.ok(word.slice(2) in flags, `${way}: ${word}`)
    }
  })
})

function widerThan(columns: number, text: string): readonly string[] {
  return text.split('\n').filter((line) => displayWidth(line) > columns && !line.startsWith('  kubectl '))
}
