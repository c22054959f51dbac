import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {cli} from '../cli/run-cli.ts'
import {objectsOf} from '../manifests/kind-schema.ts'

/** By sentence: the call, and what it says on stderr. */
const refused: Readonly<Record<string, readonly [line: string, stderr: string]>> = {
  'a command that is misspelt, with the nearest one': [
    'generate role docter',
    `error: "docter" is not a command that needs rights in a cluster
The nearest one is "doctor".
There are doctor, verify, decode, create, attach, detach, refresh, advise, from-node, watch.
`,
  ],
  'a command that asks no cluster': [
    'generate role explain',
    `error: "explain" is not a command that needs rights in a cluster
There are doctor, verify, decode, create, attach, detach, refresh, advise, from-node, watch.
`,
  ],
  'a ServiceAccount without its namespace': [
    'generate role refresh --service-account renewer',
    'error: --service-account takes NAMESPACE:NAME, not "renewer"\n',
  ],
  'a user without a name': [
    'generate role refresh --user=',
    'error: a user or group has a name, without control characters\n',
  ],
}

describe('generate role', {concurrency: 2}, () => {
  for (const [sentence, [line, stderr]] of Object.entries(refused)) {
    test(`refuses ${sentence}`, async () => {
      assert.deepEqual(await cli(line), {stdout: '', stderr, exitCode: 2})
    })
  }

  test('opens one namespace, and what is in none by an object of its own, to all that are named', async () => {
    const subjects = '--user anne --group on-call --group sre --service-account shop:watcher'
    const {stdout, stderr, exitCode} = await cli(`generate role doctor -n shop --name look ${subjects}`)
    assert.deepEqual({stderr, exitCode}, {stderr: '', exitCode: 0})
    assert.match(stdout, /^# With --from-node it takes those of "generate role from-node", too\.$/m)
    const objects = objectsOf(stdout)
    assert.deepEqual(
      objects.map(({kind, metadata}) => [kind, metadata.name, metadata.namespace]),
      [
        ['Role', 'look', 'shop'],
        ['RoleBinding', 'look', 'shop'],
        ['ClusterRole', 'look', undefined],
        ['ClusterRoleBinding', 'look', undefined],
      ],
    )
    const apiGroup = 'rbac.authorization.k8s.io'
    for (const binding of [objects[1], objects[3]]) {
      assert.deepEqual(binding?.subjects, [
        {kind: 'User', apiGroup, name: 'anne'},
        {kind: 'Group', apiGroup, name: 'on-call'},
        {kind: 'Group', apiGroup, name: 'sre'},
        {kind: 'ServiceAccount', name: 'watcher', namespace: 'shop'},
      ])
    }
  })

  test('opens all namespaces to nobody unless it is told otherwise', async () => {
    const [role, ...others] = objectsOf((await cli('generate role decode')).stdout)
    assert.deepEqual([role?.kind, role?.metadata.name, others], ['ClusterRole', 'imagecreds-decode', []])
  })
})
