import assert from 'node:assert/strict'
import {mkdtempSync, rmSync, symlinkSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {after, describe, test} from 'node:test'
import {executable} from '../cli/run-cli.ts'
import {startApiServer} from '../sandbox/kube/api-server.ts'
import {installedKubectls, runKubectl} from '../sandbox/kubectl.ts'
import {aFailingPod} from './cluster-object.ts'
import {aLogin, aPod, aPullSecret} from './object.ts'

/** The plugin as krew installs it: a link called kubectl-imagecreds in a directory of PATH. */
const folder = mkdtempSync(join(tmpdir(), 'imagecreds-plugin-'))
symlinkSync(executable, join(folder, 'kubectl-imagecreds'))
const plugins = `${folder}:${dirname(process.execPath)}`

const image = 'registry.corp/team/app:1.0'
const server = await startApiServer({
  objects: [
    aFailingPod('web-0', image, 'pull access denied: authorization failed: no basic auth credentials', {
      pullSecrets: ['regcred'],
    }),
    aPullSecret('good', {'registry.corp': aLogin('bot', 'p-0f2c')}),
    aPod('calm-0', {image, namespace: 'quiet'}),
  ],
})
const kubeconfig = server.writeKubeconfig(folder, 'admin', {namespace: 'shop'})
after(async () => {
  await server.close()
  rmSync(folder, {recursive: true})
})

for (const kubectl of installedKubectls()) {
  describe(`by way of ${kubectl.name}`, {concurrency: 2}, () => {
    const run = (command: string, input = '') =>
      runKubectl(kubectl, command.split(' '), {kubeconfig, home: folder, plugins, input})

    test('doctor reads the cluster of the kubeconfig, and its exit code passes through', async () => {
      const {stdout, stderr, exitCode} = await run('imagecreds doctor --no-probe')
      assert.equal(
        stdout,
        `namespace "shop"  1 Pod, 1 image, 0 probes

✗ ICR1101 SecretMissing                                          pod/web-0 (app)
  secret "regcred" does not exist in namespace "shop"
    pod/web-0  spec.imagePullSecrets = regcred
    ImagePullBackOff: … authorization failed: no basic auth credentials
  → Create it in namespace "shop": the kubelet reads only the Pod's own
    namespace.
    kubectl imagecreds create regcred -n shop --server registry.corp --username USER
  → Wait for the next try: the kubelet reads the Secret again each time, within
    five minutes.
    kubectl imagecreds explain ICR1101

? not checked
  the registries: --no-probe was given

1 error, 1 thing not checked
`,
      )
      assert.deepEqual({stderr, exitCode}, {stderr: '', exitCode: 1})
      assert.equal((await run('imagecreds doctor -n quiet')).exitCode, 0)
    })

    test('a call that the user can mend exits with 2, as it would alone', async () => {
      const {stdout, stderr, exitCode} = await run('imagecreds doctor -n nowhere')
      assert.deepEqual(
        {stdout, stderr: stderr.split('\n')[0], exitCode},
        {stdout: '', stderr: 'error: namespace "nowhere" does not exist', exitCode: 2},
      )
    })

    test('decode shows a Secret without its password', async () => {
      const {stdout, exitCode} = await run('imagecreds decode good')
      assert.equal(exitCode, 0)
      assert.match(stdout, /user name +bot\n/)
      assert.doesNotMatch(stdout, /p-0f2c/)
    })

    test('standard input passes through, such as what kubectl itself has written', async () => {
      const written = await run('get pods,secrets,events -o json')
      const {stdout, exitCode} = await run('imagecreds doctor --no-probe -f - -o json', written.stdout)
      assert.equal(exitCode, 1)
      assert.equal(JSON.parse(stdout).findings[0].cause, 'secret-missing')
    })

    test('kubectl lists it among its plugins, without a warning', async () => {
      const {stdout, exitCode} = await run('plugin list --name-only')
      assert.match(stdout, /^kubectl-imagecreds$/m)
      assert.doesNotMatch(stdout, /warning/i)
      assert.equal(exitCode, 0)
    })

    test('help calls it by the name that kubectl users type', async () => {
      const {stdout, exitCode} = await run('imagecreds --help')
      assert.match(stdout, /kubectl imagecreds/)
      assert.doesNotMatch(stdout, /kubectl-imagecreds [a-z[]/)
      assert.equal(exitCode, 0)
      assert.match((await run('imagecreds doctor --help')).stdout, /kubectl imagecreds doctor/)
    })
  })
}
