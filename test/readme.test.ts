import assert from 'node:assert/strict'
import {test} from 'node:test'
import {commandRights} from '../src/manifests/command-rights.ts'
import type {Right} from '../src/manifests/right.ts'
import {readReadme, screensOf, sessionsIn} from './readme/sessions.ts'

test('every console block of the README is what the program prints', async () => {
  const sessions = sessionsIn(readReadme())
  assert.ok(sessions.length >= 5)
  const screens = await screensOf(sessions.map(({command}) => command))
  for (const [index, {command, screen}] of sessions.entries()) assert.equal(screens[index], screen, command)
})

/** Workloads are written as one word, or as what is named. */
const workload = /^(?:replicationcontrollers|daemonsets|deployments|replicasets|statefulsets|cronjobs|jobs)$/

test('the table of permissions names what each Role holds, and nothing else', () => {
  const rows = [...readReadme().matchAll(/^\| `([\w-]+)`[^|]*\|([^|]*)\|([^|]*)\|$/gm)]
  const named = (cell = '') =>
    [...new Set(cell.match(/[a-z]{3,}s\b/g) ?? [])].filter((word) => !ordinary.has(word)).sort()
  const held = (rights: readonly Right[], cell = '') => {
    const all = [...new Set(rights.flatMap(({resources}) => resources))]
    return all.filter((resource) => !workload.test(resource) || cell.includes(resource)).sort()
  }
  for (const {command, inNamespace, inCluster} of commandRights) {
    const row = rows.find(([, name]) => name?.replace(/^--/, '') === command)
    assert.ok(row !== undefined, command)
    assert.deepEqual(named(row[2]), held(inNamespace, row[2]), command)
    assert.deepEqual(named(row[3]), held(inCluster, row[3]), command)
  }
})

const ordinary = new Set(['workloads'])
