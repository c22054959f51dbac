import assert from 'node:assert/strict'
import {test} from 'node:test'
import {headline} from '../../src/report/headline.ts'
import {createTheme} from '../../src/report/theme.ts'

const theme = createTheme({color: false, unicode: true})
const left = {text: '✗ ICR1101', painted: '<✗ ICR1101>'}

test('what fits stands at the right end of the line, whatever the paint', () => {
  const {line, below} = headline(left, 'pod/web-0', {width: 30, theme})
  assert.equal(line, `<✗ ICR1101>${' '.repeat(12)}pod/web-0`)
  assert.deepEqual(below, [])
})

test('two columns are kept free between the two; what does not fit goes below', () => {
  assert.equal(headline(left, 'pod/web-0', {width: 20, theme}).line, '<✗ ICR1101>  pod/web-0')
  assert.deepEqual(headline(left, 'pod/web-0', {width: 19, theme}), {line: '<✗ ICR1101>', below: ['    pod/web-0']})
})

test('on a wide terminal the right part stays within sight', () => {
  assert.equal(headline(left, 'pod/web-0', {width: 300, theme}).line.length, 102)
})

test('with nothing to say on the right nothing is left there', () => {
  assert.deepEqual(headline(left, '', {width: 80, theme}), {line: '<✗ ICR1101>', below: []})
})
