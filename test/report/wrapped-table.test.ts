import assert from 'node:assert/strict'
import {test} from 'node:test'
import {wrappedTable} from '../../src/report/wrapped-table.ts'

const headers = ['way', 'for whom']
const rows = [
  ['short', 'one two three'],
  ['a way of many words', 'nobody'],
]

test('a table that fits has one line for each row', () => {
  assert.deepEqual(wrappedTable(headers, rows, 80), [
    ['WAY                  FOR WHOM'],
    ['short                one two three'],
    ['a way of many words  nobody'],
  ])
})

test('the widest column gives way first, and no line is wider than the terminal', () => {
  assert.deepEqual(wrappedTable(headers, rows, 24), [
    ['WAY          FOR WHOM'],
    ['short        one two', '             three'],
    ['a way of     nobody', 'many words'],
  ])
})

test('there is none where the longest words have no room', () => {
  assert.equal(wrappedTable(headers, rows, 11), undefined)
})

test('what a terminal would act on is made visible before it is measured', () => {
  assert.deepEqual(wrappedTable(['a'], [['\x1b[2J']], 80)?.at(1), ['\\u001b[2J'])
})
