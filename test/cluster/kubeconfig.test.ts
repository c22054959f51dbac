import assert from 'node:assert/strict'
import {test} from 'node:test'
import {stringify} from 'yaml'
import {KubeError} from '../../src/cluster/kube-error.ts'
import {localPath, readKubeconfig} from '../../src/cluster/kubeconfig.ts'
import {aHost} from './cluster-host.ts'

const config = (name: string, server: string, over: object = {}) =>
  stringify({clusters: [{name, cluster: {server, 'certificate-authority': `${name}.crt`}}], ...over})
const servers = (kubeconfig: ReturnType<typeof readKubeconfig>) =>
  [...kubeconfig.clusters].map(([name, {value, file}]) => `${name} ${value['server']} ${file}`)

test('KUBECONFIG goes before ~/.kube/config, and --kubeconfig before both', () => {
  const files = {'/home/me/.kube/config': config('h', 'h'), '/env': config('e', 'e'), '/flag': config('f', 'f')}
  const host = aHost({home: '/home/me', files})
  assert.deepEqual(servers(readKubeconfig(undefined, host)), ['h h /home/me/.kube/config'])
  const withEnv = aHost({home: '/home/me', files, env: {KUBECONFIG: '/env'}})
  assert.deepEqual(servers(readKubeconfig(undefined, withEnv)), ['e e /env'])
  assert.deepEqual(servers(readKubeconfig('/flag', withEnv)), ['f f /flag'])
})

test('of an entry in several files the first counts, whole; nothing of the second is mixed in', () => {
  const second = stringify({
    clusters: [
      {name: 'a', cluster: {'proxy-url': 'http://p'}},
      {name: 'b', cluster: {server: 's2'}},
    ],
  })
  const host = aHost({env: {KUBECONFIG: '/1:/2'}, files: {'/1': config('a', 's1'), '/2': second}})
  const {clusters} = readKubeconfig(undefined, host)
  assert.deepEqual([...clusters.keys()], ['a', 'b'])
  assert.deepEqual(clusters.get('a')?.value, {server: 's1', 'certificate-authority': 'a.crt'})
})

test('files of the list that are missing, empty or named twice are passed over', () => {
  const host = aHost({env: {KUBECONFIG: '/none::/empty:/a:/a'}, files: {'/empty': '', '/a': config('a', 's')}})
  const kubeconfig = readKubeconfig(undefined, host)
  assert.deepEqual(servers(kubeconfig), ['a s /a'])
  assert.deepEqual(kubeconfig.files, ['/empty', '/a'])
})

test('the current context is that of the first file that sets one', () => {
  const files = {
    '/1': config('a', 's', {'current-context': ''}),
    '/2': config('b', 's', {'current-context': 'two'}),
    '/3': config('c', 's', {'current-context': 'three'}),
  }
  assert.equal(readKubeconfig(undefined, aHost({env: {KUBECONFIG: '/1:/2:/3'}, files})).currentContext, 'two')
})

test('relative paths start at the folder of the file that names them', () => {
  const entry = {file: '/home/me/.kube/prod/config', value: {}}
  assert.equal(localPath('ca.crt', entry), '/home/me/.kube/prod/ca.crt')
  assert.equal(localPath('../ca.crt', entry), '/home/me/.kube/ca.crt')
  assert.equal(localPath('/etc/ca.crt', entry), '/etc/ca.crt')
})

const faults: readonly (readonly [string, string | undefined, string])[] = [
  ['a file of --kubeconfig that is not there', undefined, 'kubeconfig /flag does not exist'],
  ['a file that is not YAML', 'users: [{name: a, user: {token: "hunter2}}]', 'kubeconfig /flag is not YAML'],
  ['a file that is not a kubeconfig', '- hunter2', 'kubeconfig /flag is not a kubeconfig'],
]

for (const [what, text, message] of faults) {
  test(`refuses ${what} and quotes nothing of it`, () => {
    const host = aHost({files: text === undefined ? {} : {'/flag': text}})
    assert.throws(
      () => readKubeconfig('/flag', host),
      (error) => {
        assert.ok(error instanceof KubeError)
        assert.equal(error.kind, 'kubeconfig-invalid')
        assert.equal(error.message, message)
        assert.doesNotMatch(String(error.stack), /hunter2/)
        return true
      },
    )
  })
}

test('a broken file of the list is an error, not a missing one', () => {
  const host = aHost({env: {KUBECONFIG: '/1:/2'}, files: {'/1': config('a', 's'), '/2': '{'}})
  assert.throws(() => readKubeconfig(undefined, host), /kubeconfig \/2 is not YAML/)
})

test('entries without a name or of the wrong type are nothing', () => {
  const text = stringify({clusters: [{cluster: {server: 's'}}, 'a', null, {name: 'a', cluster: 'b'}], users: 'me'})
  const {clusters, users} = readKubeconfig('/flag', aHost({files: {'/flag': text}}))
  assert.deepEqual([...clusters], [['a', {file: '/flag', value: {}}]])
  assert.equal(users.size, 0)
})
