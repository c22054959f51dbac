import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import {parse} from 'yaml'
import {aLogin, aPullSecret, aSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const longToken = `ghp_${'a'.repeat(400)}`
const external = {apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', name: 'three'}

const sandbox = await startSandbox({
  objects: () => [
    aPullSecret('good', {'registry.example.com:5000': aLogin('ci', 'good-password')}),
    aPullSecret(
      'three',
      {
        'https://index.docker.io/v1/': aLogin('ci', `dckr_pat_${'a'.repeat(27)}`),
        'quay.io/acme': aLogin('acme+ci', 'a'.repeat(64)),
        '*.azurecr.io': aLogin('ci', 'x'),
      },
      {labels: {team: 'shop'}, owner: external},
    ),
    aPullSecret('elsewhere', {'ghcr.io': aLogin('ci', longToken)}, {namespace: 'infra', labels: {team: 'shop'}}),
    aSecret(
      'legacy',
      {'.dockercfg': JSON.stringify({'quay.io': aLogin('acme+ci', 'x')})},
      {type: 'kubernetes.io/dockercfg'},
    ),
    aSecret('opaque', {'.dockerconfigjson': '{"auths":{}}'}),
  ],
})
after(() => sandbox.close())

describe('decode', {concurrency: 2}, () => {
  for (const [sentence, screen] of [
    [
      'shows each entry, the images it serves and its login without the password',
      `$ kubectl imagecreds decode good
good in namespace "shop"  kubernetes.io/dockerconfigjson

  registry.example.com:5000
    serves     every image of registry.example.com:5000
    user name  ci
    password   [redacted]
    provider   OCI registry
    token      password
exit 0
`,
    ],
    [
      'prints the password where that is asked for',
      `$ kubectl imagecreds decode good --show-password
good in namespace "shop"  kubernetes.io/dockerconfigjson

  registry.example.com:5000
    serves     every image of registry.example.com:5000
    user name  ci
    password   good-password
    provider   OCI registry
    token      password
exit 0
`,
    ],
    [
      'tells products, keys with paths and wildcards, and who writes the Secret',
      `$ kubectl imagecreds decode three
three in namespace "shop"  kubernetes.io/dockerconfigjson
  written by ExternalSecret/three, which will write it again

  https://index.docker.io/v1/
    serves     every image of Docker Hub
    user name  ci
    password   [redacted]
    provider   Docker Hub
    token      Docker personal access token

  quay.io/acme
    serves     images of quay.io whose path begins with "acme"
    user name  acme+ci
    password   [redacted]
    provider   Quay
    token      Quay robot token

  *.azurecr.io
    serves     every image of *.azurecr.io
    user name  ci
    password   [redacted]
exit 0
`,
    ],
    [
      'shows several Secrets, the older type among them',
      `$ kubectl imagecreds decode legacy good
legacy in namespace "shop"  kubernetes.io/dockercfg

  quay.io
    serves     every image of quay.io
    user name  acme+ci
    password   [redacted]
    provider   Quay
    token      Quay robot token

good in namespace "shop"  kubernetes.io/dockerconfigjson

  registry.example.com:5000
    serves     every image of registry.example.com:5000
    user name  ci
    password   [redacted]
    provider   OCI registry
    token      password
exit 0
`,
    ],
    [
      'selects by labels in all namespaces',
      `$ kubectl imagecreds decode -A -l team=shop
elsewhere in namespace "infra"  kubernetes.io/dockerconfigjson

  ghcr.io
    serves     every image of ghcr.io
    user name  ci
    password   [redacted]
    provider   GitHub Container Registry
    token      GitHub personal access token (classic)
    i the token needs the scope read:packages, and to be authorized where an
      organization has single sign-on

three in namespace "shop"  kubernetes.io/dockerconfigjson
  written by ExternalSecret/three, which will write it again

  https://index.docker.io/v1/
    serves     every image of Docker Hub
    user name  ci
    password   [redacted]
    provider   Docker Hub
    token      Docker personal access token

  quay.io/acme
    serves     images of quay.io whose path begins with "acme"
    user name  acme+ci
    password   [redacted]
    provider   Quay
    token      Quay robot token

  *.azurecr.io
    serves     every image of *.azurecr.io
    user name  ci
    password   [redacted]
exit 0
`,
    ],
    [
      'shows no Secret where there is none',
      `$ kubectl imagecreds decode -l team=nobody
no pull secrets found
exit 0
`,
    ],
  ] as const) {
    test(sentence, () => sandbox.shows(screen))
  }

  test('without a name shows all pull secrets of the namespace, and no others', async () => {
    const list = JSON.parse(
      (await sandbox.screen('decode -n shop -o json')).replace(/^.*\n/, '').replace(/exit.*\n$/, ''),
    )
    assert.equal(list.kind, 'DecodedSecretList')
    const names = list.items.map(({name}: {name: string}) => name)
    assert.deepEqual(names, names.toSorted())
    assert.equal(names.includes('legacy'), true)
    assert.equal(names.includes('opaque'), false)
  })

  test('never breaks a password, however long', async () => {
    const screen = await sandbox.screen('decode elsewhere -n infra --show-password')
    assert.match(screen, new RegExp(`^ {4}password {3}${longToken}$`, 'm'))
  })

  test('writes JSON', () =>
    sandbox.shows(`$ kubectl imagecreds decode good -o json
{
  "apiVersion": "imagecreds/v1",
  "kind": "DecodedSecret",
  "namespace": "shop",
  "name": "good",
  "type": "kubernetes.io/dockerconfigjson",
  "state": "usable",
  "createdAt": "2026-11-21T22:18:05Z",
  "entries": [
    {
      "key": "registry.example.com:5000",
      "serves": "every image of registry.example.com:5000",
      "username": "ci",
      "password": "[redacted]",
      "provider": "OCI registry",
      "token": {
        "kind": "password",
        "isShortLived": false
      },
      "lints": []
    }
  ],
  "lints": []
}
exit 0
`))

  test('writes the same as YAML', async () => {
    const body = (screen: string) => screen.replace(/^.*\n/, '').replace(/exit 0\n$/, '')
    const json = body(await sandbox.screen('decode three --show-password -o json'))
    const yaml = body(await sandbox.screen('decode three --show-password -o yaml'))
    assert.deepEqual(parse(yaml), JSON.parse(json))
  })
})
