import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import {cli} from '../cli/run-cli.ts'
import type {Answer} from '../sandbox/registry/answer.ts'
import {nexus} from '../sandbox/registry/behaviours/nexus.ts'
import {buildImage} from '../sandbox/registry/image.ts'
import {imageRegistry} from '../sandbox/registry/image-registry.ts'
import type {Behaviour} from '../sandbox/registry/scripted-registry.ts'
import {aLogin, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const image = buildImage('linux/amd64', {label: 'x'})

/** Docker Hub's headers. */
const limited: Behaviour = (request) => {
  const limit = {'ratelimit-limit': '100;w=21600', 'ratelimit-remaining': '87;w=21600'}
  return withHeaders(imageRegistry({image})(request), limit)
}

function withHeaders(answer: Answer, headers: Readonly<Record<string, string>>): Answer {
  return answer.kind === 'response' ? {...answer, headers: {...answer.headers, ...headers}} : answer
}

const sandbox = await startSandbox({
  scripted: {OPENS: imageRegistry({image}), LIMIT: limited, NEXUS: nexus},
  objects: (hostOf) => [
    aPullSecret('laptop', {
      '127.0.0.1:1': aLogin('ci', 'not-shown'),
      [hostOf('NEXUS')]: aLogin('ci', 'not-shown'),
    }),
    aPullSecret('far', {'127.0.0.1:1': aLogin('ci', 'not-shown')}),
  ],
})
after(() => sandbox.close())

const vantage = 'Registries were asked from this machine, which is not the node.'

describe('verify --anonymous', {concurrency: 2}, () => {
  test('says that an image needs no login, and what the limit leaves, without a cluster', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds verify --anonymous --image 127.0.0.1:LIMIT/team/app:1.0
image "127.0.0.1:LIMIT/team/app:1.0" without a login  0 Pods, 1 image, 1 probe

✓ 127.0.0.1:LIMIT/team/app:1.0
  without a login: can be pulled,
  ${image.manifest.digest}
    87 of 100 pulls per 6 h are left

✓ every image can be pulled without a login
${vantage}
exit 0
`,
      {env: {KUBECONFIG: '/nonexistent'}},
    )
  })

  test('tells the image that needs a login from the one that does not', async () => {
    await sandbox.shows(`$ kubectl imagecreds verify --anonymous --image 127.0.0.1:OPENS/team/app:1.0 --image 127.0.0.1:NEXUS/team/app:1.0
2 images without a login  0 Pods, 2 images, 2 probes

✓ 127.0.0.1:OPENS/team/app:1.0
  without a login: can be pulled,
  ${image.manifest.digest}
✗ 127.0.0.1:NEXUS/team/app:1.0
  without a login: refused, 401

✗ 1 image of 2 cannot be pulled
${vantage}
exit 1
`)
  })

  for (const format of ['json', 'yaml']) {
    test(`tells the same in ${format}`, async () => {
      const run = await cli(
        ['verify', '--anonymous', '--image', `${sandbox.hostOf('LIMIT')}/team/app:1.0`, '-o', format],
        {env: sandbox.env},
      )
      assert.match(run.stdout, /"?remaining"?: 87/)
      assert.doesNotMatch(run.stdout, /"?login"?:/)
      assert.equal(run.exitCode, 0)
    })
  }

  for (const [sentence, command, message] of [
    ['no image', '', 'no image is given to ask for without a login'],
    ['a Secret', 'regcred --image a', 'a Secret is a login, and --anonymous asks without one'],
    ['a registry', '--server ghcr.io --image a', '--server gives a login, and --anonymous asks without one'],
    ['a user name', '--username ci --image a', '--username gives a login, and --anonymous asks without one'],
    ['labels', '-l app=web --image a', '--selector selects Pods, and --anonymous asks no cluster'],
    ['advice', '--advice --image a', '--advice'],
  ] as const) {
    test(`explains why it does not go with ${sentence}`, async () => {
      const screen = await sandbox.screen(`verify --anonymous ${command}`)
      assert.ok(screen.includes(message), screen)
      assert.match(screen, /exit 2\n$/)
    })
  }
})

describe('an entry that no Pod pulls with', () => {
  test('is not checked where this machine does not reach its registry, and does not stain the others', async () => {
    const screen = await sandbox.screen('verify far')
    assert.match(
      screen,
      /\? not checked\n {2}entry "127\.0\.0\.1:1" of secret "far": 127\.0\.0\.1:1: it refuses the\s+connection/,
    )
    assert.doesNotMatch(screen, /✗|ConnectionRefused/)
    assert.match(screen, /exit 0\n$/)
    const mixed = await sandbox.screen('verify laptop')
    assert.match(mixed, /✗ 127\.0\.0\.1:NEXUS/)
    assert.match(mixed, /1 error, 1 thing not checked/)
  })

  test('is the answer where it was asked about by name', async () => {
    const command = 'verify --server 127.0.0.1:1 --username ci --password-stdin'
    assert.match(await sandbox.screen(command, {stdin: 'x'}), /exit 1\n$/)
  })
})
