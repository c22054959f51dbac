import assert from 'node:assert/strict'
import {test} from 'node:test'
import {cli} from '../cli/run-cli.ts'

const canary = 'canary7-Of-a+message'

/** What stands in the message of a failing pull, and opens something. */
const messages: Readonly<Record<string, string>> = {
  'the signed URL of a layer': `httpReadSeeker: failed open: failed to do request: Get "https://cdn.example.test/layer?X-Amz-Expires=1200&X-Amz-Signature=${canary}": dial tcp 192.0.2.1:443: i/o timeout`,
  'a login in a URL': `failed to do request: Head "https://ci:${canary}@registry.example.test/v2/": dial tcp: lookup registry.example.test: no such host`,
  'a header': `unexpected status 401: Authorization: Bearer ${canary}`,
}

for (const [sentence, words] of Object.entries(messages)) {
  test(`${sentence} that a kubelet's message holds is not printed`, async () => {
    const image = 'registry.example.test/team/app:1.0'
    await assertKept(image, 'ErrImagePull', `Failed to pull image "${image}": ${words}`)
  })
}

test('a login that somebody wrote into the name of an image is not printed', async () => {
  const image = `https://ci:${canary}@registry.example.test/team/app`
  const fault = `couldn't parse image name "${image}": invalid reference format`
  await assertKept(image, 'InvalidImageName', `Failed to apply default image tag "${image}": ${fault}`)
  const login = ['--server', 'registry.example.test', '--username', 'ci', '--password-stdin']
  const run = await cli(['verify', ...login, '--image', image], {stdin: 'x'})
  assert.equal(run.exitCode, 2)
  assert.ok(!(run.stdout + run.stderr).includes(canary), run.stderr)
})

async function assertKept(image: string, reason: string, message: string): Promise<void> {
  const state = {waiting: {reason, message}}
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name: 'web', namespace: 'shop'},
    spec: {containers: [{name: 'app', image}]},
    status: {phase: 'Pending', containerStatuses: [{name: 'app', image, state}]},
  }
  for (const format of ['text', 'json', 'yaml']) {
    const {stdout, stderr} = await cli(['doctor', '--no-probe', '-f', '-', '-o', format], {stdin: JSON.stringify(pod)})
    assert.equal(stderr, '')
    assert.match(stdout, /ICR1/)
    assert.ok(!stdout.replace(/\s+/g, '').includes(canary), stdout)
  }
}
