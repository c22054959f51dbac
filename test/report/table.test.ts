import assert from 'node:assert/strict'
import {test} from 'node:test'
import {table} from '../../src/report/table.ts'

test('prints as kubectl does', () => {
  const lines = table(
    ['code', 'name', 'a'],
    [
      ['ICR1101', 'SecretMissing', '1'],
      ['ICR9', '', '22'],
    ],
  )
  assert.deepEqual(lines, [
    'CODE      NAME            A',
    'ICR1101   SecretMissing   1',
    'ICR9      <none>          22',
  ])
})

test('a narrow column takes six columns with what follows it', () => {
  assert.deepEqual(table(['a', 'b'], [['1', '2']]), ['A     B', '1     2'])
})

test('columns stand in line for wide characters', () => {
  assert.deepEqual(
    table(
      ['name', 'x'],
      [
        ['漢字漢字', '1'],
        ['ascii', '2'],
      ],
    ),
    ['NAME       X', '漢字漢字   1', 'ascii      2'],
  )
})

test('a cell cannot break out of its row', () => {
  const lines = table(['name', 'x'], [['a\nb\u001B[2K', 'y\r']])
  assert.equal(lines.length, 2)
  assert.doesNotMatch(lines.join(''), /\p{C}/u)
})

test('a table without rows is its headers', () => assert.deepEqual(table(['name', 'age'], []), ['NAME   AGE']))

test('a row that is too short is filled up', () => {
  assert.deepEqual(table(['name', 'age'], [['a']]), ['NAME   AGE', 'a      <none>'])
})

test('a hundred thousand rows are no trouble', () => {
  assert.equal(
    table(
      ['n'],
      Array.from({length: 100_000}, () => ['1']),
    ).length,
    100_001,
  )
})
