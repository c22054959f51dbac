import assert from 'node:assert/strict'
import {test} from 'node:test'
import {stringify} from 'yaml'
import {findTarget} from '../../src/cluster/find-target.ts'
import {KubeError} from '../../src/cluster/kube-error.ts'
import type {ClusterOptions} from '../../src/cluster/kube-target.ts'
import {aHost} from './cluster-host.ts'

const kubeconfig = {
  clusters: [
    {name: 'prod', cluster: {server: 'https://prod:6443/', 'certificate-authority': 'ca.crt', 'proxy-url': 'http://p'}},
    {name: 'dev', cluster: {server: 'http://localhost:8001'}},
  ],
  users: [
    {name: 'jane', user: {token: 't', as: 'root', 'as-groups': ['wheel']}},
    {name: 'joe', user: {}},
  ],
  contexts: [
    {name: 'prod', context: {cluster: 'prod', user: 'jane', namespace: 'shop'}},
    {name: 'dev', context: {cluster: 'dev', user: 'joe'}},
    {name: 'torn', context: {cluster: 'gone', user: 'jane'}},
    {name: 'orphan', context: {cluster: 'dev', user: 'gone'}},
    {name: 'hollow', context: {}},
  ],
  'current-context': 'prod',
}

function target(options: ClusterOptions = {}, config: object = kubeconfig) {
  return findTarget(options, aHost({env: {KUBECONFIG: '/k/config'}, files: {'/k/config': stringify(config)}}))
}

test('the current context says cluster, user and namespace', () => {
  const {context, namespace, server, tls, proxyUrl, user} = target()
  assert.deepEqual(
    {context, namespace, server: server.href, tls, proxyUrl, user: user.name},
    {
      context: 'prod',
      namespace: 'shop',
      server: 'https://prod:6443/',
      tls: {caFile: '/k/ca.crt', skipsVerification: false},
      proxyUrl: 'http://p',
      user: 'jane',
    },
  )
})

test('each flag goes before the context, for its part', () => {
  assert.equal(target({context: 'dev'}).server.href, 'http://localhost:8001/')
  assert.equal(target({context: 'dev'}).namespace, 'default')
  assert.equal(target({namespace: 'infra'}).namespace, 'infra')
  assert.equal(target({cluster: 'dev'}).server.href, 'http://localhost:8001/')
  assert.equal(target({cluster: 'dev'}).namespace, 'shop')
  assert.equal(target({user: 'joe'}).user.name, 'joe')
})

test('cluster and user do without a context', () => {
  const {'current-context': _, ...rest} = kubeconfig
  const {context, server} = target({cluster: 'dev', user: 'joe'}, rest)
  assert.deepEqual([context, server.href], [undefined, 'http://localhost:8001/'])
})

test('impersonation: --as goes before the user’s own, and each keeps its groups to itself only if given', () => {
  assert.deepEqual(target().impersonation, {user: 'root', groups: ['wheel'], extra: new Map()})
  assert.equal(target({as: 'me', asGroups: ['a', 'b']}).impersonation?.user, 'me')
  assert.deepEqual(target({as: 'me', asGroups: ['a', 'b']}).impersonation?.groups, ['a', 'b'])
  assert.equal(target({user: 'joe'}).impersonation, undefined)
})

const schemes: readonly (readonly [string, object, string])[] = [
  ['http without any word of TLS', {server: 'localhost:8080'}, 'http://localhost:8080/'],
  ['https with an authority', {server: 'host:6443', 'certificate-authority-data': 'x'}, 'https://host:6443/'],
  ['https where TLS is not verified', {server: 'host', 'insecure-skip-tls-verify': true}, 'https://host/'],
]

for (const [what, cluster, href] of schemes) {
  test(`a server without a scheme is ${what}`, () => {
    assert.equal(target({cluster: 'c'}, {...kubeconfig, clusters: [{name: 'c', cluster}]}).server.href, href)
  })
}

const faults: readonly (readonly [string, ClusterOptions, object, string, string])[] = [
  ['an unknown context', {context: 'x'}, kubeconfig, 'unknown-context', 'context "x" is not in the kubeconfig'],
  ['an unknown cluster', {cluster: 'x'}, kubeconfig, 'unknown-context', 'cluster "x" is not in the kubeconfig'],
  ['an unknown user', {user: 'x'}, kubeconfig, 'unknown-context', 'user "x" is not in the kubeconfig'],
  [
    'a context of a lost cluster',
    {context: 'torn'},
    kubeconfig,
    'unknown-context',
    'cluster "gone" is not in the kubeconfig',
  ],
  [
    'a context of a lost user',
    {context: 'orphan'},
    kubeconfig,
    'unknown-context',
    'user "gone" is not in the kubeconfig',
  ],
  [
    'a context without a cluster',
    {context: 'hollow'},
    kubeconfig,
    'kubeconfig-invalid',
    'context "hollow" names no cluster',
  ],
  [
    'no current context',
    {},
    {...kubeconfig, 'current-context': ''},
    'kubeconfig-invalid',
    'the kubeconfig (/k/config) has no current context',
  ],
  [
    'a cluster without a server',
    {},
    {...kubeconfig, clusters: [{name: 'prod', cluster: {}}]},
    'kubeconfig-invalid',
    'cluster "prod" of the kubeconfig has no usable server',
  ],
  ['an empty kubeconfig', {}, {}, 'no-kubeconfig', 'kubeconfig /k/config is empty'],
  [
    'groups to impersonate without a user',
    {user: 'joe', asGroups: ['a']},
    kubeconfig,
    'credential',
    'parts of another user are given without a user to impersonate',
  ],
]

for (const [what, options, config, kind, message] of faults) {
  test(`names ${what}`, () => {
    assert.throws(
      () => target(options, config),
      (error) => {
        assert.ok(error instanceof KubeError)
        assert.deepEqual([error.kind, error.message], [kind, message])
        return true
      },
    )
  })
}

test('an unknown context comes with those there are', () => {
  assert.throws(
    () => target({context: 'x'}),
    (error) =>
      error instanceof KubeError &&
      error.nextSteps.includes('The kubeconfig (/k/config) has: dev, hollow, orphan, prod, torn'),
  )
})

const account = '/var/run/secrets/kubernetes.io/serviceaccount'
const pod = {
  env: {KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443'},
  files: {[`${account}/token`]: 't', [`${account}/namespace`]: 'ci\n', [`${account}/ca.crt`]: 'ca'},
}

test('without a kubeconfig, a Pod asks as its ServiceAccount, in its own namespace', () => {
  const {server, namespace, tls, user, context} = findTarget({}, aHost({...pod, home: '/root'}))
  assert.equal(server.href, 'https://[fd00::1]/')
  assert.deepEqual([namespace, context], ['ci', undefined])
  assert.equal(tls.caFile, `${account}/ca.crt`)
  assert.equal(user.entry.value['tokenFile'], `${account}/token`)
  assert.equal(findTarget({namespace: 'x', as: 'me'}, aHost(pod)).namespace, 'x')
  assert.equal(findTarget({as: 'me'}, aHost(pod)).impersonation?.user, 'me')
})

test('a kubeconfig goes before the Pod', () => {
  const env = {...pod.env, KUBECONFIG: '/k/config'}
  const host = aHost({env, files: {...pod.files, '/k/config': stringify(kubeconfig)}})
  assert.equal(findTarget({}, host).context, 'prod')
})

test('outside of a Pod a missing kubeconfig is named with the place it was looked for', () => {
  const message = (options: Parameters<typeof aHost>[0]) => {
    try {
      findTarget({}, aHost(options))
      return undefined
    } catch (error) {
      return error instanceof KubeError && error.kind === 'no-kubeconfig' ? error.message : error
    }
  }
  assert.equal(message({home: '/root'}), 'no kubeconfig was found (~/.kube/config), and this is not a Pod')
  assert.equal(
    message({env: {KUBECONFIG: '/a:/b'}}),
    'no kubeconfig was found (KUBECONFIG=/a:/b), and this is not a Pod',
  )
  assert.equal(message({env: pod.env}), 'no kubeconfig was found (~/.kube/config), and this is not a Pod')
})
