import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {readDockerConfigFile} from '../../src/credentials/docker-config-file.ts'

test('parts the entries with a login from those without, and says why', () => {
  const text = JSON.stringify({
    auths: {
      'ghcr.io': {auth: 'dTpw'},
      'quay.io': {username: 'x', password: 'y'},
      'https://index.docker.io/v1/': {},
      'a.azurecr.io': {auth: 'MDAwMDo=', identitytoken: 'hunter2'},
      'b.example': {registrytoken: 'hunter2'},
      'c.example': {auth: 'hunter*'},
      'd.example': {auth: 5},
      'e.example': {},
      'f.example': {username: 'u'},
      'g.example': {password: 'hunter2'},
    },
    credHelpers: {'https://index.docker.io/v1/': 'desktop', 'gcr.io': 'gcloud', 'x.example': ''},
    currentContext: 'default',
  })
  const file = readDockerConfigFile(Buffer.from(text))
  assert.ok(file.kind === 'config')
  assert.deepEqual(
    file.logins.map(({key, username, password}) => [key, username, password.reveal()]),
    [
      ['ghcr.io', 'u', 'p'],
      ['quay.io', 'x', 'y'],
    ],
  )
  assert.deepEqual(file.loginless, [
    {kind: 'helper', key: 'https://index.docker.io/v1/', helper: 'desktop'},
    {kind: 'token', key: 'a.azurecr.io', field: 'identitytoken'},
    {kind: 'token', key: 'b.example', field: 'registrytoken'},
    {kind: 'unreadable', key: 'c.example', fault: 'illegal base64 data at input byte 6'},
    {kind: 'unreadable', key: 'd.example', fault: 'a number stands for a text'},
    {kind: 'empty', key: 'e.example'},
    {kind: 'incomplete', key: 'f.example', lacks: 'password'},
    {kind: 'incomplete', key: 'g.example', lacks: 'username'},
  ])
  assert.equal(file.credsStore, undefined)
  assert.deepEqual(
    [...file.credHelpers],
    [
      ['https://index.docker.io/v1/', 'desktop'],
      ['gcr.io', 'gcloud'],
    ],
  )
})

test('a helper of its own comes before the one for all, as for the Docker CLI', () => {
  const text = '{"auths":{"a.io":{},"b.io":{}},"credsStore":"desktop","credHelpers":{"a.io":"ecr-login"}}'
  const file = readDockerConfigFile(Buffer.from(text))
  assert.ok(file.kind === 'config')
  assert.equal(file.credsStore, 'desktop')
  assert.deepEqual(file.loginless, [
    {kind: 'helper', key: 'a.io', helper: 'ecr-login'},
    {kind: 'helper', key: 'b.io', helper: 'desktop'},
  ])
})

test('a password that is filled up with NUL is the one that Docker presents', () => {
  const auth = (login: string) => ({auth: Buffer.from(login).toString('base64')})
  const auths = {'a.example': auth('u:p\0q\0\0'), 'b.example': auth('u:\0\0')}
  const file = readDockerConfigFile(Buffer.from(JSON.stringify({auths})))
  assert.ok(file.kind === 'config')
  assert.deepEqual(
    file.logins.map(({key, password}) => [key, password.reveal()]),
    [['a.example', 'p\0q']],
  )
  assert.deepEqual(file.loginless, [{kind: 'incomplete', key: 'b.example', lacks: 'password'}])
})

test('a byte order mark is passed over', () => {
  const file = readDockerConfigFile(Buffer.from('\ufeff{"auths":{"a.io":{"auth":"dTpw"}}}'))
  assert.equal(file.kind === 'config' && file.logins.length, 1)
})

test('helpers alone make a docker config', () => {
  assert.equal(readDockerConfigFile(Buffer.from('{"credsStore":"desktop"}')).kind, 'config')
})

describe('what is no docker config is told by its kind', () => {
  const manifest = 'apiVersion: v1\nkind: Secret\ndata:\n  .dockerconfigjson: hunter2\n'
  const files: Readonly<Record<string, readonly [contents: string | Buffer, fault: string, message: string]>> = {
    'an empty file': [' \n', 'empty', 'is empty'],
    'UTF-16, from PowerShell': [
      Buffer.from('\ufeff{"auths":{}}', 'utf16le'),
      'utf-16',
      'is not in UTF-8; PowerShell writes UTF-16 where ">" is used',
    ],
    'the base64 of one, from kubectl get': [
      Buffer.from('{"auths":{"a.io":{"auth":"hunter2"}}}').toString('base64'),
      'base64',
      'is base64; decode it first',
    ],
    'a Secret in YAML': [
      manifest,
      'kubernetes-object',
      'is a Kubernetes object, not the docker config inside a Secret',
    ],
    'a Secret in JSON': [
      '{"kind":"Secret","data":{".dockerconfigjson":"hunter2"}}',
      'kubernetes-object',
      'is a Kubernetes object, not the docker config inside a Secret',
    ],
    'a text': ['hunter2', 'not-json', 'is not JSON; the reading stops in line 1'],
    'broken JSON': ['{\n  "auths": {\n    hunter2\n', 'not-json', 'is not JSON; the reading stops in line 3'],
    'a list': ['["hunter2"]', 'not-an-object', 'is JSON of type array, not an object'],
    'auths of another kind': [
      '{"auths":["hunter2"]}',
      'auths-not-an-object',
      'has an "auths" of JSON type array, not an object',
    ],
    'an old .dockercfg': [
      '{"a.io":{"auth":"dTpw"}}',
      'entries-at-top',
      'has its entries at the top, as .dockercfg had them; they belong under "auths"',
    ],
    'another object': ['{"name":"hunter2"}', 'no-auths', 'has none of "auths", "credsStore" and "credHelpers"'],
  }
  for (const [name, [contents, fault, message]] of Object.entries(files)) {
    test(name, () => {
      assert.deepEqual(readDockerConfigFile(Buffer.from(contents)), {kind: 'fault', fault, message})
    })
  }
})
