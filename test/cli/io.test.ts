import assert from 'node:assert/strict'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, test} from 'node:test'
import {ExpectedError} from '../../src/cli/expected-error.ts'
import {openLines, readInput} from '../../src/cli/io.ts'

const folder = mkdtempSync(join(tmpdir(), 'imagecreds-io-'))
after(() => rmSync(folder, {recursive: true}))

test('a file is read as it is, whatever its bytes', async () => {
  const bytes = Uint8Array.of(0xff, 0, 0x0a, 0x0d)
  assert.deepEqual([...(await readInput(aFile('bytes', bytes)))], [...bytes])
})

test('a file of exactly the limit is read, one byte more is not', async () => {
  const name = aFile('ten', new Uint8Array(10))
  assert.equal((await readInput(name, {limit: 10})).length, 10)
  await assert.rejects(readInput(name, {limit: 9}), new ExpectedError(`file "${name}" is larger than 9 bytes`))
})

test('what cannot be read is named with the reason', async () => {
  await assert.rejects(readInput(join(folder, 'nowhere')), /^ExpectedError: file ".*nowhere" does not exist$/)
  await assert.rejects(readInput(folder), /^ExpectedError: file ".*" is a directory$/)
})

test('a file of lines grows behind what is there, and is not touched before', () => {
  const path = aFile('lines', Buffer.from('one\ntwö\nthr'))
  const file = openLines(path)
  assert.deepEqual(file.lines, ['one', 'twö'])
  assert.equal(readFileSync(path, 'utf8'), 'one\ntwö\nthr')
  file.append('three')
  file.append('four')
  assert.equal(readFileSync(path, 'utf8'), 'one\ntwö\nthr\nthree\nfour\n')
})

test('a file of lines that two write to at once keeps the lines of both', () => {
  const path = join(folder, 'shared-lines')
  const [one, other] = [openLines(path), openLines(path)]
  one.append('a')
  other.append('b')
  one.append('c')
  assert.deepEqual(openLines(path).lines, ['a', 'b', 'c'])
})

test('a file of lines that is not there is made by its first line', () => {
  const path = join(folder, 'new-lines')
  const {lines, isEmpty, append} = openLines(path)
  assert.deepEqual([lines, isEmpty], [[], true])
  assert.throws(() => readFileSync(path), /ENOENT/)
  append('one')
  assert.equal(readFileSync(path, 'utf8'), 'one\n')
})

test('what is no file holds no lines', () => {
  assert.throws(() => openLines(folder), /^ExpectedError: ".*" is not a file of lines$/)
})

function aFile(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
