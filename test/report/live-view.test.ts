import assert from 'node:assert/strict'
import {test} from 'node:test'
import {type LiveView, nextView, viewLines} from '../../src/report/live-view.ts'
import type {Progress} from '../../src/report/progress.ts'

/** The view after these words, one each second. */
function viewOf(...told: readonly Progress[]): LiveView {
  const [first = {kind: 'reading', what: 'Pods'}, ...others] = told
  return others.reduce((view, progress, at) => nextView(view, progress, (at + 1) * 1000), nextView(undefined, first, 0))
}

const planned: Progress = {kind: 'planned', pods: 3, images: 4, failing: 2, probes: 2}
const found: Progress = {kind: 'found', code: 'ICR1101', name: 'SecretMissing', pull: 'pod/web-0 (app)'}

test('what was read stays above what goes on, and what was found below it', () => {
  const asking: Progress = {kind: 'asking', answered: 1, total: 2, waitingFor: ['quay.io']}
  assert.deepEqual(viewLines(viewOf({kind: 'reading', what: 'Pods'}, planned, found, asking), '*', 3500, 24), [
    '  3 Pods, 4 images, 2 failing, 2 probes',
    '* asking registries: 1 of 2 answered; waiting for quay.io',
    '  ICR1101 SecretMissing  pod/web-0 (app)',
  ])
})

test('a registry that keeps one waiting is named with its time', () => {
  const asking: Progress = {kind: 'asking', answered: 0, total: 2, waitingFor: ['quay.io']}
  const view = viewOf(planned, asking, {...asking, answered: 1})
  assert.equal(viewLines(view, '*', 9400, 24)[1], '* asking registries: 1 of 2 answered; waiting for quay.io, 8 s')
})

test('a low terminal is never filled: findings that do not fit are counted', () => {
  const view = viewOf(planned, found, found, found, found, {kind: 'reading', what: 'more'})
  for (const rows of [4, 5, 6, 24]) assert.ok(viewLines(view, '*', 0, rows).length < rows, String(rows))
  assert.equal(viewLines(view, '*', 0, 5).at(-1), '  and 3 findings more')
})

test('no name of a cluster acts on the terminal', () => {
  const view = viewOf(planned, {...found, pull: 'pod/\u001b[2J'})
  assert.doesNotMatch(viewLines(view, '*', 0, 24).join(''), /\u001b/)
})
