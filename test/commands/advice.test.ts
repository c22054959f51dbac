import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import {assertOutput} from '../cli/output-schema.ts'
import {granting} from '../sandbox/registry/behaviours/granting.ts'
import {alice, bob} from '../sandbox/registry/sandbox-user.ts'
import {aLogin, aPod, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const sandbox = await startSandbox({
  scripted: {
    GRANT: granting({
      rights: [
        {user: 'alice', repository: 'team/*', actions: ['pull', 'push']},
        {user: 'bob', repository: 'team/*', actions: ['pull']},
      ],
    }),
  },
  objects: (hostOf) => {
    const host = hostOf('GRANT')
    const good = {[host]: aLogin('alice', alice.password)}
    const hub = {'https://index.docker.io/v1/': aLogin('jane', 'dckr_pat_canary')}
    return [
      ...['infra', 'batch'].map((name) => ({apiVersion: 'v1', kind: 'Namespace', metadata: {name}})),
      aPullSecret('push', good),
      aPod('push-1', {image: `${host}/team/app:1.0`, pullSecrets: ['push']}),
      aPod('push-2', {image: `${host}/team/web:1.0`, pullSecrets: ['push']}),
      aPullSecret('pull', {[host]: aLogin('bob', bob.password)}),
      aPod('pull-1', {image: `${host}/team/app:1.0`, pullSecrets: ['pull']}),
      aPullSecret('push', good, {namespace: 'infra'}),
      aPullSecret('other', good, {namespace: 'batch'}),
      aPullSecret('hub', hub, {namespace: 'infra'}),
    ]
  },
})
after(() => sandbox.close())

/** What the registry and its token server were asked meanwhile. */
async function askedBy(command: string): Promise<readonly string[]> {
  const {requests} = sandbox.server('GRANT')
  const before = requests.length
  await sandbox.screen(command)
  return requests.slice(before).map(({method, url, body}) => `${method} ${url} ${/scope=[^&]*/.exec(body)?.[0] ?? ''}`)
}

describe('--advice', {concurrency: 1}, () => {
  test('tells by verify that a login may push, and exits 0', () =>
    sandbox.shows(`$ kubectl imagecreds verify push --image 127.0.0.1:GRANT/team/app:1.0 --advice
secret "push" in namespace "shop"  2 Pods, 1 image, 2 probes

✓ 127.0.0.1:GRANT/team/app:1.0
  login "alice" from secret "push" (entry "127.0.0.1:GRANT"): can be pulled,
  sha256:41cb1e94eae2e2828a0bab7ccfab24721e04ecd4a21528230b5b0a49e8dbecc1
    pod/push-1 (app)

i advice: a login used for pulling may also push             secret/push -n shop
  127.0.0.1:GRANT lets the login "alice" of secret "push" (entry
  "127.0.0.1:GRANT") push to team/app
    pulled with by pod/push-1 (app)
    secret/push  auths["127.0.0.1:GRANT"].username = "alice"
    POST https://127.0.0.1:GRANT/token  scope=repository:team/app:pull,push  200
    access: pull, push
  Whoever can read the Secret, a Pod or a person, can replace the images that
  this cluster and others run.
  → Store a login that may only pull.
    kubectl imagecreds create push -n shop --server 127.0.0.1:GRANT --username USER --update

✓ every image can be pulled, 1 piece of advice
Registries were asked from this machine, which is not the node.
exit 0
`))

  test('says that there is nothing to advise', () =>
    sandbox.shows(`$ kubectl imagecreds verify pull --advice
secret "pull" in namespace "shop"  1 Pod, 1 image, 2 probes

✓ 127.0.0.1:GRANT/team/app:1.0
  login "bob" from secret "pull" (entry "127.0.0.1:GRANT"): can be pulled,
  sha256:41cb1e94eae2e2828a0bab7ccfab24721e04ecd4a21528230b5b0a49e8dbecc1
    pod/pull-1 (app)

✓ every image can be pulled, nothing to advise
Registries were asked from this machine, which is not the node.
exit 0
`))

  test('tells by doctor of one login in three namespaces, with a remedy that can be pasted, and exits 0', async () => {
    const screen = await sandbox.screen('doctor -A --advice')
    assert.match(
      screen,
      /i advice: one login serves many namespaces\n {2}the login "alice" for 127.0.0.1:GRANT is in 3 namespaces: batch, infra, shop\n {4}secret\/other -n batch, secret\/push -n infra, secret\/push -n shop\n {4}pulled with by shop\/pod\/push-1 \(app\), shop\/pod\/push-2 \(app\)\n/,
    )
    assert.match(screen, /\n✓ no pull fails, 3 pieces of advice\n.*\nexit 0\n$/)
  })

  test('with --no-probe advises on what the Secrets say', () =>
    sandbox.shows(`$ kubectl imagecreds doctor -n infra --advice --no-probe
namespace "infra"  0 Pods, 0 images, 0 probes

i advice: a personal account pulls for the cluster           secret/hub -n infra
  the login "jane" of secret "hub" (entry "https://index.docker.io/v1/") acts as
  an account of a person at docker.io
    secret/hub  auths["https://index.docker.io/v1/"].username = "jane"
    secret/hub  auths["https://index.docker.io/v1/"].password = Docker personal
    access token
  It ends when the person leaves or changes a password, and its login may do
  whatever the account may.
  → Store an organization access token instead.
    kubectl imagecreds create hub -n infra --server docker.io --username USER --update

no Pods, 1 piece of advice
exit 0
`))

  test('asks for one token for each login and registry, however many images it pulls', async () => {
    const asked = await askedBy('doctor --advice')
    const tokens = asked.filter((request) => request.includes('push'))
    assert.deepEqual(tokens, Array(2).fill('POST /token scope=repository%3Ateam%2Fapp%3Apull%2Cpush'))
  })

  test('is a field of the JSON that is there only where it is asked for', async () => {
    for (const [command, count] of [
      ['verify push --advice -o json', 1],
      ['doctor -A --advice -o json', 3],
      ['verify push -o json', undefined],
      ['doctor -A -o json', undefined],
    ] as const) {
      const [, ...lines] = (await sandbox.screen(command)).split('\n')
      const report = JSON.parse(lines.slice(0, -2).join('\n'))
      assertOutput(report)
      assert.equal(report.advice?.length, count, command)
    }
  })

  test('asks nothing where it is not given', async () => {
    assert.deepEqual(await askedBy('doctor'), [])
    assert.deepEqual(
      (await askedBy('verify push')).filter((request) => request.includes('push')),
      [],
    )
  })

  test('shows no password', async () => {
    const screen = await sandbox.screen('doctor -A --advice -o json')
    for (const secret of [alice.password, bob.password, 'dckr_pat_canary']) assert.ok(!screen.includes(secret))
  })
})
