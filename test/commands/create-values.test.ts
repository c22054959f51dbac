import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import {textAt} from '../sandbox/kube/json.ts'
import {skipWithoutDistribution} from '../sandbox/registry/distribution-binary.ts'
import {startSandbox} from './sandbox.ts'

const skip = skipWithoutDistribution()
const sandbox = await startSandbox({
  registries: skip === false ? ['BASIC', 'TOKEN'] : [],
  objects: () => ['web', 'jobs'].map((name) => ({apiVersion: 'v1', kind: 'Namespace', metadata: {name}})),
})
after(() => sandbox.close())

describe('create -f', () => {
  test('checks and stores every login of a values file, in all its namespaces', {skip}, async () => {
    const [basic, token] = [sandbox.hostOf('BASIC'), sandbox.hostOf('TOKEN')]
    sandbox.file(
      'several.yaml',
      `registryToken: ignored
imageCredentials:
  - name: pull
    namespace: web
    registry: https://${basic}/v2/
    username: alice
    accessToken: "{{ .Values.registryToken }}"
  - name: pull
    namespace: web
    registry: ${token}
    username: alice
    accessToken: "{{ .Values.registryToken }}"
  - name: pull
    namespace: jobs
    registry: ${basic}
    username: alice
    accessToken: "{{ .Values.registryToken }}"
app:
  imageCredentials:
    - name: app
      registry: ${basic}/team/
      username: alice
      accessToken: "{{ .Values.registryToken }}"
`,
    )
    const before = sandbox.server('BASIC').requests.length
    await sandbox.shows(
      `$ kubectl imagecreds create -f DIR/several.yaml --set-env registryToken=CI_TOKEN
secret/pull created in namespace "web"
secret/pull created in namespace "jobs"
secret/app created in namespace "shop"
2> file "DIR/several.yaml" line 5: imageCredentials[0].registry "https://127.0.0.1:BASIC/v2/" is stored under the key "127.0.0.1:BASIC", which the kubelet matches
2> file "DIR/several.yaml" line 21: app.imageCredentials[0].registry "127.0.0.1:BASIC/team/" is stored under the key "127.0.0.1:BASIC/team", which the kubelet matches
2> 127.0.0.1:BASIC accepts the login "alice"
2> 127.0.0.1:TOKEN accepts the login "alice"
exit 0
`,
      {env: {CI_TOKEN: 'correct-horse'}},
    )
    assert.deepEqual(Object.keys(storedAuths('pull', 'web')).sort(), [basic, token].sort())
    assert.deepEqual(Object.keys(storedAuths('pull', 'jobs')), [basic])
    assert.equal(textAt(storedAuths('app', 'shop'), `${basic}/team`, 'password'), 'correct-horse')
    const asked = sandbox.server('BASIC').requests.slice(before)
    assert.equal(asked.filter(({headers}) => headers.authorization !== undefined).length, 1)
  })

  test('keeps the login that is refused from its own namespace alone', {skip}, async () => {
    sandbox.file(
      'mixed.yaml',
      `imageCredentials:
  - {name: mixed, namespace: web, registry: ${sandbox.hostOf('BASIC')}, username: alice, accessToken: wrong}
  - {name: other, namespace: web, registry: ${sandbox.hostOf('TOKEN')}, username: alice, accessToken: correct-horse}
  - {name: mixed, namespace: jobs, registry: ${sandbox.hostOf('TOKEN')}, username: alice, accessToken: correct-horse}
`,
    )
    await sandbox.shows(`$ kubectl imagecreds create -f DIR/mixed.yaml
secret/mixed created in namespace "jobs"
2> error: 127.0.0.1:BASIC refuses the login "alice": 401 UNAUTHORIZED: authentication required
2> 127.0.0.1:TOKEN accepts the login "alice"
2> namespace "web": nothing is stored
exit 1
`)
    assert.equal(sandbox.api.find('v1', 'Secret', 'other', 'web'), undefined)
  })

  test('puts entries without a namespace into each that the call names', async () => {
    sandbox.file('homeless.yaml', 'imageCredentials: [{registry: docker.io, username: ci, accessToken: x}]')
    await sandbox.shows(`$ kubectl imagecreds create hub -f DIR/homeless.yaml -n web,jobs --no-verify
secret/hub created in namespace "web"
secret/hub created in namespace "jobs"
2> file "DIR/homeless.yaml" line 1: imageCredentials[0].registry "docker.io" is stored under the key "https://index.docker.io/v1/", which the kubelet matches
exit 0
`)
    assert.deepEqual(Object.keys(storedAuths('hub', 'jobs')), ['https://index.docker.io/v1/'])
  })

  const template = 'imageCredentials: [{name: filled, registry: r.io, username: u, accessToken: "{{ .Values.a.t }}"}]'

  test('fills templates from flags, files and further values, the nearest first', async () => {
    sandbox.file('template.yaml', `${template}\na: {t: own}`)
    sandbox.file('more.yaml', 'a: {t: more}')
    sandbox.file('token.txt', '"file": {{ .Values.x }}\n')
    for (const [flags, token] of [
      ['', 'own'],
      ['--values DIR/more.yaml', 'more'],
      ['--values DIR/more.yaml --set-env a.t=CI_TOKEN', 'from, the: environment\n'],
      ['--set-file a.t=DIR/token.txt', '"file": {{ .Values.x }}'],
    ] as const) {
      const screen = await sandbox.screen(`create -f DIR/template.yaml --no-verify --update ${flags}`, {
        env: {CI_TOKEN: 'from, the: environment\n'},
      })
      assert.match(screen, /exit 0\n$/, screen)
      assert.equal(textAt(storedAuths('filled', 'shop'), 'r.io', 'password'), token)
    }
  })

  test('warns of what others can see, and of what no template asks for', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create -f - --set a.t=seen --set b=unused --no-verify --dry-run=client
secret/filled created (dry run)
2> warning: --set shows values to everybody on this machine; --set-env and --set-file do not
2> warning: no template asks for .Values.b
exit 0
`,
      {stdin: template},
    )
  })

  test('warns of a token that the registry will not take', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create -f - --set-env a.t=CI_TOKEN --no-verify --dry-run=client
secret/filled created (dry run)
2> warning: ghcr.io: GitHub Packages takes no fine-grained tokens; a classic one with the scope read:packages serves
exit 0
`,
      {
        stdin: template.replace('r.io', 'ghcr.io'),
        env: {CI_TOKEN: `github_pat_${'a'.repeat(22)}_${'b'.repeat(59)}`},
      },
    )
  })

  describe('stores nothing and says what is wrong, and where:', () => {
    const entry = (rest: string) =>
      `imageCredentials: [{name: n, registry: r.io, username: u, accessToken: canary${rest}}]`
    for (const [what, stdin, screen] of [
      [
        'a template without a value',
        'imageCredentials:\n- {name: n, registry: r.io, username: u, accessToken: "canary{{ .Values.registryToken }}"}',
        `$ kubectl imagecreds create -f -
2> error: standard input line 2: imageCredentials[0].accessToken has no value for "{{ .Values.registryToken }}"
2> Give it with --set-env registryToken=ENV, --set-file registryToken=FILE, or a file of values: --values FILE
exit 2
`,
      ],
      [
        'a function',
        'imageCredentials:\n- {name: n, registry: r.io, username: u, accessToken: "{{ .Values.t | canary }}"}',
        `$ kubectl imagecreds create -f -
2> error: standard input line 2: imageCredentials[0].accessToken holds a template that is not filled
2> Only the name of a value is: "{{ .Values.NAME }}". Functions and conditions are not.
exit 2
`,
      ],
      [
        'no YAML',
        'imageCredentials:\n  - "canary',
        `$ kubectl imagecreds create -f -
2> error: standard input line 2 is not readable YAML: MISSING_CHAR
exit 2
`,
      ],
      [
        'a template without quotes',
        'imageCredentials:\n- {name: n, registry: r.io, username: u}\n- accessToken: {{ .Values.t }} canary',
        `$ kubectl imagecreds create -f -
2> error: standard input line 3 is not readable YAML: UNEXPECTED_TOKEN
2> A template stands in quotes: "{{ .Values.NAME }}".
exit 2
`,
      ],
      [
        'a file without the list',
        'image: canary',
        `$ kubectl imagecreds create -f -
2> error: standard input holds no "imageCredentials"
2> It is a list at the top or below a subchart's name, with name, namespace, registry, username, accessToken.
exit 2
`,
      ],
      [
        'an empty list',
        'imageCredentials: []',
        `$ kubectl imagecreds create -f -
2> error: there is no login that a Secret could be made of
exit 2
`,
      ],
      [
        'a member that is not known',
        entry(', tokn: canary'),
        `$ kubectl imagecreds create -f -
2> error: standard input line 1: imageCredentials[0].tokn is not known here
2> An entry has name, namespace, registry, username, accessToken, password, email.
exit 2
`,
      ],
      [
        'no name',
        'imageCredentials: [{registry: r.io, username: u, accessToken: canary}]',
        `$ kubectl imagecreds create -f -
2> error: standard input line 1: imageCredentials[0] has no name
2> Name the Secret there, or as NAME of the call.
exit 2
`,
      ],
      [
        'a name that is none',
        entry('').replace('name: n', 'name: Not_One'),
        `$ kubectl imagecreds create -f -
2> error: standard input line 1: imageCredentials[0].name: "Not_One" cannot be the name of a Secret
2> Names are of lower case letters, digits, "-" and ".", and begin and end with a letter or digit.
exit 2
`,
      ],
      [
        'a namespace that is none',
        entry(', namespace: a/../b'),
        `$ kubectl imagecreds create -f -
2> error: standard input line 1: imageCredentials[0].namespace: "a/../b" cannot be the name of a namespace
2> Names are of lower case letters, digits and "-", and begin and end with a letter or digit.
exit 2
`,
      ],
      [
        'a login in the URL of a registry',
        entry('').replace('r.io', '"https://u:canary@r.io"'),
        `$ kubectl imagecreds create -f -
2> error: standard input line 1: imageCredentials[0].registry holds a login, which has members of its own
exit 2
`,
      ],
      [
        'an image for a registry',
        entry('').replace('r.io', '"r.io/team/app:1.0"'),
        `$ kubectl imagecreds create -f -
2> error: standard input line 1: imageCredentials[0].registry: no image matches the key "r.io/team/app:1.0": images are looked up without tag or digest (here ":1.0")
exit 2
`,
      ],
      [
        'two logins for one registry of one Secret',
        'imageCredentials:\n- {name: n, registry: r.io, username: u, accessToken: canary}\n- {name: n, registry: "https://r.io/v1/", username: u, accessToken: other}',
        `$ kubectl imagecreds create -f -
2> standard input line 3: imageCredentials[1].registry "https://r.io/v1/" is stored under the key "r.io", which the kubelet matches
2> error: secret "n" in namespace "shop" would get two logins for r.io (standard input line 2: imageCredentials[0], standard input line 3: imageCredentials[1])
exit 2
`,
      ],
      [
        'a name that no entry needs',
        entry(''),
        `$ kubectl imagecreds create other -f -
2> error: NAME is given, and every entry names its Secret
2> See 'kubectl imagecreds create --help' for usage.
exit 2
`,
      ],
      [
        'a variable that is not set',
        template,
        `$ kubectl imagecreds create -f - --set-env a.t=CI_TOKEN
2> error: environment variable "CI_TOKEN", for .Values.a.t, is not set
exit 2
`,
      ],
      [
        'a value without a name',
        template,
        `$ kubectl imagecreds create -f - --set canary
2> warning: --set shows values to everybody on this machine; --set-env and --set-file do not
2> error: --set takes the name of a value, "=" and what it is
2> Names are written as templates have them: registryToken, app.registryToken
exit 2
`,
      ],
      [
        'a value that is given twice',
        template,
        `$ kubectl imagecreds create -f - --set a.t=x --set-env a.t=HOME
2> warning: --set shows values to everybody on this machine; --set-env and --set-file do not
2> error: .Values.a.t is given twice
exit 2
`,
      ],
      [
        'standard input twice',
        template,
        `$ kubectl imagecreds create -f - --set-file a.t=-
2> error: standard input can be read only once, and is named more than once
exit 2
`,
      ],
      [
        'a file beside flags of a login',
        template,
        `$ kubectl imagecreds create n -f - --server r.io
2> error: --filename cannot be used together with --server
2> See 'kubectl imagecreds create --help' for usage.
exit 2
`,
      ],
      [
        'values for no file',
        '',
        `$ kubectl imagecreds create n --set a=b
2> error: --set needs --filename
2> See 'kubectl imagecreds create --help' for usage.
exit 2
`,
      ],
    ] as const) {
      test(what, async () => {
        const before = sandbox.api.requests.length
        await sandbox.shows(screen, {stdin})
        assert.ok(!screen.slice(screen.indexOf('\n')).includes('canary'))
        const writes = sandbox.api.requests.slice(before).filter(({method}) => method !== 'GET')
        assert.deepEqual(writes, [])
      })
    }

    test('a file that is too large', async () => {
      sandbox.file('large.yaml', `a: ${'x'.repeat(1024 * 1024)}`)
      await sandbox.shows(`$ kubectl imagecreds create -f DIR/large.yaml
2> error: file "DIR/large.yaml" is larger than 1048576 bytes
exit 2
`)
    })
  })
})

function storedAuths(name: string, namespace: string) {
  const secret = sandbox.api.find('v1', 'Secret', name, namespace)
  return JSON.parse(Buffer.from(textAt(secret, 'data', '.dockerconfigjson') ?? '', 'base64').toString()).auths
}
