import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {call, count, startFleet} from './asked-fleet.ts'

const fleet = await startFleet()

describe('a run that is cut short', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`by ${signal} deletes its Pods, says what is known, and of the others why they are not`, async () => {
      fleet.say({
        'fleet-10': {kind: 'hangs'},
        'fleet-11': {kind: 'recorded', capture: '13-tag-missing'},
        'fleet-12': {kind: 'hangs'},
      })
      const child = fleet.start(`${call} -o json`)
      await fleet.deletions(10)
      child.process.kill(signal)
      const {stdout, stderr, exitCode} = await child.ended
      assert.equal(exitCode, signal === 'SIGINT' ? 130 : 143)
      assert.equal(stderr, 'interrupted: deleting what was made; once more to leave it\n')
      const {nodePulls, notChecked, findings} = JSON.parse(stdout)
      const outcomes = Map.groupBy(nodePulls, ({outcome}: {outcome: string}) => outcome)
      assert.equal(nodePulls.length, count)
      assert.ok((outcomes.get('pulled')?.length ?? 0) >= 9)
      assert.equal(outcomes.get('failed')?.length, 1)
      assert.ok((outcomes.get('not-known')?.length ?? 0) >= 2)
      assert.deepEqual(
        findings.map(({name}: {name: string}) => name),
        ['TagNotFound'],
      )
      assert.match(JSON.stringify(notChecked), /"what":"nodes [^}]*"why":"the run was interrupted"/)
      assert.deepEqual(fleet.api.all('v1', 'Pod'), [])
    })
  }

  test('by an API server that is gone says what is known, and exits as for any cluster that cannot be reached', async () => {
    let deleted = 0
    fleet.api.inject(({method}) => {
      if (method === 'DELETE') deleted += 1
      return deleted > 6 ? {kind: 'cut', afterBytes: 0} : undefined
    })
    const {stdout, stderr, exitCode} = await fleet.start(call).ended
    assert.equal(exitCode, 2)
    assert.match(stdout, /✓ pulled: \d+ nodes\n/)
    assert.match(stdout, /\? not known: \d+ nodes\n/)
    assert.match(stdout, /\n {2}nodes "fleet-.* and \d+ more: API server\s+https:/)
    assert.match(
      stderr,
      /^error: .*\nA Pod that could not be deleted ends by its deadline; the next call deletes it\.\n$/s,
    )
  })
})
