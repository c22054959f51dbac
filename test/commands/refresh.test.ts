import assert from 'node:assert/strict'
import {chmodSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, afterEach, describe, test} from 'node:test'
import {cliEnvironment} from '../cli/run-cli.ts'
import type {Fault} from '../sandbox/kube/fault.ts'
import {type JsonObject, textAt} from '../sandbox/kube/json.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {aLogin, aNamespace, aPullSecret, type SecretOptions} from './object.ts'
import {startSandbox} from './sandbox.ts'

const ecr = '123456789012.dkr.ecr.eu-central-1.amazonaws.com'
const hours = 3_600_000
const annotation = 'imagecreds/fetched'

const places = ['one', 'two', 'named', 'aged', 'dry', 'odd', 'raced', 'cut']
const sandbox = await startSandbox({registries: ['BASIC'], objects: () => places.map((name) => aNamespace(name))})
after(() => sandbox.close())
afterEach(() => sandbox.api.inject(() => undefined))

const basic = sandbox.hostOf('BASIC')
const helpers = join(sandbox.folder, 'helpers')
mkdirSync(helpers)
const env = {PATH: `${helpers}:${cliEnvironment['PATH']}`}
const fresh = ecrToken(11.5)
helper('good', `{"Username":"${alice.username}","Secret":"${alice.password}"}`)
helper('bad', '{"Username":"mallory","Secret":"helper-canary"}')
helper('ecr-login', `{"Username":"AWS","Secret":"${fresh}"}`)
helper('broken', '', 3)

describe('refresh', () => {
  test('fetches the login that a Secret says how to get, and keeps all else in it byte for byte', async () => {
    const others = '"quay.io":{"auth":"YTpi","x" : 1},'
    const config = `{ "credsStore":"x", "auths": {${others} "${basic}": {"auth":"b2xkOm9sZA==","email":"a@b.c"}} }`
    sandbox.api.put(aPullSecret('regcred', config, {namespace: 'one', ...recorded(basic, 'good')}))
    await sandbox.shows(
      `$ kubectl imagecreds refresh regcred -n one
NAMESPACE   NAME      KIND       BEFORE   AFTER    ACTION
one         regcred   password   <none>   <none>   refreshed
exit 0
`,
      {env},
    )
    const {username, password} = alice
    const entry = JSON.stringify({username, password, email: 'a@b.c', auth: aLogin(username, password)['auth']})
    const kept = '{"credsStore":"x","auths":{"quay.io":{"auth":"YTpi","x" : 1},'
    assert.equal(configOf('regcred', 'one'), `${kept}"${basic}":${entry}}}`)
    const secret = sandbox.api.find('v1', 'Secret', 'regcred', 'one')
    assert.equal(textAt(secret, 'metadata', 'annotations', 'keep'), 'me')
    const {helper: name, server, at} = JSON.parse(textAt(secret, 'metadata', 'annotations', annotation) ?? '')[basic]
    assert.deepEqual([name, server], ['good', basic])
    assert.ok(Date.now() - Date.parse(at) < 60_000)
  })

  test('asks a helper once for all Secrets of a registry, in all namespaces, and writes none that is the same', async () => {
    for (const namespace of ['one', 'two']) {
      sandbox.api.put(aPullSecret('ecr', {[ecr]: aLogin('AWS', ecrToken(-1))}, {namespace, labels: {team: 'a'}}))
    }
    asked('ecr-login')
    const call = `refresh -A -l team=a --no-verify --helper ${ecr}=ecr-login`
    const rows = (before: string, done: string) => `$ kubectl imagecreds ${call}
NAMESPACE   NAME   KIND                      BEFORE   AFTER   ACTION
one         ecr    ECR authorization token   ${before}    11h     ${done}
two         ecr    ECR authorization token   ${before}    11h     ${done}
exit 0
`
    await sandbox.shows(rows('ended', 'refreshed'), {env})
    assert.deepEqual(asked('ecr-login'), [ecr])
    assert.match(configOf('ecr', 'two'), new RegExp(fresh))
    await sandbox.shows(rows('11h  ', 'unchanged'), {env})
  })

  test('prints as JSON what became of each login, without any', async () => {
    sandbox.api.put(aPullSecret('regcred', {[basic]: aLogin('o', 'p')}, {namespace: 'two', ...recorded(basic, 'good')}))
    const screen = await sandbox.screen('refresh regcred -n two -o json', {env})
    const {dryRun, logins} = JSON.parse(screen.split('\n').slice(1, -2).join('\n'))
    assert.equal(dryRun, 'none')
    assert.deepEqual(logins, [
      {
        namespace: 'two',
        name: 'regcred',
        key: '127.0.0.1:BASIC',
        registry: '127.0.0.1:BASIC',
        token: 'password',
        helper: 'good',
        action: 'refreshed',
      },
    ])
    await sandbox.shows('$ kubectl imagecreds refresh regcred -n two -o name\nexit 0\n', {env})
  })

  for (const [sentence, name, lines, exit] of [
    [
      'the registry refuses the new one',
      'bad',
      '127.0.0.1:BASIC refuses the login that was fetched: 401 UNAUTHORIZED: authentication required',
      1,
    ],
    ['the helper fails', 'broken', 'docker-credential-broken could not be asked: it ended with exit code 3', 2],
    ['the record names no program', '../x', 'its helper is not the name of a program', 2],
  ] as const) {
    test(`keeps the login that is there where ${sentence}`, async () => {
      const old = aPullSecret(`kept-${exit}`, {[basic]: aLogin('o', 'p')}, {namespace: 'odd', ...recorded(basic, name)})
      sandbox.api.put(old)
      const before = configOf(`kept-${exit}`, 'odd')
      const screen = await sandbox.screen(`refresh kept-${exit} -n odd`, {env})
      assert.ok(screen.includes(`2> error: secret "kept-${exit}" in namespace "odd": ${lines}`), screen)
      assert.match(screen, new RegExp(`it is left as it is\nexit ${exit}\n$`))
      assert.equal(configOf(`kept-${exit}`, 'odd'), before)
      assert.doesNotMatch(screen, /helper-canary/)
    })
  }
})

describe('refresh passes over', () => {
  for (const [sentence, options, why, exit] of [
    [
      'a Secret that a controller writes',
      {owner: {apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', name: 'reg'}},
      'it is written by ExternalSecret/reg, which would undo the change',
      0,
    ],
    [
      'a Secret that a release of Helm has put there',
      {
        labels: {'app.kubernetes.io/managed-by': 'Helm'},
        annotations: {'meta.helm.sh/release-name': 'web', 'meta.helm.sh/release-namespace': 'odd'},
      },
      'it is written by Helm release "web", which would undo the change',
      0,
    ],
    [
      'an immutable Secret, which is an error',
      {isImmutable: true},
      'it is immutable, so its data can never be changed; create one of another name; it is left as it is',
      2,
    ],
    [
      'a login whose record leads to another registry, which is an error',
      {annotations: {'imagecreds/fetched': JSON.stringify({[ecr]: {helper: 'ecr-login', server: 'quay.io'}})}},
      `its record has the login for ${ecr} fetched from another registry; it is left as it is`,
      2,
    ],
  ] as const) {
    test(sentence, async () => {
      sandbox.api.put(aPullSecret('passed', {[ecr]: aLogin('AWS', ecrToken(1))}, {namespace: 'odd', ...options}))
      asked('ecr-login')
      const screen = await sandbox.screen('refresh passed -n odd --no-verify --helper ecr-login', {env})
      const begin = exit === 0 ? '' : 'error: '
      assert.ok(screen.endsWith(`2> ${begin}secret "passed" in namespace "odd": ${why}\nexit ${exit}\n`), screen)
      assert.deepEqual(asked('ecr-login'), [])
    })
  }

  test('a login that ends soon and has no helper, and says how to name one', async () => {
    sandbox.api.put(aPullSecret('ecr', {[ecr]: aLogin('AWS', ecrToken(5.5))}, {namespace: 'named'}))
    const rows = (action: string) => `NAMESPACE   NAME   KIND                      BEFORE   AFTER    ACTION
named       ecr    ECR authorization token   5h29m    <none>   ${action}
`
    const why = `secret "ecr" in namespace "named": no helper is recorded for its login at ${ecr}; name one: --helper ${ecr}=NAME`
    await sandbox.shows(`$ kubectl imagecreds refresh -n named\n${rows('passed over')}2> ${why}\nexit 0\n`)
    await sandbox.shows(
      `$ kubectl imagecreds refresh ecr -n named\n${rows('failed')}2> error: ${why}; it is left as it is\nexit 2\n`,
    )
  })

  test('a login that lasts, and says so where its Secret is named', async () => {
    sandbox.api.put(aPullSecret('lasting', {'quay.io': aLogin('a', 'b')}, {namespace: 'dry'}))
    await sandbox.shows(`$ kubectl imagecreds refresh lasting -n dry --helper good
no pull secret holds a login that a helper gave or that ends soon
2> error: secret "lasting" in namespace "dry" holds no login that a helper gave or that ends soon
exit 2
`)
  })

  test('a login that is not due', async () => {
    const at = new Date(Date.now() - 3 * hours).toISOString()
    const options = {namespace: 'aged', ...recorded(ecr, 'ecr-login', at)}
    for (const [flags, action] of [
      ['--if-older-than 4h', 'not due'],
      ['--if-older-than 2h', 'refreshed (dry run)'],
      ['--if-expires-within 2h', 'not due'],
      ['--if-expires-within 4h', 'refreshed (dry run)'],
    ] as const) {
      sandbox.api.put(aPullSecret('ecr', {[ecr]: aLogin('AWS', ecrToken(3))}, options))
      const screen = await sandbox.screen(`refresh -n aged ${flags} --no-verify --dry-run`, {env})
      assert.ok(screen.endsWith(`   ${action}\nexit 0\n`), `${flags}\n${screen}`)
    }
  })
})

describe('refresh loses nothing', () => {
  test('writes nothing in a dry run, on the client or the server', async () => {
    for (const how of ['client', 'server']) {
      sandbox.api.put(
        aPullSecret('ecr', {[ecr]: aLogin('AWS', 'x')}, {namespace: 'dry', ...recorded(ecr, 'ecr-login')}),
      )
      const before = configOf('ecr', 'dry')
      const screen = await sandbox.screen(`refresh ecr -n dry --no-verify --dry-run=${how}`, {env})
      assert.match(screen, how === 'client' ? /refreshed \(dry run\)\n/ : /refreshed \(server dry run\)\n/)
      assert.equal(configOf('ecr', 'dry'), before)
    }
  })

  test('reads anew after somebody else has written, and keeps what they wrote', async () => {
    const secret = (auths: JsonObject) => aPullSecret('ecr', JSON.stringify({auths}), {namespace: 'raced', ...options})
    const options = recorded(ecr, 'ecr-login')
    sandbox.api.put(secret({[ecr]: {auth: 'QVdTOng='}}))
    let isFirst = true
    sandbox.api.inject(({method}): Fault | undefined => {
      if (method === 'PUT' && isFirst) {
        isFirst = false
        sandbox.api.put(secret({[ecr]: {auth: 'QVdTOng='}, 'quay.io': {auth: 'YTpi'}}))
      }
      return undefined
    })
    assert.match(await sandbox.screen('refresh -n raced --no-verify', {env}), /refreshed\nexit 0\n$/)
    assert.deepEqual(Object.keys(JSON.parse(configOf('ecr', 'raced')).auths), [ecr, 'quay.io'])
  })

  test('tells a Secret that was deleted meanwhile, and makes none', async () => {
    sandbox.api.put(aPullSecret('gone', {[ecr]: aLogin('AWS', 'x')}, {namespace: 'cut', ...recorded(ecr, 'ecr-login')}))
    sandbox.api.inject(({method}): Fault | undefined => {
      if (method === 'PUT') sandbox.api.remove('v1', 'Secret', 'gone', 'cut')
      return undefined
    })
    const screen = await sandbox.screen('refresh gone -n cut --no-verify', {env})
    assert.match(screen, /2> secret "gone" in namespace "cut": it was deleted meanwhile\nexit 0\n$/)
    assert.equal(sandbox.api.find('v1', 'Secret', 'gone', 'cut'), undefined)
  })
})

/** A token of the form that Amazon's have, which ends in so many hours. */
function ecrToken(left: number): string {
  const expiration = Math.floor((Date.now() + left * hours) / 1000)
  return Buffer.from(JSON.stringify({payload: 'sealed', version: '2', type: 'DATA_KEY', expiration})).toString('base64')
}

function helper(name: string, answer: string, exitCode = 0): void {
  const path = join(helpers, `docker-credential-${name}`)
  writeFileSync(path, `#!/bin/sh\ncat >> "$0.asked"; echo >> "$0.asked"\necho '${answer}'\nexit ${exitCode}\n`)
  chmodSync(path, 0o755)
}

/** What a helper was asked for since the last time. */
function asked(name: string): readonly string[] {
  const path = join(helpers, `docker-credential-${name}.asked`)
  const lines = readFileSync(path, {encoding: 'utf8', flag: 'a+'}).split('\n').slice(0, -1)
  writeFileSync(path, '')
  return lines
}

function recorded(key: string, name: string, at = '2026-11-21T10:00:00Z'): SecretOptions {
  return {annotations: {'imagecreds/fetched': JSON.stringify({[key]: {helper: name, server: key, at}}), keep: 'me'}}
}

function configOf(name: string, namespace: string): string {
  const secret = sandbox.api.find('v1', 'Secret', name, namespace)
  return Buffer.from(textAt(secret, 'data', '.dockerconfigjson') ?? '', 'base64').toString()
}
