import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {pullList} from '../../src/report/pull-list.ts'
import type {PullName} from '../../src/report/pull-name.ts'

function aPull(pod: string, changes: Partial<PullName> = {}): PullName {
  return {namespace: 'shop', pod, container: 'app', image: 'registry.corp/app:1.0', ...changes}
}

const web = {owner: 'Deployment/web'}
const lists: Readonly<Record<string, readonly [pulls: readonly PullName[], list: string]>> = {
  'nothing of nothing': [[], ''],
  'a Pod with its container': [[aPull('web-0')], 'pod/web-0 (app)'],
  'the containers of one Pod together': [[aPull('web-0'), aPull('web-0', {container: 'db'})], 'pod/web-0 (app, db)'],
  'the only Pod of a workload by its own name': [[aPull('web-0', web)], 'pod/web-0 (app)'],
  'the Pods of a workload as that workload': [[aPull('a', web), aPull('b', web)], 'deployment/web (2 Pods: app)'],
  'workloads of the same name in two namespaces apart': [
    [aPull('a', web), aPull('b', web), aPull('c', {...web, namespace: 'test'})],
    'shop/deployment/web (2 Pods: app), test/pod/c (app)',
  ],
  'five, since a count of one is no shorter': [
    ['a', 'b', 'c', 'd', 'e'].map((name) => aPull(name)),
    'pod/a (app), pod/b (app), pod/c (app), pod/d (app), pod/e (app)',
  ],
  'nodes in the place of the Pods that were made for them, each once': [
    ['a', 'a', 'b'].map((node, at) => aPull(`made-${at}`, {node})),
    'node/a, node/b',
  ],
  'four of six, and how many more': [
    ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => aPull(name)),
    'pod/a (app), pod/b (app), pod/c (app), pod/d (app) and 2 more',
  ],
}

describe('a list names', () => {
  for (const [what, [pulls, list]] of Object.entries(lists)) {
    test(what, () => {
      assert.equal(pullList(pulls), list)
    })
  }
})

test('the namespace is named where the reader cannot know it', () => {
  assert.equal(pullList([aPull('web-0')], true), 'shop/pod/web-0 (app)')
})
