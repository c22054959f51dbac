import assert from 'node:assert/strict'
import {test} from 'node:test'
import {commandRights} from '../../src/manifests/command-rights.ts'
import {commandRole} from '../../src/manifests/command-role.ts'
import {rotation} from '../../src/manifests/rotation.ts'
import {objectsOf} from './kind-schema.ts'

const refresh = commandRights.find(({command}) => command === 'refresh')
assert.ok(refresh)
const subject = {kind: 'ServiceAccount', name: 'renewer', namespace: 'ops'} as const
const options = {rights: refresh, name: 'renewer', namespace: 'shop', subjects: [subject]}

test('a Role of one namespace is bound there, to a ServiceAccount of another', () => {
  assert.equal(
    commandRole(options),
    `# What "kubectl imagecreds refresh" asks of the cluster, and nothing else.
# Take out what you do not use: the command says what it could not look at.
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: renewer
  namespace: shop
rules:
# those that are named, or all; written back where a login was renewed
- apiGroups: [""]
  resources: ["secrets"]
  verbs: ["get", "list", "update"]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: renewer
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: renewer
subjects:
- kind: ServiceAccount
  name: "renewer"
  namespace: ops
`,
  )
})

test('a rotation gives its CronJob what refresh takes, and no more', () => {
  const image = 'example.com/imagecreds:1'
  const all = {name: 'renewer', namespace: 'shop', secrets: [], image, schedule: '@hourly', ifOlderThan: undefined}
  const [, role] = objectsOf(rotation(all))
  const [own] = objectsOf(commandRole(options))
  assert.deepEqual(role, own)
})

test('only reading commands read: none of their rights writes', () => {
  const reading = commandRights.filter(({command}) => ['advise', 'decode', 'doctor', 'verify'].includes(command))
  const verbs = reading
    .flatMap(({inNamespace, inCluster}) => [...inNamespace, ...inCluster])
    .flatMap((one) => one.verbs)
  assert.deepEqual([...new Set(verbs)].sort(), ['get', 'list'])
})

test('no right is one for everything, or gives other rights', () => {
  for (const {command, inNamespace, inCluster} of commandRights) {
    for (const {group, resources, verbs} of [...inNamespace, ...inCluster]) {
      const words = [group, ...resources, ...verbs]
      assert.ok(!words.some((word) => /\*|^(?:impersonate|bind|escalate)$|rbac/.test(word)), command)
    }
  }
})
