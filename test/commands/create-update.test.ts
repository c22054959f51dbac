import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import {textAt} from '../sandbox/kube/json.ts'
import {aLogin, aPullSecret, aSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const stdin = 's3cret\n'
const others =
  '{\n  "auths" : {"quay.io": {"auth":"YWNtZTp4", "note": 1}, "https://ghcr.io/v1/": {}},\n  "HttpHeaders": {"a": "<b>"}\n}\n'

const sandbox = await startSandbox({
  objects: () => [
    aPullSecret('there', {'ghcr.io': aLogin('ci', 'old')}),
    aPullSecret('kept', others, {labels: {team: 'shop'}}),
    aPullSecret('raced', {'quay.io': aLogin('acme', 'x')}),
    aPullSecret('same', '{"auths":{"ghcr.io":{"username":"ci","password":"s3cret","auth":"Y2k6czNjcmV0"}}}'),
    aPullSecret('frozen', {'ghcr.io': aLogin('ci', 'old')}, {isImmutable: true}),
    aPullSecret('null', 'null'),
    aPullSecret('list', '{"auths":[]}'),
    aSecret('opaque', {'.dockerconfigjson': '{"auths":{}}'}),
    aSecret('legacy', {'.dockercfg': '{}'}, {type: 'kubernetes.io/dockercfg'}),
  ],
})
after(() => sandbox.close())

describe('create, where the Secret exists', {concurrency: 2}, () => {
  test('is an error without --update', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create there --server ghcr.io --username ci --password-stdin --no-verify
2> warning: ghcr.io: GitHub takes a token, not the password of an account
2> error: secret "there" already exists in namespace "shop"
2> Add --update to put this login into it; the other registries in it are kept.
2> kubectl imagecreds decode there -n shop
exit 2
`,
      {stdin},
    )
    assert.equal(config('there'), `{"auths":{"ghcr.io":${JSON.stringify(aLogin('ci', 'old'))}}}`)
  })

  test('--update keeps all else byte for byte, and takes away what the kubelet holds for the same key', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create kept --server ghcr.io --username ci --password-stdin --no-verify --update
secret/kept configured
2> warning: ghcr.io: GitHub takes a token, not the password of an account
exit 0
`,
      {stdin},
    )
    const entry = '"ghcr.io":{"username":"ci","password":"s3cret","auth":"Y2k6czNjcmV0"}'
    assert.equal(
      config('kept'),
      `{"auths":{"quay.io": {"auth":"YWNtZTp4", "note": 1},${entry}},"HttpHeaders": {"a": "<b>"}}`,
    )
    assert.equal(textAt(sandbox.api.find('v1', 'Secret', 'kept', 'shop'), 'metadata', 'labels', 'team'), 'shop')
  })

  test('--update creates a Secret that is not there', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create absent --server ghcr.io --username ci --password-stdin --no-verify --update
secret/absent created
2> warning: ghcr.io: GitHub takes a token, not the password of an account
exit 0
`,
      {stdin},
    )
    assert.match(config('absent'), /"ghcr\.io"/)
  })

  test('--update with the login that is in it changes nothing', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create same --server ghcr.io --username ci --password-stdin --no-verify --update
secret/same unchanged
2> warning: ghcr.io: GitHub takes a token, not the password of an account
exit 0
`,
      {stdin},
    )
    const writes = sandbox.api.requests.filter(({method, url}) => method !== 'GET' && url.includes('/secrets/same'))
    assert.deepEqual(writes, [])
  })

  test('--update reads and merges again where somebody else has written in between', async () => {
    const rival = aPullSecret('raced', {'quay.io': aLogin('acme', 'x'), 'registry.example.com': aLogin('bot', 'y')})
    let conflicts = 0
    sandbox.api.inject(({method, url}) => {
      if (method !== 'PUT' || !url.includes('/secrets/raced') || conflicts > 0) return undefined
      conflicts += 1
      sandbox.api.put(rival)
      return undefined
    })
    await sandbox.shows(
      `$ kubectl imagecreds create raced --server ghcr.io --username ci --password-stdin --no-verify --update
secret/raced configured
2> warning: ghcr.io: GitHub takes a token, not the password of an account
exit 0
`,
      {stdin},
    )
    assert.deepEqual(Object.keys(JSON.parse(config('raced')).auths), ['quay.io', 'registry.example.com', 'ghcr.io'])
  })

  test('--update mends a Secret that holds null', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create null --server ghcr.io --username ci --password-stdin --no-verify --update
secret/null configured
2> warning: ghcr.io: GitHub takes a token, not the password of an account
exit 0
`,
      {stdin},
    )
  })

  test('--update leaves alone what it would spoil', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create list --server ghcr.io --username ci --password-stdin --no-verify --update
2> warning: ghcr.io: GitHub takes a token, not the password of an account
2> error: secret "list" in namespace "shop" does not parse, so nothing in it can be kept: its "auths" is of JSON type array, not an object
2> kubectl imagecreds decode list -n shop
2> Delete it and create it again without --update:
2> kubectl delete secret list -n shop
exit 2
`,
      {stdin},
    )
    await sandbox.shows(
      `$ kubectl imagecreds create opaque --server ghcr.io --username ci --password-stdin --no-verify --update
2> warning: ghcr.io: GitHub takes a token, not the password of an account
2> error: secret "opaque" in namespace "shop" is of type "Opaque", not kubernetes.io/dockerconfigjson
2> The type of a Secret cannot be changed. Delete it, if nothing else needs it, and create it again:
2> kubectl delete secret opaque -n shop
exit 2
`,
      {stdin},
    )
    await sandbox.shows(
      `$ kubectl imagecreds create legacy --server ghcr.io --username ci --password-stdin --no-verify --update
2> warning: ghcr.io: GitHub takes a token, not the password of an account
2> error: secret "legacy" in namespace "shop" is of type "kubernetes.io/dockercfg", not kubernetes.io/dockerconfigjson
2> The type of a Secret cannot be changed. Delete it, if nothing else needs it, and create it again:
2> kubectl delete secret legacy -n shop
exit 2
`,
      {stdin},
    )
    await sandbox.shows(
      `$ kubectl imagecreds create frozen --server ghcr.io --username ci --password-stdin --no-verify --update
2> warning: ghcr.io: GitHub takes a token, not the password of an account
2> error: secret "frozen" in namespace "shop" is immutable
2> Its data can never be changed. Create one of another name, or delete it first:
2> kubectl delete secret frozen -n shop
exit 2
`,
      {stdin},
    )
  })

  test('--update needs the right to read', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create there --as viewer --server ghcr.io --username ci --password-stdin --no-verify --update
2> warning: ghcr.io: GitHub takes a token, not the password of an account
2> error: secrets "there" is forbidden: User "viewer" cannot get resource "secrets" in API group "" in the namespace "shop"
2> Ask for the right; see whether you have it with: kubectl auth can-i get secrets/there -n shop
exit 2
`,
      {stdin},
    )
  })

  test('--dry-run=client --update shows what is there with the new login in it, and writes nothing', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create there --server ghcr.io --username ci --password-stdin --no-verify --update --dry-run=client
secret/there configured (dry run)
2> warning: ghcr.io: GitHub takes a token, not the password of an account
exit 0
`,
      {stdin},
    )
    assert.equal(config('there'), `{"auths":{"ghcr.io":${JSON.stringify(aLogin('ci', 'old'))}}}`)
  })

  test('--dry-run=server is refused as the real call would be, and stores nothing', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create there --server ghcr.io --username ci --password-stdin --no-verify --dry-run=server
2> warning: ghcr.io: GitHub takes a token, not the password of an account
2> error: secret "there" already exists in namespace "shop"
2> Add --update to put this login into it; the other registries in it are kept.
2> kubectl imagecreds decode there -n shop
exit 2
`,
      {stdin},
    )
    await sandbox.shows(
      `$ kubectl imagecreds create dry --server ghcr.io --username ci --password-stdin --no-verify --dry-run=server
secret/dry created (server dry run)
2> warning: ghcr.io: GitHub takes a token, not the password of an account
exit 0
`,
      {stdin},
    )
    assert.equal(sandbox.api.find('v1', 'Secret', 'dry', 'shop'), undefined)
  })
})

function config(name: string): string {
  const secret = sandbox.api.find('v1', 'Secret', name, 'shop')
  return Buffer.from(textAt(secret, 'data', '.dockerconfigjson') ?? '', 'base64').toString()
}
