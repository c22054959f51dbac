import assert from 'node:assert/strict'
import {test} from 'node:test'
import {humanDuration} from '../../src/report/human-duration.ts'
import {humanDuration as kubectlDuration} from '../sandbox/kube/human-duration.ts'

test('shows times as the Age column of kubectl does', () => {
  const [minute, hour, day] = [60, 3600, 86_400]
  const edges = [0, 2 * minute, 10 * minute, 3 * hour, 8 * hour, 2 * day, 8 * day, 730 * day, 2920 * day]
  for (const seconds of edges
    .flatMap((edge) => [edge - 1, edge, edge + 1, edge + 61, edge + 3700])
    .filter((one) => one >= 0)) {
    assert.equal(humanDuration(seconds), kubectlDuration(seconds * 1000), `${seconds}`)
  }
})

test('shows no time that is over', () => assert.equal(humanDuration(-5), '0s'))
