import assert from 'node:assert/strict'
import {test} from 'node:test'
import {nexus} from '../../src/providers/nexus.ts'
import {hintsOf} from './builders.ts'

test('a Nexus without a port is asked for the one of its connector', () => {
  assert.equal(hintsOf(nexus, {registry: 'nexus.corp', username: 'ci', password: 'x'}).notes.length, 1)
  assert.deepEqual(hintsOf(nexus, {registry: 'nexus.corp:8083', username: 'ci', password: 'x'}).notes, [])
})
