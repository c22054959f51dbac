import assert from 'node:assert/strict'
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {after, describe, test} from 'node:test'
import {cliEnvironment} from '../cli/run-cli.ts'
import {type JsonObject, textAt} from '../sandbox/kube/json.ts'
import {aLogin, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const sandbox = await startSandbox({
  objects: () => [
    aPullSecret('several', {
      'quay.io': {...aLogin('acme+ci', 'a<b>&"\u2028c'), email: 'ci@example.com'},
      'https://index.docker.io/v1/': aLogin('acme', 'x:y'),
      'registry.example.com:5000/team': aLogin('ci', 'z'),
    }),
    aPullSecret('one', {'quay.io': aLogin('acme+ci', 'one')}),
    aPullSecret('other', {'quay.io': aLogin('acme+ci', 'two')}),
    aPullSecret('third', {'registry.example.com': aLogin('ci', 'x')}),
    aPullSecret('broken', {'quay.io': {auth: '!'}}),
  ],
})
after(() => sandbox.close())

/** Helpers that write down what they are asked, as Docker looks them up on PATH. */
const helpers = join(sandbox.folder, 'helpers')
mkdirSync(helpers)
const env = {PATH: `${helpers}:${cliEnvironment['PATH']}`}
helper('vault', `read -r key; echo "$key" >> "$0.asked"; echo "{\\"Username\\":\\"AWS\\",\\"Secret\\":\\"for $key\\"}"`)
helper('empty', 'echo "credentials not found in native keychain"; exit 1')
helper('token', `echo '{"Username":"<token>","Secret":"identity-canary"}'`)
helper('broken', 'echo "helper-canary"; exit 3')

describe('create --from-helper', () => {
  test('stores the login that a helper keeps for a registry', async () => {
    const call = '--server 123456789012.dkr.ecr.eu-central-1.amazonaws.com --no-verify'
    for (const name of ['vault', 'docker-credential-vault']) {
      const screen = await sandbox.screen(`create ${name} --from-helper ${name} ${call}`, {env})
      assert.match(screen, /created/)
      const auths = storedAuths(name)
      assert.equal(
        textAt(auths, '123456789012.dkr.ecr.eu-central-1.amazonaws.com', 'password'),
        'for 123456789012.dkr.ecr.eu-central-1.amazonaws.com',
      )
    }
  })

  test('asks for Docker Hub by the key that Docker has for it', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create hub --from-helper vault --server docker.io --no-verify -n shop,default
secret/hub created in namespace "shop"
secret/hub created in namespace "default"
exit 0
`,
      {env},
    )
    assert.equal(
      textAt(storedAuths('hub'), 'https://index.docker.io/v1/', 'password'),
      'for https://index.docker.io/v1/',
    )
  })

  for (const [name, message] of [
    ['empty', 'docker-credential-empty has no login for quay.io'],
    ['token', 'docker-credential-token has only an identity token for quay.io, which the kubelet cannot use'],
    ['broken', 'docker-credential-broken could not be asked: it ended with exit code 3'],
    ['missing', 'docker-credential-missing could not be asked: it is not on PATH'],
    ['../../bin/sh', '--from-helper takes the name of a program: NAME of docker-credential-NAME'],
  ] as const) {
    test(`stores nothing where ${message.replaceAll('/', ' ')}`, () =>
      sandbox.shows(
        `$ kubectl imagecreds create none --from-helper ${name} --server quay.io
2> error: ${message}
exit 2
`,
        {env},
      ))
  }

  test('needs a registry', () =>
    sandbox.shows(`$ kubectl imagecreds create none --from-helper vault
2> error: --from-helper needs --server
2> See 'kubectl imagecreds create --help' for usage.
exit 2
`))
})

describe('create --from-docker-config --registry', () => {
  const config = {
    auths: {'quay.io': aLogin('acme', 'q'), 'quay.io/team': aLogin('team', 't'), 'ghcr.io': {}},
    credHelpers: {'registry.example.com': 'vault', 'never.example.com': 'broken'},
  }

  test('takes the logins of these registries and asks no helper for another', async () => {
    file('picked.json', {...config, credsStore: 'empty'})
    await sandbox.shows(
      `$ kubectl imagecreds create picked --from-docker-config DIR/picked.json --registry quay.io --registry registry.example.com --no-verify
secret/picked created
exit 0
`,
      {env},
    )
    assert.deepEqual(Object.keys(storedAuths('picked')), ['quay.io', 'quay.io/team', 'registry.example.com'])
  })

  test('asks the store for a registry that the file does not name, as Docker does', async () => {
    file('store.json', {credsStore: 'vault'})
    await sandbox.shows(
      `$ kubectl imagecreds create store --from-docker-config DIR/store.json --registry docker.io --no-verify
secret/store created
exit 0
`,
      {env},
    )
    assert.deepEqual(Object.keys(storedAuths('store')), ['https://index.docker.io/v1/'])
  })

  test('is an error where there is none of them', async () => {
    file('none.json', config)
    await sandbox.shows(
      `$ kubectl imagecreds create none --from-docker-config DIR/none.json --registry absent.example.com
2> error: file "DIR/none.json" holds no login for absent.example.com that a Secret could be made of
exit 2
`,
      {env},
    )
    await sandbox.shows(`$ kubectl imagecreds create none --from-docker-config DIR/none.json --registry https://quay.io
2> error: --registry has a scheme; images name their registry without one
2> Write --registry quay.io
exit 2
`)
    await sandbox.shows(`$ kubectl imagecreds create none --registry quay.io
2> error: --registry needs --from-docker-config
2> See 'kubectl imagecreds create --help' for usage.
exit 2
`)
  })
})

describe('create --from-docker-config without a file', () => {
  const call = 'create found --from-docker-config --dry-run=client --no-verify'

  for (const [place, variables] of [
    ['docker/config.json', {DOCKER_CONFIG: 'docker'}],
    ['home/.docker/config.json', {HOME: 'home', REGISTRY_AUTH_FILE: 'podman.json'}],
    ['podman.json', {REGISTRY_AUTH_FILE: 'podman.json', XDG_RUNTIME_DIR: 'run'}],
    ['run/containers/auth.json', {XDG_RUNTIME_DIR: 'run', XDG_CONFIG_HOME: 'config'}],
    ['config/containers/auth.json', {XDG_CONFIG_HOME: 'config'}],
    ['home2/.config/containers/auth.json', {HOME: 'home2'}],
  ] as const) {
    test(`finds ${place}`, async () => {
      file(place, {auths: {'quay.io': aLogin('acme', 'q')}})
      const paths = Object.entries(variables).map(([name, path]) => [name, join(sandbox.folder, path)])
      await sandbox.shows(
        `$ kubectl imagecreds ${call}
secret/found created (dry run)
2> logins are taken from file "DIR/${place}"
exit 0
`,
        {env: Object.fromEntries(paths)},
      )
    })
  }

  test('says where it has looked', () =>
    sandbox.shows(
      `$ kubectl imagecreds ${call}
2> error: there is no docker config
2> Name it: --from-docker-config FILE
2> DIR/nowhere/config.json does not exist.
2> DIR/empty/.config/containers/auth.json does not exist.
exit 2
`,
      {env: {DOCKER_CONFIG: join(sandbox.folder, 'nowhere'), HOME: join(sandbox.folder, 'empty')}},
    ))
})

describe('decode -o dockerconfig', () => {
  test('writes what create reads: the round trip loses nothing', async () => {
    const screen = await sandbox.screen('decode several -o dockerconfig')
    const text = screen.split('\n')[1] ?? ''
    await sandbox.shows(
      `$ kubectl imagecreds create again --from-docker-config - --no-verify
secret/again created
exit 0
`,
      {stdin: text},
    )
    assert.deepEqual(logins(storedAuths('again')), logins(storedAuths('several')))
    const again = await sandbox.screen('decode again -o dockerconfig')
    assert.equal(again.split('\n')[1], text)
  })

  test('puts several Secrets together, and says where two are at odds', async () => {
    const screen = await sandbox.screen('decode one third -o dockerconfig')
    assert.deepEqual(Object.keys(JSON.parse(screen.split('\n')[1] ?? '').auths), ['quay.io', 'registry.example.com'])
    await sandbox.shows(`$ kubectl imagecreds decode one other -o dockerconfig
2> error: secret "one" in namespace "shop" and secret "other" in namespace "shop" have different logins for "quay.io"
2> Name one of them: a docker config holds one login for each key.
exit 2
`)
  })

  test('writes nothing of a Secret that does not parse', () =>
    sandbox.shows(`$ kubectl imagecreds decode broken -o dockerconfig
2> error: secret "broken" in namespace "shop" does not parse: illegal base64 data at input byte 0
exit 2
`))
})

function file(name: string, config: object): void {
  mkdirSync(dirname(join(sandbox.folder, name)), {recursive: true})
  sandbox.file(name, JSON.stringify(config))
}

function helper(name: string, script: string): void {
  const path = join(helpers, `docker-credential-${name}`)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
}

function storedAuths(name: string): JsonObject {
  const secret = sandbox.api.find('v1', 'Secret', name, 'shop')
  return JSON.parse(Buffer.from(textAt(secret, 'data', '.dockerconfigjson') ?? '', 'base64').toString()).auths
}

/** What the kubelet reads of each entry. */
function logins(auths: JsonObject): Readonly<Record<string, readonly (string | undefined)[]>> {
  const read = Object.keys(auths)
    .sort()
    .map((key) => [key, [textAt(auths, key, 'auth'), textAt(auths, key, 'email')]] as const)
  return Object.fromEntries(read)
}
