import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import {cli} from '../cli/run-cli.ts'
import {type Answer, response} from '../sandbox/registry/answer.ts'
import {nexus} from '../sandbox/registry/behaviours/nexus.ts'
import {startForwardProxy} from '../sandbox/registry/forward-proxy.ts'
import {buildImage, buildIndex} from '../sandbox/registry/image.ts'
import {imageRegistry} from '../sandbox/registry/image-registry.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import type {Behaviour} from '../sandbox/registry/scripted-registry.ts'
import {aFailingPod} from './cluster-object.ts'
import {aLogin, aPod, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const good = aLogin('alice', alice.password)
const image = buildImage('linux/amd64', {label: 'x'})
const index = buildIndex(['linux/amd64', 'linux/arm64'], {label: 'x'})

/** Docker Hub's headers, of a registry whose clock is behind. */
const limited: Behaviour = (request) => {
  const limit = {'ratelimit-limit': '100;w=21600', 'ratelimit-remaining': '87;w=21600'}
  return late(withHeaders(imageRegistry({image})(request), limit))
}

function late(answer: Answer): Answer {
  return withHeaders(answer, {Date: new Date(Date.now() - 7_200_000).toUTCString()})
}

function withHeaders(answer: Answer, headers: Readonly<Record<string, string>>): Answer {
  return answer.kind === 'response' ? {...answer, headers: {...answer.headers, ...headers}} : answer
}

const names = ['NEXUS', 'CDNED', 'HOLED', 'LIMIT', 'MUTES'] as const

const sandbox = await startSandbox({
  scripted: {
    NEXUS: nexus,
    CDNED: imageRegistry({image, blob: () => response(307, {Location: 'http://127.0.0.1:1/blob?sig=canary'})}),
    HOLED: imageRegistry({image: index, child: () => response(404)}),
    LIMIT: limited,
    LATES: (request) => late(nexus(request)),
    MUTES: () => ({kind: 'silence'}),
  },
  objects: (hostOf) => [
    ...names.flatMap((name) => {
      const [secret, host] = [name.toLowerCase(), hostOf(name)]
      return [
        aPullSecret(secret, {[host]: good}),
        aPod(`${secret}-1`, {image: `${host}/team/app:1.0`, pullSecrets: [secret]}),
      ]
    }),
    aFailingPod('mute-1', `${hostOf('MUTES')}/team/app:1.0`, 'something that nobody knows'),
  ],
})
after(() => sandbox.close())

const vantage = 'Registries were asked from this machine, which is not the node.'

describe('the way to registries', () => {
  test('verify says loudly, and in the report, that certificates are not checked', async () => {
    await sandbox.shows(`$ kubectl imagecreds verify nexus --insecure-skip-tls-verify
secret "nexus" in namespace "shop"  1 Pod, 1 image, 2 probes

✓ 127.0.0.1:NEXUS/team/app:1.0
  login "alice" from secret "nexus" (entry "127.0.0.1:NEXUS"): can be pulled,
  sha256:45efb355ba2d7a2ac7112acc3a8a96864bfd503d20dfd573dce033e9ed8be2ab
    pod/nexus-1 (app)

! certificates of registries are not checked: anybody on the way can answer for
  them and read the logins

✓ every image can be pulled
${vantage}
2> warning: certificates of registries are not checked: anybody on the way can answer for them and read the logins
exit 0
`)
  })

  test('a report in JSON holds the warning, and an image whose layers are out of reach is no good one', async () => {
    const {stdout} = await run('verify cdned --insecure-skip-tls-verify -o json')
    const {warnings, verdicts} = JSON.parse(stdout)
    assert.match(warnings.join(), /^certificates of registries are not checked/)
    assert.deepEqual([verdicts[0].answer, verdicts[0].isGood], ['readable', false])
  })

  test('create says that certificates are not checked before it asks, and not where it asks nobody', async () => {
    const login = '--server 127.0.0.1:NEXUS --username alice --password-stdin --dry-run=client'
    const asked = await sandbox.screen(`create a ${login} --insecure-skip-tls-verify`, {stdin: alice.password})
    assert.match(asked, /^2> warning: certificates of registries are not checked/m)
    const unasked = await sandbox.screen(`create a ${login} --insecure-skip-tls-verify --no-verify`, {stdin: 'x'})
    assert.doesNotMatch(unasked, /certificates/)
  })

  test('create tells what is odd about the registry that takes the login', async () => {
    const login = '--server 127.0.0.1:LATES --username alice --password-stdin --dry-run=client'
    const screen = await sandbox.screen(`create a ${login}`, {stdin: alice.password})
    assert.match(screen, /^2> warning: the clock of this machine is 2 h ahead of that of 127\.0\.0\.1:LATES$/m)
  })

  test('verify goes on to a layer, and names the host that keeps it and is out of reach', async () => {
    const screen = await sandbox.screen('verify cdned')
    assert.match(screen, /cannot be pulled,\s+its layers cannot be read: 127\.0\.0\.1:1 is out of reach/)
    assert.match(screen, /exit 1\n$/)
    assert.doesNotMatch(screen, /canary/)
  })

  test('every request is counted, those on the way to a layer too', async () => {
    const {requests} = sandbox.server('HOLED')
    const before = requests.length
    const {stdout} = await run('verify holed -o json')
    assert.equal(JSON.parse(stdout).totals.requests, requests.length - before)
    const children = requests.slice(before).filter(({url}) => url.includes(index.images[0]?.manifest.digest ?? 'none'))
    assert.equal(children.length, 1)
  })

  test('verify names the image that is gone from its index', async () => {
    const screen = await sandbox.screen('verify holed')
    assert.match(screen, /cannot be pulled,\s+its image for linux\/amd64 is gone/)
    assert.match(screen, /exit 1\n$/)
  })

  test('verify shows what is left of the pulls, and that a clock is off', async () => {
    await sandbox.shows(`$ kubectl imagecreds verify limit
secret "limit" in namespace "shop"  1 Pod, 1 image, 2 probes

✓ 127.0.0.1:LIMIT/team/app:1.0
  login "alice" from secret "limit" (entry "127.0.0.1:LIMIT"): can be pulled,
  ${image.manifest.digest}
    87 of 100 pulls per 6 h are left
    ! the clock of this machine is 2 h ahead of that of 127.0.0.1:LIMIT
    pod/limit-1 (app)

✓ every image can be pulled
${vantage}
exit 0
`)
  })

  test('a registry that is not waited for is neither good nor bad, and said to be not checked', async () => {
    await sandbox.shows(`$ kubectl imagecreds verify mutes --probe-timeout 500ms
secret "mutes" in namespace "shop"  1 Pod, 1 image, 2 probes

✗ 127.0.0.1:MUTES/team/app:1.0
  login "alice" from secret "mutes" (entry "127.0.0.1:MUTES"): no answer, it was
  not waited for (TIMEOUT_ERR)
    pod/mutes-1 (app)

? not checked
  127.0.0.1:MUTES: it was not waited for any longer (--probe-timeout)

1 thing not checked
${vantage}
exit 1
`)
  })

  test('doctor ends with what it knows when the time for all answers is over', async () => {
    const screen = await sandbox.screen('doctor pod/mute-1 --probe-timeout 300ms')
    assert.match(
      screen,
      /\? not checked\n {2}127\.0\.0\.1:MUTES: it was not waited for any longer \(--probe-timeout\)\n/,
    )
  })

  test('doctor does not wait longer for one answer than it is told', async () => {
    const screen = await sandbox.screen('doctor pod/mute-1 --registry-timeout 300ms')
    assert.match(screen, /127\.0\.0\.1:MUTES: it does not answer in time from this machine \(TIMEOUT_ERR\)/)
  })

  test('--proxy leads even to this machine, and its login is shown nowhere', async () => {
    const proxy = await startForwardProxy()
    const refusing = await startForwardProxy({decide: () => 407})
    try {
      const through = await sandbox.screen(`verify nexus --proxy user:canary@${proxy.host}`)
      assert.match(through, /can be pulled/)
      assert.ok(proxy.requests.every(({line}) => line === `CONNECT ${sandbox.hostOf('NEXUS')}`))
      const refused = await run(`verify nexus --proxy http://user:canary@${refusing.host}`)
      assert.match(refused.stdout, /a\s+proxy\s+refuses\s+the way to it \(HTTP_407\)/)
      assert.doesNotMatch(refused.stdout + refused.stderr, /canary/)
    } finally {
      await Promise.all([proxy.close(), refusing.close()])
    }
  })

  for (const [sentence, flags, message] of [
    ['a proxy of another kind', '--proxy ftp://u:canary@x', '--proxy takes the URL of an http or https proxy'],
    ['an authority that is none', '--certificate-authority DIR/x', 'file "DIR/x" holds no certificate in PEM'],
    [
      'a certificate without its key',
      '--registry-client-certificate DIR/x',
      '--registry-client-certificate needs --registry-client-key',
    ],
    [
      'a certificate and a key that are none',
      '--registry-client-certificate DIR/x --registry-client-key DIR/x',
      'files "DIR/x" and "DIR/x" are not a certificate and its key (ERR_OSSL_PEM_NO_START_LINE)',
    ],
    ['a time that is none', '--probe-timeout soon', 'it takes a whole number of seconds'],
  ] as const) {
    test(`${sentence} is the user's to mend, and no password is quoted`, async () => {
      sandbox.file('x', 'no PEM')
      const screen = await sandbox.screen(`verify nexus ${flags}`)
      assert.ok(screen.includes(message), screen)
      assert.match(screen, /exit 2\n$/)
      assert.doesNotMatch(screen.replace(/^.*\n/, ''), /canary/)
    })
  }
})

function run(command: string) {
  return cli(command, {env: sandbox.env})
}
