import assert from 'node:assert/strict'
import {after, beforeEach, describe, test} from 'node:test'
import {inTerminal} from '../cli/pseudo-terminal.ts'
import {executable} from '../cli/run-cli.ts'
import {serverError} from '../sandbox/kube/fault.ts'
import {type JsonObject, listAt, textAt} from '../sandbox/kube/json.ts'
import {skipWithoutDistribution} from '../sandbox/registry/distribution-binary.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {aLogin, aPullSecret, aSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const skip = skipWithoutDistribution()
const stdin = `${alice.password}\n`
const login = '--server registry.example.com --username ci --password-stdin --no-verify'
const controller = {apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', name: 'regcred'}
const sandbox = await startSandbox({
  registries: skip === false ? ['BASIC'] : [],
  objects: () => [
    ...['blue', 'green', 'red', 'grey'].map((name) => aNamespace(name, {team: 'paint'})),
    aNamespace('old', {team: 'paint'}),
    aPullSecret('foreign', {'ghcr.io': aLogin('ci', 'x')}, {namespace: 'green'}),
    aPullSecret('owned', {'ghcr.io': aLogin('ci', 'x')}, {namespace: 'green', owner: controller}),
    aPullSecret('frozen', {'ghcr.io': aLogin('ci', 'x')}, {namespace: 'green', isImmutable: true}),
    aPullSecret('spoilt', '{"auths":[]}', {namespace: 'green'}),
    aSecret('opaque', {key: 'value'}, {namespace: 'green'}),
  ],
})
after(() => sandbox.close())
beforeEach(() => sandbox.api.inject(() => undefined))

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

  test('can be run again: what is the same is not written, what is ours and older is replaced', async () => {
    await sandbox.screen(`create again -n blue,green ${login}`, {stdin})
    const writes = sandbox.api.requests.length
    await sandbox.shows(
      `$ kubectl imagecreds create again -n blue,green ${login}
secret/again unchanged in namespace "blue"
secret/again unchanged in namespace "green"
exit 0
`,
      {stdin},
    )
    assert.deepEqual(
      sandbox.api.requests.slice(writes).filter(({method}) => method !== 'GET'),
      [],
    )
    await sandbox.shows(
      `$ kubectl imagecreds create again -n blue,green,red ${login}
secret/again configured in namespace "blue"
secret/again configured in namespace "green"
secret/again created in namespace "red"
exit 0
`,
      {stdin: 'another'},
    )
    assert.deepEqual(managers('again', 'blue'), ['kubectl-imagecreds Apply'])
  })

  test('replaces what this program stored without an apply', async () => {
    await sandbox.screen(`create plain -n blue ${login}`, {stdin})
    assert.deepEqual(managers('plain', 'blue'), ['kubectl-imagecreds Update'])
    await sandbox.shows(
      `$ kubectl imagecreds create plain -n blue,green ${login}
secret/plain configured in namespace "blue"
secret/plain created in namespace "green"
exit 0
`,
      {stdin: 'another'},
    )
    assert.equal(managers('plain', 'blue')[0], 'kubectl-imagecreds Apply')
  })

  test('loses no login of another registry', async () => {
    await sandbox.screen(`create fuller -n blue --server quay.io --username ci --password-stdin --no-verify`, {stdin})
    const before = config('fuller', 'blue')
    await sandbox.shows(
      `$ kubectl imagecreds create fuller -n blue,green ${login}
secret/fuller created in namespace "green"
2> error: secret "fuller" in namespace "blue" holds logins for "quay.io" too
2> Add --update to keep them.
2> kubectl imagecreds decode fuller -n blue
exit 2
`,
      {stdin},
    )
    assert.equal(config('fuller', 'blue'), before)
    await sandbox.shows(
      `$ kubectl imagecreds create fuller -n blue,green ${login} --update
secret/fuller configured in namespace "blue"
secret/fuller unchanged in namespace "green"
exit 0
`,
      {stdin},
    )
    assert.deepEqual(Object.keys(JSON.parse(config('fuller', 'blue')).auths), ['quay.io', 'registry.example.com'])
  })

  for (const [what, screen] of [
    [
      'somebody else has written',
      `$ kubectl imagecreds create foreign -n blue,green ${login}
secret/foreign created in namespace "blue"
2> error: secret "foreign" in namespace "green" was not written by kubectl imagecreds, and is left as it is
2> Add --update to put the login into it; other registries in it are kept.
2> kubectl imagecreds decode foreign -n green
exit 2
`,
    ],
    [
      'a controller writes',
      `$ kubectl imagecreds create owned -n blue,green ${login}
secret/owned created in namespace "blue"
2> error: secret "owned" in namespace "green" is written by ExternalSecret/regcred, which would undo the change
2> Change the login where ExternalSecret/regcred takes it from:
2> kubectl get externalsecret/regcred -n green -o yaml
exit 2
`,
    ],
    [
      'is immutable',
      `$ kubectl imagecreds create frozen -n blue,green ${login}
secret/frozen created in namespace "blue"
2> error: secret "frozen" in namespace "green" is immutable
2> Its data can never be changed. Create one of another name, or delete it first:
2> kubectl delete secret frozen -n green
exit 2
`,
    ],
    [
      'is of another type',
      `$ kubectl imagecreds create opaque -n blue,green ${login}
secret/opaque created in namespace "blue"
2> error: secret "opaque" in namespace "green" is of type "Opaque", not kubernetes.io/dockerconfigjson
2> The type of a Secret cannot be changed. Delete it, if nothing else needs it, and create it again:
2> kubectl delete secret opaque -n green
exit 2
`,
    ],
  ] as const) {
    test(`leaves alone a Secret that ${what}, and goes on`, () => sandbox.shows(screen, {stdin}))
  }

  test('names the other manager of the login', async () => {
    await sandbox.screen(`create applied -n blue,green ${login}`, {stdin})
    sandbox.api.put(aManaged('applied', 'green', 'argocd-controller'))
    await sandbox.shows(
      `$ kubectl imagecreds create applied -n blue,green ${login}
secret/applied unchanged in namespace "blue"
2> error: secret "applied" in namespace "green" was written by "argocd-controller", and is left as it is
2> Add --update to put the login into it; other registries in it are kept.
2> kubectl imagecreds decode applied -n green
exit 2
`,
      {stdin},
    )
  })

  test('reads again where somebody else has written in between', async () => {
    await sandbox.screen(`create raced -n blue,green ${login}`, {stdin})
    let rivals = 0
    sandbox.api.inject(({method, url}) => {
      if (method !== 'PATCH' || !url.includes('/namespaces/green/secrets/raced') || rivals > 0) return undefined
      rivals += 1
      sandbox.api.put(aManaged('raced', 'green', 'rival'))
      return undefined
    })
    await sandbox.shows(
      `$ kubectl imagecreds create raced -n blue,green ${login}
secret/raced configured in namespace "blue"
2> error: secret "raced" in namespace "green" was written by "rival", and is left as it is
2> Add --update to put the login into it; other registries in it are kept.
2> kubectl imagecreds decode raced -n green
exit 2
`,
      {stdin: 'another'},
    )
    assert.deepEqual(JSON.parse(config('raced', 'green')).auths, {'registry.example.com': aLogin('ci', 'rival')})
  })

  test('says which namespaces are not there, and creates them where that is asked for', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create new -n blue,missing ${login}
secret/new created in namespace "blue"
2> error: namespace "missing" does not exist
2> See which there are: kubectl get namespaces
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
2> It may be stored all the same: run the call again, which does no harm.
2> error: namespace "green": API server https://127.0.0.1:KUBES broke its answer off
2> It may be stored all the same: run the call again, which does no harm.
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
2> See which there are: kubectl get namespaces --show-labels
exit 2
`,
      {stdin},
    )
  })

  test('-A asks first', {skip: process.platform !== 'linux'}, async () => {
    const call = `create everywhere -A ${login.replace('--password-stdin', '--password x')}`
    const question = /Store in all \d+ namespaces of https:\/\/127\.0\.0\.1:\d+\? \[y\/N\] /
    const answer = (type: string) => {
      return inTerminal(`'${process.execPath}' '${executable}' ${call}`, [{after: '[y/N] ', type}], sandbox.env)
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

describe('create of several Secrets in one namespace', () => {
  const list = `imageCredentials:
  - {name: first, namespace: grey, registry: r.io, username: u, accessToken: "{{ .Values.t }}"}
  - {name: second, namespace: grey, registry: r.io, username: u, accessToken: "{{ .Values.t }}"}
  - {name: third, namespace: red, registry: r.io, username: u, accessToken: "{{ .Values.t }}"}
`
  const call = 'create -f DIR/values.yaml --set-env t=TOKEN --no-verify'
  const env = {TOKEN: 'x'}

  test('stores all of them or none: what the server will refuse is known before', async () => {
    sandbox.file('values.yaml', list)
    sandbox.api.put(aSecret('second', {}, {namespace: 'grey'}))
    await sandbox.shows(
      `$ kubectl imagecreds ${call}
secret/third created in namespace "red"
2> error: secret "second" in namespace "grey" is of type "Opaque", not kubernetes.io/dockerconfigjson
2> The type of a Secret cannot be changed. Delete it, if nothing else needs it, and create it again:
2> kubectl delete secret second -n grey
exit 2
`,
      {env},
    )
    assert.equal(stored('first', 'grey'), undefined)
    sandbox.api.remove('v1', 'Secret', 'second', 'grey')
  })

  test('takes back what was stored where a later one fails all the same', async () => {
    sandbox.file('values.yaml', list)
    const fails = ({method, url}: {readonly method: string; readonly url: string}) => {
      const isWrite = method === 'PATCH' && url.includes('/secrets/second') && !url.includes('dryRun')
      return isWrite ? serverError(500) : undefined
    }
    sandbox.api.inject(fails)
    const failure = `2> error: namespace "grey": API server https://127.0.0.1:KUBES answers 500: etcdserver: request timed out
2> Try again in a while.
exit 2
`
    await sandbox.shows(`$ kubectl imagecreds ${call}\nsecret/third unchanged in namespace "red"\n${failure}`, {env})
    assert.equal(stored('first', 'grey'), undefined)
    sandbox.api.inject(() => undefined)
    await sandbox.screen(call, {env})
    const before = config('first', 'grey')
    sandbox.api.inject(fails)
    const screen = await sandbox.screen(call, {env: {TOKEN: 'another'}})
    assert.ok(screen.endsWith(failure), screen)
    assert.equal(config('first', 'grey'), before)
  })
})

function aNamespace(name: string, labels: Readonly<Record<string, string>>): JsonObject {
  return {apiVersion: 'v1', kind: 'Namespace', metadata: {name, labels}}
}

/** A Secret whose login somebody else keeps. */
function aManaged(name: string, namespace: string, manager: string): JsonObject {
  const secret = aPullSecret(name, {'registry.example.com': aLogin('ci', manager)}, {namespace})
  const managedFields = [
    {
      manager,
      operation: 'Apply',
      apiVersion: 'v1',
      time: '2026-11-21T20:00:00Z',
      fieldsType: 'FieldsV1',
      fieldsV1: {'f:data': {'f:.dockerconfigjson': {}}, 'f:type': {}},
    },
  ]
  return {...secret, metadata: {name, namespace, managedFields}}
}

function stored(name: string, namespace: string) {
  return sandbox.api.find('v1', 'Secret', name, namespace)
}

function config(name: string, namespace: string): string {
  return Buffer.from(textAt(stored(name, namespace), 'data', '.dockerconfigjson') ?? '', 'base64').toString()
}

function managers(name: string, namespace: string): readonly string[] {
  const entries = listAt(stored(name, namespace), 'metadata', 'managedFields')
  return entries.map((entry) => `${textAt(entry, 'manager')} ${textAt(entry, 'operation')}`)
}
