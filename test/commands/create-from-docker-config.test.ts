import assert from 'node:assert/strict'
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, describe, test} from 'node:test'
import {cliEnvironment} from '../cli/run-cli.ts'
import {textAt} from '../sandbox/kube/json.ts'
import {skipWithoutDistribution} from '../sandbox/registry/distribution-binary.ts'
import {alice, bob} from '../sandbox/registry/sandbox-user.ts'
import {aLogin} from './object.ts'
import {startSandbox} from './sandbox.ts'

const skip = skipWithoutDistribution()
const sandbox = await startSandbox({registries: skip === false ? ['BASIC', 'TOKEN'] : []})
after(() => sandbox.close())

/** A folder with credential helpers, as Docker looks them up on PATH. */
const helpers = join(sandbox.folder, 'helpers')
mkdirSync(helpers)
const env = {PATH: `${helpers}:${cliEnvironment['PATH']}`}
helper(
  'vault',
  `read key; echo "{\\"ServerURL\\":\\"$key\\",\\"Username\\":\\"bot\\",\\"Secret\\":\\"from-the-vault\\"}"`,
)
helper('empty', 'echo "credentials not found in native keychain"; exit 1')
helper('token', `echo '{"Username":"<token>","Secret":"identity-canary"}'`)
helper('broken', 'echo "helper-canary is locked" >&2; echo "helper-canary"; exit 3')

describe('create --from-docker-config', {concurrency: 2}, () => {
  test('checks and stores the logins of several registries', {skip}, async () => {
    const [basic, token] = [sandbox.hostOf('BASIC'), sandbox.hostOf('TOKEN')]
    configFile('several.json', {
      auths: {[basic]: aLogin('alice', alice.password), [token]: aLogin('bob', bob.password)},
    })
    await sandbox.shows(`$ kubectl imagecreds create several --from-docker-config DIR/several.json
secret/several created
2> 127.0.0.1:BASIC accepts the login "alice"
2> 127.0.0.1:TOKEN accepts the login "bob"
exit 0
`)
    assert.deepEqual(Object.keys(storedAuths('several')), [basic, token].sort())
  })

  test('stores nothing where one of them is refused', {skip}, async () => {
    const [basic, token] = [sandbox.hostOf('BASIC'), sandbox.hostOf('TOKEN')]
    configFile('mixed.json', {auths: {[basic]: aLogin('alice', alice.password), [token]: aLogin('bob', 'wrong')}})
    await sandbox.shows(`$ kubectl imagecreds create mixed --from-docker-config DIR/mixed.json
2> error: 127.0.0.1:TOKEN refuses the login "bob": 401 UNAUTHORIZED: authentication required
2> Nothing was stored.
exit 1
`)
    assert.equal(sandbox.api.find('v1', 'Secret', 'mixed', 'shop'), undefined)
  })

  test('fetches from the helpers what Docker keeps there, and says what it leaves out', async () => {
    configFile('helped.json', {
      auths: {
        'https://index.docker.io/v1/': {},
        'quay.io': aLogin('acme+ci', 'q'),
        'acme.azurecr.io': {identitytoken: 'identity-canary'},
        'unreadable.example.com': {auth: '!'},
        'hub.docker.com/access-token': {},
      },
      credsStore: 'vault',
      credHelpers: {
        'ghcr.io': 'vault',
        'gone.example.com': 'empty',
        'token.example.com': 'token',
        'broken.example.com': 'broken',
        'missing.example.com': 'missing',
        'path.example.com': '../../bin/sh',
      },
    })
    await sandbox.shows(
      `$ kubectl imagecreds create helped --from-docker-config DIR/helped.json --no-verify
secret/helped created
2> warning: entry "acme.azurecr.io" holds only "identitytoken", which the kubelet does not read; it is left out
2> warning: entry "unreadable.example.com" does not parse: illegal base64 data at input byte 0; it is left out
2> warning: entry "hub.docker.com/access-token" serves no registry; it is left out
2> warning: entry "gone.example.com" is not known to docker-credential-empty; it is left out
2> warning: entry "token.example.com" has only an identity token in docker-credential-token, which the kubelet cannot use; it is left out
2> warning: entry "broken.example.com" could not be asked of docker-credential-broken: it ended with exit code 3; it is left out
2> warning: entry "missing.example.com" could not be asked of docker-credential-missing: it is not on PATH; it is left out
2> warning: entry "path.example.com" names a credential helper that is not a program name; it is left out
2> warning: ghcr.io: GitHub takes a token, not the password of an account
exit 0
`,
      {env},
    )
    const auths = storedAuths('helped')
    assert.deepEqual(Object.keys(auths), ['ghcr.io', 'https://index.docker.io/v1/', 'quay.io'])
    assert.equal(textAt(auths, 'ghcr.io', 'password'), 'from-the-vault')
  })

  test('takes one of several keys that serve the same images', async () => {
    configFile('doubles.json', {
      auths: {
        'docker.io': aLogin('second', 'x'),
        'https://index.docker.io/v1/': aLogin('first', 'x'),
        'https://registry.example.com/v1/': aLogin('first', 'x'),
        'registry.example.com:443': aLogin('port', 'x'),
        'https://registry.example.com': aLogin('second', 'x'),
      },
    })
    await sandbox.shows(`$ kubectl imagecreds create doubles --from-docker-config DIR/doubles.json --no-verify
secret/doubles created
2> warning: entry "docker.io" serves the same images as the entry "https://index.docker.io/v1/"; it is left out
2> warning: entry "https://registry.example.com/v1/" serves the same images as the entry "https://registry.example.com"; it is left out
exit 0
`)
    assert.equal(textAt(storedAuths('doubles'), 'https://index.docker.io/v1/', 'username'), 'first')
  })

  test('reads standard input', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create piped --from-docker-config - --no-verify
secret/piped created
exit 0
`,
      {stdin: JSON.stringify({auths: {'https://registry.example.com': aLogin('ci', 'x')}})},
    )
    assert.deepEqual(Object.keys(storedAuths('piped')), ['registry.example.com'])
  })

  test('is an error where there is no login to be had', async () => {
    configFile('loginless.json', {auths: {'ghcr.io': {}}, credsStore: 'empty'})
    await sandbox.shows(
      `$ kubectl imagecreds create loginless --from-docker-config DIR/loginless.json
2> error: file "DIR/loginless.json" holds no login that a Secret could be made of
2> entry "ghcr.io" is not known to docker-credential-empty
exit 2
`,
      {env},
    )
    configFile('empty.json', {auths: {}})
    await sandbox.shows(`$ kubectl imagecreds create loginless --from-docker-config DIR/empty.json
2> error: file "DIR/empty.json" holds no login that a Secret could be made of
exit 2
`)
  })

  test('says what a file is that is no docker config', async () => {
    for (const [name, text] of [
      ['secret.yaml', 'apiVersion: v1\nkind: Secret\n'],
      ['text.txt', 'not-shown-canary'],
      ['nothing.json', ''],
      ['other.json', '{"password": "not-shown-canary"}'],
    ] as const) {
      sandbox.file(name, text)
    }
    await sandbox.shows(`$ kubectl imagecreds create no --from-docker-config DIR/secret.yaml
2> error: file "DIR/secret.yaml" is a Kubernetes object, not the docker config inside a Secret
exit 2
`)
    await sandbox.shows(`$ kubectl imagecreds create no --from-docker-config DIR/text.txt
2> error: file "DIR/text.txt" is not JSON; the reading stops in line 1
exit 2
`)
    await sandbox.shows(`$ kubectl imagecreds create no --from-docker-config DIR/nothing.json
2> error: file "DIR/nothing.json" is empty
exit 2
`)
    await sandbox.shows(`$ kubectl imagecreds create no --from-docker-config DIR/other.json
2> error: file "DIR/other.json" has none of "auths", "credsStore" and "credHelpers"
exit 2
`)
    await sandbox.shows(`$ kubectl imagecreds create no --from-docker-config DIR/absent.json
2> error: file "DIR/absent.json" does not exist
exit 2
`)
  })
})

function configFile(name: string, config: object): void {
  sandbox.file(name, JSON.stringify(config))
}

function helper(name: string, script: string): void {
  const path = join(helpers, `docker-credential-${name}`)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
}

function storedAuths(name: string) {
  const secret = sandbox.api.find('v1', 'Secret', name, 'shop')
  return JSON.parse(Buffer.from(textAt(secret, 'data', '.dockerconfigjson') ?? '', 'base64').toString()).auths
}
