import assert from 'node:assert/strict'
import {after, afterEach, describe, test} from 'node:test'
import {inTerminal} from '../cli/pseudo-terminal.ts'
import {shellInvocation} from '../cli/run-cli.ts'
import {textAt} from '../sandbox/kube/json.ts'
import {skipWithoutDistribution} from '../sandbox/registry/distribution-binary.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {aNamespace} from './object.ts'
import {startSandbox} from './sandbox.ts'

const skip = skipWithoutDistribution()
const stdin = `${alice.password}\n`
const login = '--server registry.example.com --username ci --password-stdin --no-verify'
const sandbox = await startSandbox({
  registries: skip === false ? ['BASIC'] : [],
  objects: () => ['blue', 'green', 'red', 'grey', 'old'].map((name) => aNamespace(name, {team: 'paint'})),
})
after(() => sandbox.close())
afterEach(() => sandbox.api.inject(() => undefined))

describe('create in several namespaces', () => {
  test('tries the login once and stores it in each', {skip}, async () => {
    const before = sandbox.server('BASIC').requests.length
    await sandbox.shows(
      `$ kubectl imagecreds create checked -n blue,green,red --server 127.0.0.1:BASIC --username alice --password-stdin
secret/checked created in namespace "blue"
secret/checked created in namespace "green"
secret/checked created in namespace "red"
2> 127.0.0.1:BASIC accepts the login "alice"
exit 0
`,
      {stdin},
    )
    const asked = sandbox.server('BASIC').requests.slice(before)
    assert.equal(asked.filter(({headers}) => headers.authorization !== undefined).length, 1)
    assert.deepEqual(new Set(['blue', 'green', 'red'].map((namespace) => config('checked', namespace))).size, 1)
  })

  test('stores nothing anywhere where the registry refuses the login', {skip}, async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create refused -n blue,green --server 127.0.0.1:BASIC --username alice --password-stdin
2> error: 127.0.0.1:BASIC refuses the login "alice": 401 UNAUTHORIZED: authentication required
2> namespace "blue": nothing is stored
2> namespace "green": nothing is stored
exit 1
`,
      {stdin: 'wrong'},
    )
    assert.equal(stored('refused', 'blue'), undefined)
  })

  test('leaves the choice to the user where the registry does not answer', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create unasked -n blue,green --server 127.0.0.1:1 --username ci --password-stdin
2> error: the login "ci" could not be checked at 127.0.0.1:1: it refuses the connection (ECONNREFUSED)
2> --no-verify stores logins unchecked.
2> Nodes may reach what this machine does not.
2> namespace "blue": nothing is stored
2> namespace "green": nothing is stored
exit 2
`,
      {stdin},
    )
  })
  test('says which namespaces are not there, and creates them where that is asked for', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create new -n blue,missing ${login}
secret/new created in namespace "blue"
2> error: namespace "missing" does not exist
2> List what exists: kubectl get namespaces
2> Add --create-namespace to have it created.
exit 2
`,
      {stdin},
    )
    await sandbox.shows(
      `$ kubectl imagecreds create new -n blue,missing ${login} --create-namespace --dry-run=server
secret/new unchanged in namespace "blue" (server dry run)
namespace/missing created (server dry run)
secret/new created in namespace "missing" (server dry run)
exit 0
`,
      {stdin},
    )
    assert.equal(sandbox.api.find('v1', 'Namespace', 'missing'), undefined)
    await sandbox.shows(
      `$ kubectl imagecreds create new -n blue,missing ${login} --create-namespace
secret/new unchanged in namespace "blue"
namespace/missing created
secret/new created in namespace "missing"
exit 0
`,
      {stdin},
    )
  })

  test('tells the rights that lack, by namespace', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create forbidden --as viewer -n blue,green ${login}
2> error: secrets "forbidden" is forbidden: User "viewer" cannot get resource "secrets" in API group "" in the namespace "blue"
2> Ask for the right; see whether you have it with: kubectl auth can-i get secrets/forbidden -n blue
2> error: secrets "forbidden" is forbidden: User "viewer" cannot get resource "secrets" in API group "" in the namespace "green"
2> Ask for the right; see whether you have it with: kubectl auth can-i get secrets/forbidden -n green
exit 2
`,
      {stdin},
    )
  })

  test('tells of a write whose answer is lost, and mends it when it is run again', async () => {
    sandbox.api.inject(({method}) => (method === 'PATCH' ? {kind: 'cut', afterBytes: 0} : undefined))
    await sandbox.shows(
      `$ kubectl imagecreds create cut -n blue,green ${login}
2> error: namespace "blue": API server https://127.0.0.1:KUBES broke its answer off
2> It may be done all the same: run the call again, which does no harm.
2> error: namespace "green": API server https://127.0.0.1:KUBES broke its answer off
2> It may be done all the same: run the call again, which does no harm.
exit 2
`,
      {stdin},
    )
    sandbox.api.inject(() => undefined)
    await sandbox.shows(
      `$ kubectl imagecreds create cut -n blue,green ${login}
secret/cut unchanged in namespace "blue"
secret/cut unchanged in namespace "green"
exit 0
`,
      {stdin},
    )
  })

  test('takes a list with blanks and doubles, and no other text', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create listed -n 'blue, green,blue' ${login}
secret/listed created in namespace "blue"
secret/listed created in namespace "green"
exit 0
`,
      {stdin},
    )
    await sandbox.shows(
      `$ kubectl imagecreds create listed -n blue,,Green ${login}
2> error: "" cannot be the name of a namespace
2> Names are of lower case letters, digits and "-", and begin and end with a letter or digit.
exit 2
`,
      {stdin},
    )
  })

  test('prints the objects as a list, without a cluster where it is a dry run on the client', async () => {
    const env = {KUBECONFIG: sandbox.file('none.kubeconfig', '')}
    await sandbox.shows(
      `$ kubectl imagecreds create dry -n blue,green --server r.io --username u --password-stdin --no-verify --dry-run=client -o yaml
apiVersion: v1
items:
- apiVersion: v1
  data:
    .dockerconfigjson: eyJhdXRocyI6eyJyLmlvIjp7InVzZXJuYW1lIjoidSIsInBhc3N3b3JkIjoicCIsImF1dGgiOiJkVHB3In19fQ==
  kind: Secret
  metadata:
    name: dry
    namespace: blue
  type: kubernetes.io/dockerconfigjson
- apiVersion: v1
  data:
    .dockerconfigjson: eyJhdXRocyI6eyJyLmlvIjp7InVzZXJuYW1lIjoidSIsInBhc3N3b3JkIjoicCIsImF1dGgiOiJkVHB3In19fQ==
  kind: Secret
  metadata:
    name: dry
    namespace: green
  type: kubernetes.io/dockerconfigjson
kind: List
exit 0
`,
      {stdin: 'p', env},
    )
  })
})

describe('create in namespaces that are looked up', () => {
  test('--namespace-selector takes those with the labels that are not being deleted', async () => {
    const old = aNamespace('old', {team: 'paint'})
    sandbox.api.put({
      ...old,
      metadata: {name: 'old', labels: {team: 'paint'}, deletionTimestamp: '2026-11-21T22:00:00Z'},
    })
    await sandbox.shows(
      `$ kubectl imagecreds create selected --namespace-selector team=paint ${login}
secret/selected created in namespace "blue"
secret/selected created in namespace "green"
secret/selected created in namespace "grey"
secret/selected created in namespace "red"
exit 0
`,
      {stdin},
    )
    await sandbox.shows(
      `$ kubectl imagecreds create selected --namespace-selector team=none ${login}
2> error: no namespace has the labels "team=none"
2> List what exists: kubectl get namespaces --show-labels
exit 2
`,
      {stdin},
    )
  })

  test('-A asks first', {skip: process.platform !== 'linux'}, async () => {
    const call = `create everywhere -A ${login.replace('--password-stdin', '--password x')}`
    const question = /Store in all \d+ namespaces of https:\/\/127\.0\.0\.1:\d+\? \[y\/N\] /
    const answer = (type: string) => {
      return inTerminal(`${shellInvocation} ${call}`, [{after: '[y/N] ', type}], sandbox.env)
    }
    const no = await answer('n\n')
    assert.match(no.screen, question)
    assert.equal(no.exitCode, 2)
    assert.equal(stored('everywhere', 'blue'), undefined)
    const yes = await answer('y\n')
    assert.equal(yes.exitCode, 0)
    assert.notEqual(stored('everywhere', 'kube-system'), undefined)
  })

  test('-A --yes does not ask, nor does a dry run', async () => {
    const dry = await sandbox.screen(`create sure -A --dry-run=server ${login}`, {stdin})
    assert.match(dry, /^secret\/sure created in namespace "default" \(server dry run\)$/m)
    const sure = await sandbox.screen(`create sure -A --yes ${login}`, {stdin})
    assert.match(sure, /^secret\/sure created in namespace "default"$/m)
  })

  test('needs the right to list them', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create listless -A --yes --as nobody ${login}
2> error: namespaces is forbidden: User "nobody" cannot list resource "namespaces" in API group "" at the cluster scope
2> Ask for the right; see whether you have it with: kubectl auth can-i list namespaces
exit 2
`,
      {stdin},
    )
  })
})

function stored(name: string, namespace: string) {
  return sandbox.api.find('v1', 'Secret', name, namespace)
}

function config(name: string, namespace: string): string {
  return Buffer.from(textAt(stored(name, namespace), 'data', '.dockerconfigjson') ?? '', 'base64').toString()
}
