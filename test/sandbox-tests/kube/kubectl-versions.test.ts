import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {listAt, objectAt, textAt} from '../../sandbox/kube/json.ts'
import {installedKubectls} from '../../sandbox/kubectl.ts'
import {kubectlCluster, manifest} from './kubectl-cluster.ts'

const lab = 'lab-05-secret-missing'
const capture = '05-secret-missing'
const clock = () => new Date('2026-11-21T22:18:05Z')

/** What each version of kubectl says in its own way: Tables, protobuf, server-side apply, reviews. */
for (const kubectl of installedKubectls()) {
  describe(kubectl.name, {concurrency: 2}, () => {
    test('gets the Pods of all namespaces as the server prints them', async (t) => {
      const {run} = await kubectlCluster(t, kubectl, {captures: [capture], clock})
      const {stdout, stderr} = await run('get pods -A')
      assert.equal(stderr, '')
      assert.match(stdout, /^NAMESPACE +NAME +READY +STATUS +RESTARTS +AGE\n/)
      assert.match(stdout, /^lab-05-secret-missing +web-\w+-\w+ +0\/1 +(ImagePullBackOff|ErrImagePull) +0 +\d+m/m)
      const wide = await run(`get pods -n ${lab} -o wide`)
      assert.match(wide.stdout, /IP +NODE +NOMINATED NODE +READINESS GATES\n.* lab-node +<none> +<none>\n$/)
    })

    test('creates a pull Secret, and is told when it is there already or will not do', async (t) => {
      const {run, server} = await kubectlCluster(t, kubectl)
      const login = '--docker-server=registry.test --docker-username=bot --docker-password=x'
      const created = await run(`create secret docker-registry regcred ${login}`)
      assert.deepEqual(created, {stdout: 'secret/regcred created\n', stderr: '', exitCode: 0})
      const secret = server.find('v1', 'Secret', 'regcred', 'default')
      const config = Buffer.from(textAt(secret, 'data', '.dockerconfigjson') ?? '', 'base64').toString()
      assert.equal(config, '{"auths":{"registry.test":{"username":"bot","password":"x","auth":"Ym90Ong="}}}')
      assert.equal(textAt(secret, 'type'), 'kubernetes.io/dockerconfigjson')
      assert.equal(textAt(listAt(secret, 'metadata', 'managedFields')[0], 'manager'), 'kubectl-create')
      const again = await run(`create secret docker-registry regcred ${login}`)
      assert.equal(again.stderr, 'error: failed to create secret secrets "regcred" already exists\n')
      const wrong = await run(
        'create secret generic s --type=kubernetes.io/dockerconfigjson --from-literal=.dockerconfigjson=no',
      )
      assert.match(
        wrong.stderr,
        /Secret "s" is invalid: data\[\.dockerconfigjson\]: Invalid value: "<secret contents redacted>"/,
      )
    })

    test('applies on the server: owns its fields, meets the conflict, takes over by force, drops what it no longer names', async (t) => {
      const {run, server} = await kubectlCluster(t, kubectl)
      const secret = (data: string) => manifest('Secret', 's', '', `data: {${data}}`)
      const apply = (data: string, flags = '') => run(`apply --server-side ${flags} -f -`, secret(data))
      assert.equal((await apply('a: YQ==, b: Yg==')).stdout, 'secret/s serverside-applied\n')
      const refused = await apply('a: eA==', '--field-manager=other')
      assert.match(refused.stderr, /^error: Apply failed with 1 conflict: conflict with "kubectl": \.data\.a\n/)
      assert.equal((await apply('a: eA==', '--field-manager=other --force-conflicts')).exitCode, 0)
      await apply('a: eA==')
      assert.deepEqual(objectAt(server.find('v1', 'Secret', 's', 'default'), 'data'), {a: 'eA=='})
    })

    test('says who it is and what it may do, for itself and for whom it impersonates', async (t) => {
      const {run} = await kubectlCluster(t, kubectl)
      assert.match((await run('auth whoami')).stdout, /Username +admin/)
      assert.equal((await run('auth can-i get secrets')).stdout, 'yes\n')
      const viewer = await run('auth can-i get secrets --as viewer')
      assert.deepEqual([viewer.stdout, viewer.exitCode], ['no\n', 1])
      assert.equal((await run('auth can-i list pods --as viewer')).stdout, 'yes\n')
      const rules = (await run('auth can-i --list --as viewer')).stdout
      assert.match(rules, /^pods +\[\] +\[\] +\[get list watch\]$/m)
      assert.doesNotMatch(rules, /secrets/)
    })
  })
}
