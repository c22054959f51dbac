import assert from 'node:assert/strict'
import {after, afterEach, describe, test} from 'node:test'
import {type JsonObject, listAt, textAt} from '../sandbox/kube/json.ts'
import {aLogin, aNamespace, aPullSecret, aSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const stdin = 's3cret\n'
const login = '--server registry.example.com --username ci --password-stdin --no-verify'
const controller = {apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', name: 'regcred'}
const sandbox = await startSandbox({
  objects: () => [
    ...['blue', 'green', 'red'].map((name) => aNamespace(name)),
    aPullSecret('foreign', {'ghcr.io': aLogin('ci', 'x')}, {namespace: 'green'}),
    aPullSecret('owned', {'ghcr.io': aLogin('ci', 'x')}, {namespace: 'green', owner: controller}),
    aPullSecret('upheld', {'ghcr.io': aLogin('ci', 'x')}, {namespace: 'green', owner: controller}),
    aPullSecret('frozen', {'ghcr.io': aLogin('ci', 'x')}, {namespace: 'green', isImmutable: true}),
    aSecret('opaque', {key: 'value'}, {namespace: 'green'}),
  ],
})
after(() => sandbox.close())
afterEach(() => sandbox.api.inject(() => undefined))

describe('create in several namespaces, where the Secret exists', () => {
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

  test('--update changes what a controller writes, and says what will become of it', async () => {
    const screens = ['green', 'blue,green'].map((namespaces) => {
      return sandbox.screen(`create upheld -n ${namespaces} ${login} --update --dry-run=server`, {stdin})
    })
    for (const screen of await Promise.all(screens)) {
      assert.match(
        screen,
        /^2> warning: secret "upheld" is written by ExternalSecret\/regcred, which may undo the change: make it there$/m,
      )
      assert.match(screen, /exit 0\n$/)
    }
  })

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
})

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
