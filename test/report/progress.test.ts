import assert from 'node:assert/strict'
import {test} from 'node:test'
import {progressText} from '../../src/report/progress.ts'

test('progress names what is read, and whose answers are awaited, the first by name', () => {
  assert.equal(progressText({kind: 'reading', what: 'Pods'}), 'reading Pods')
  const asking = (waitingFor: readonly string[]) => progressText({kind: 'asking', answered: 1, total: 3, waitingFor})
  assert.equal(asking([]), 'asking registries: 1 of 3 answered')
  assert.equal(asking(['ghcr.io']), 'asking registries: 1 of 3 answered; waiting for ghcr.io')
  assert.equal(
    asking(['ghcr.io', 'quay.io', 'a.test']),
    'asking registries: 1 of 3 answered; waiting for ghcr.io and 2 more',
  )
})
