import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import {inTerminal} from '../cli/pseudo-terminal.ts'
import {shellInvocation} from '../cli/run-cli.ts'
import {listAt, objectAt, textAt} from '../sandbox/kube/json.ts'
import {installedKubectls, runKubectl} from '../sandbox/kubectl.ts'
import {skipWithoutDistribution} from '../sandbox/registry/distribution-binary.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {startSandbox} from './sandbox.ts'

const skip = skipWithoutDistribution()
const stdin = `${alice.password}\n`
const sandbox = await startSandbox({registries: skip === false ? ['BASIC', 'TOKEN', 'PLAIN'] : []})
after(() => sandbox.close())

describe('create', {skip, concurrency: 2}, () => {
  test('stores a login that the registry accepts', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create accepted --server 127.0.0.1:BASIC --username alice --password-stdin
secret/accepted created
2> 127.0.0.1:BASIC accepts the login "alice"
exit 0
`,
      {stdin},
    )
    const config = storedConfig('accepted')
    const host = sandbox.hostOf('BASIC')
    const auth = Buffer.from('alice:correct-horse').toString('base64')
    assert.equal(config, `{"auths":{"${host}":{"username":"alice","password":"correct-horse","auth":"${auth}"}}}`)
  })

  test('stores nothing where the registry refuses the login', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create refused --server 127.0.0.1:BASIC --username alice --password-stdin
2> error: 127.0.0.1:BASIC refuses the login "alice": 401 UNAUTHORIZED: authentication required
2> Nothing was stored.
exit 1
`,
      {stdin: 'wrong'},
    )
    assert.equal(stored('refused'), undefined)
  })

  test('stores nothing where the token server refuses the login, asked as a node asks it and no more', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create refused --server 127.0.0.1:TOKEN --username alice --password-stdin
2> error: 127.0.0.1:TOKEN refuses the login "alice": 401 UNAUTHORIZED: authentication required
2> Nothing was stored.
exit 1
`,
      {stdin: 'not-hers'},
    )
    const asked = sandbox
      .server('OAUTH')
      .requests.filter(({headers, body}) => showsPassword(`${headers.authorization} ${body}`))
    assert.deepEqual(
      asked.map(({method}) => method),
      ['POST', 'GET'],
    )
    assert.equal(stored('refused'), undefined)
  })

  test('says that a registry without logins proves nothing', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create unproved --server 127.0.0.1:PLAIN --username alice --password-stdin
secret/unproved created
2> 127.0.0.1:PLAIN asks nobody for a login, so "alice" was not checked
exit 0
`,
      {stdin},
    )
  })

  test('leaves the choice to the user where the registry does not answer', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create unreachable --server 127.0.0.1:1 --username alice --password-stdin
2> error: the login "alice" could not be checked at 127.0.0.1:1: it refuses the connection (ECONNREFUSED)
2> Nothing was stored; --no-verify stores the login unchecked.
2> Nodes may reach what this machine does not.
exit 2
`,
      {stdin},
    )
    assert.equal(stored('unreachable'), undefined)
    await sandbox.shows(
      `$ kubectl imagecreds create unreachable --server 127.0.0.1:1 --username alice --password-stdin --no-verify
secret/unreachable created
exit 0
`,
      {stdin},
    )
    assert.notEqual(stored('unreachable'), undefined)
  })

  test('takes the flags of kubectl, and warns of a password that everybody sees', async () => {
    await sandbox.shows(`$ kubectl imagecreds create flags --docker-server=127.0.0.1:BASIC --docker-username=alice --docker-password=correct-horse --docker-email=alice@example.com
secret/flags created
2> warning: --password shows the password to everybody on this machine; --password-stdin does not
2> 127.0.0.1:BASIC accepts the login "alice"
exit 0
`)
    assert.match(storedConfig('flags'), /"email":"alice@example\.com"/)
  })

  test('writes Docker Hub under the key that the kubelet looks for', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create hub --server docker.io --username ci --password-stdin --no-verify
secret/hub created
exit 0
`,
      {stdin: `dckr_pat_${'a'.repeat(27)}`},
    )
    assert.deepEqual(Object.keys(JSON.parse(storedConfig('hub')).auths), ['https://index.docker.io/v1/'])
  })

  test('warns of a token that the registry will not take', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create warned --server ghcr.io --username ci --password-stdin --no-verify
secret/warned created
2> warning: ghcr.io: GitHub Packages takes no fine-grained tokens; a classic one with the scope read:packages serves
exit 0
`,
      {stdin: `github_pat_${'a'.repeat(22)}_${'b'.repeat(59)}`},
    )
  })

  test('warns of a password that was copied badly', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create copied --server registry.example.com --username ci --password-stdin --no-verify
secret/copied created
2> warning: registry.example.com: the password ends with a line break
2> warning: registry.example.com: the password begins or ends with white space
exit 0
`,
      {stdin: ' s3cret\n\n'},
    )
  })

  test('is told by the API server where the user may not, and where the namespace is not there', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create forbidden --as viewer --server 127.0.0.1:BASIC --username alice --password-stdin
2> 127.0.0.1:BASIC accepts the login "alice"
2> error: secrets is forbidden: User "viewer" cannot create resource "secrets" in API group "" in the namespace "shop"
2> Ask for the right; see whether you have it with: kubectl auth can-i create secrets -n shop
exit 2
`,
      {stdin},
    )
    await sandbox.shows(
      `$ kubectl imagecreds create homeless -n nowhere --server 127.0.0.1:BASIC --username alice --password-stdin
2> 127.0.0.1:BASIC accepts the login "alice"
2> error: namespace "nowhere" does not exist
2> List what exists: kubectl get namespaces
exit 2
`,
      {stdin},
    )
  })

  test('prints what was stored without the login', async () => {
    const screen = await sandbox.screen(
      'create printed --server 127.0.0.1:BASIC --username alice --password-stdin -o yaml',
      {stdin},
    )
    assert.match(screen, /^kind: Secret$/m)
    assert.match(screen, /^ {2}resourceVersion: "\d+"$/m)
    assert.doesNotMatch(screen, /^data:|managedFields/m)
  })

  test('asks for the password on a terminal without showing it', {skip: process.platform !== 'linux'}, async () => {
    const call = `create asked --server ${sandbox.hostOf('BASIC')} --username alice`
    const question = `Password for alice at ${sandbox.hostOf('BASIC')}: `
    const {screen, exitCode} = await inTerminal(
      `${shellInvocation} ${call}`,
      [{after: question, type: `${alice.password}\r`}],
      sandbox.env,
    )
    assert.equal(screen, `${question}\n${sandbox.hostOf('BASIC')} accepts the login "alice"\nsecret/asked created\n`)
    assert.equal(exitCode, 0)
  })
})

const [kubectl] = installedKubectls()

describe('beside kubectl', {skip: skip || (kubectl === undefined && 'there is no kubectl'), concurrency: 2}, () => {
  const login = '--docker-username=alice --docker-password=correct-horse'

  test('create stores the object that kubectl stores', async () => {
    const server = `--docker-server=${sandbox.hostOf('BASIC')}`
    await run(`create secret docker-registry by-kubectl ${server} ${login}`)
    await sandbox.screen(`create by-us ${server} ${login}`)
    const [theirs, ours] = [stored('by-kubectl'), stored('by-us')]
    assert.deepEqual(objectAt(ours, 'data'), objectAt(theirs, 'data'))
    assert.equal(textAt(ours, 'type'), textAt(theirs, 'type'))
    assert.deepEqual(
      objectAt(listAt(ours, 'metadata', 'managedFields')[0], 'fieldsV1'),
      objectAt(listAt(theirs, 'metadata', 'managedFields')[0], 'fieldsV1'),
    )
  })

  for (const format of ['yaml', 'json']) {
    test(`--dry-run=client -o ${format} prints what kubectl prints, and asks no API server`, async () => {
      const server = `--docker-server=${sandbox.hostOf('BASIC')}`
      const dryRun = `dry ${server} ${login} --dry-run=client -o ${format} -n shop`
      const theirs = await run(`create secret docker-registry ${dryRun}`)
      const env = {KUBECONFIG: sandbox.file('unused.kubeconfig', '')}
      const ours = await sandbox.screen(`create ${dryRun}`, {env})
      const [, ...lines] = ours.split('\n')
      assert.equal(lines.filter((line) => !/^(?:2>|exit 0)/.test(line)).join('\n'), theirs)
    })
  }

  async function run(args: string): Promise<string> {
    if (kubectl === undefined) return ''
    const {KUBECONFIG: kubeconfig} = sandbox.env
    const {stdout, stderr} = await runKubectl(kubectl, args.split(' '), {kubeconfig, home: sandbox.folder})
    assert.equal(stderr, '')
    return stdout
  }
})

function stored(name: string) {
  return sandbox.api.find('v1', 'Secret', name, 'shop')
}

function storedConfig(name: string): string {
  return Buffer.from(textAt(stored(name), 'data', '.dockerconfigjson') ?? '', 'base64').toString()
}

function showsPassword(text: string): boolean {
  return text.includes('not-hers') || text.includes(Buffer.from('alice:not-hers').toString('base64'))
}
