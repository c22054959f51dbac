import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import {installedKubectls, runKubectl} from '../sandbox/kubectl.ts'
import {startSandbox} from './sandbox.ts'

const sandbox = await startSandbox({})
after(() => sandbox.close())

const login = '--docker-username=ci --docker-password=s3cret&more --append-hash'

describe('create --append-hash', {concurrency: 2}, () => {
  for (const kubectl of installedKubectls()) {
    for (const server of ['registry.example.com:5000', 'https://index.docker.io/v1/']) {
      test(`gives the login of ${server} the name that ${kubectl.name} gives it`, async () => {
        const flags = `regcred --docker-server=${server} ${login}`
        const options = {kubeconfig: sandbox.env.KUBECONFIG, home: sandbox.folder}
        const words = `create secret docker-registry ${flags} --dry-run=client -o name`.split(' ')
        const theirs = await runKubectl(kubectl, words, options)
        assert.match(theirs.stdout, /^secret\/regcred-\w{10}\n$/)
        const ours = await sandbox.screen(`create ${flags} --dry-run=client --no-verify`)
        assert.equal(ours.split('\n')[1], `${theirs.stdout.trimEnd()} created (dry run)`)
      })
    }
  }

  test('stores other contents as another Secret, and the same contents once', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create turned --server r.example.com --username ci --password-stdin --no-verify --append-hash
secret/turned-kh782695gf created
exit 0
`,
      {stdin: 'first'},
    )
    await sandbox.shows(
      `$ kubectl imagecreds create turned --server r.example.com --username ci --password-stdin --no-verify --append-hash
secret/turned-htd8k94cbg created
exit 0
`,
      {stdin: 'second'},
    )
    await sandbox.shows(
      `$ kubectl imagecreds create turned --server r.example.com --username ci --password-stdin --no-verify --append-hash
2> error: secret "turned-kh782695gf" already exists in namespace "shop"
2> The hash in its name says that it was made of these very logins.
2> kubectl imagecreds decode turned-kh782695gf -n shop
exit 2
`,
      {stdin: 'first'},
    )
  })

  test('changes no Secret, since its name would tell of other contents then', async () => {
    await sandbox.shows(`$ kubectl imagecreds create turned --server r.example.com --username ci --append-hash --update
2> error: --append-hash cannot be used together with --update
2> See 'kubectl imagecreds create --help' for usage.
exit 2
`)
  })
})
