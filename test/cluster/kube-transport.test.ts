import assert from 'node:assert/strict'
import {once} from 'node:events'
import {createServer, type RequestListener} from 'node:http'
import type {AddressInfo} from 'node:net'
import {type TestContext, test} from 'node:test'
import {gzipSync} from 'node:zlib'
import {kubeApi} from '../../src/cluster/kube-calls.ts'
import {KubeError} from '../../src/cluster/kube-error.ts'
import type {Connection} from '../../src/cluster/kube-request.ts'
import {resources} from '../../src/cluster/resource.ts'
import {type Fault, serverError, tooManyRequests, webPage} from '../sandbox/kube/fault.ts'
import {json, response} from '../sandbox/registry/answer.ts'
import {sandboxApi} from './sandbox-api.ts'

const kubeSystem = {resource: resources.namespaces, name: 'kube-system'}

/** What a call throws. */
async function failure(call: Promise<unknown>): Promise<KubeError> {
  const error = await call.then(
    () => assert.fail('the call has succeeded'),
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof KubeError, String(error))
  return error
}

test('a server that asks for patience is asked again after the time it names, as long as that is short', async (t) => {
  const {api, server, pauses} = await sandboxApi(t)
  const faults: Fault[] = [tooManyRequests(2), json(503, {}, {'Retry-After': '1'})]
  server.inject(() => faults.shift())
  await api.get(kubeSystem)
  assert.deepEqual(pauses, [2000, 1000])
  server.inject(() => tooManyRequests(31))
  const refused = await failure(api.get(kubeSystem))
  assert.deepEqual([refused.kind, refused.details.retryAfterSeconds, pauses.length], ['rate-limited', 31, 2])
})

test('a server that never has time is given up in the end', async (t) => {
  const {api, server, pauses} = await sandboxApi(t)
  server.inject(() => tooManyRequests(0))
  assert.equal((await failure(api.get(kubeSystem))).kind, 'rate-limited')
  assert.equal(pauses.length, 10)
})

test('an error of the server without a word about when to come back is final', async (t) => {
  const {api, server, pauses} = await sandboxApi(t)
  server.inject(() => serverError(500))
  const error = await failure(api.get(kubeSystem))
  assert.deepEqual([error.kind, error.details.status], ['server-error', 500])
  assert.equal(error.message, `API server ${server.url} answers 500: etcdserver: request timed out`)
  assert.deepEqual(pauses, [])
})

test('a read that breaks off is made again, each time after a longer pause, and at last is an error', async (t) => {
  const {api, server, pauses} = await sandboxApi(t)
  let breaks = 2
  server.inject(() => (breaks-- > 0 ? {kind: 'cut', afterBytes: 20} : undefined))
  await api.get(kubeSystem)
  assert.deepEqual(pauses, [100, 200])
  server.inject(() => ({kind: 'cut', afterBytes: 20}))
  assert.equal((await failure(api.get(kubeSystem))).kind, 'cut-off')
  assert.deepEqual(pauses.slice(2), [100, 200, 400, 800])
})

test('a write that breaks off is not made again: it may have been done', async (t) => {
  const {api, server, pauses} = await sandboxApi(t)
  server.inject(() => ({kind: 'cut', afterBytes: 20}))
  const address = {resource: resources.secrets, namespace: 'default'}
  assert.equal((await failure(api.create(address, {metadata: {name: 'a'}}))).kind, 'cut-off')
  assert.deepEqual(pauses, [])
})

const foreign: readonly (readonly [string, Fault, string])[] = [
  ['a web page', webPage(), 'is not a Kubernetes API server: it answers with a web page'],
  ['a page that is not found', webPage(404), 'is not a Kubernetes API server: it answers 404 with a web page'],
  [
    'a login page',
    response(302, {Location: 'https://login.corp/?ticket=hunter2'}, ''),
    'is not a Kubernetes API server: it redirects to login.corp',
  ],
  [
    'JSON of somebody else',
    json(403, {error: 'hunter2'}),
    'is not a Kubernetes API server: it answers 403 with application/json',
  ],
  [
    'text',
    response(200, {'Content-Type': 'text/plain'}, 'hunter2'),
    'is not a Kubernetes API server: it answers with something that is not JSON',
  ],
]

for (const [what, fault, message] of foreign) {
  test(`a server that answers with ${what} is no API server, and is not quoted`, async (t) => {
    const {api, server} = await sandboxApi(t)
    server.inject(() => fault)
    const error = await failure(api.get(kubeSystem))
    assert.deepEqual([error.kind, error.message], ['not-an-api-server', `${server.url} ${message}`])
    assert.doesNotMatch(String(error.stack), /hunter2/)
  })
}

test('a load balancer’s page with a 502 is an error of the server', async (t) => {
  const {api, server} = await sandboxApi(t)
  server.inject(() => webPage(502))
  const error = await failure(api.get(kubeSystem))
  assert.deepEqual([error.kind, error.message], ['server-error', `API server ${server.url} answers 502`])
})

test('an answer that does not come in time names the server and the flag', async (t) => {
  const {as, server} = await sandboxApi(t)
  server.inject(() => ({kind: 'delay', ms: 60_000}))
  const error = await failure(as('admin', {requestTimeoutMs: 50}).get(kubeSystem))
  assert.deepEqual([error.kind, error.details.code], ['unreachable', 'ETIMEDOUT'])
  assert.equal(error.message, `API server ${server.url} did not answer within 0.05s`)
  assert.ok(error.nextSteps.some((step) => step.includes('--request-timeout')))
})

test('a body that does not come in time counts as well', async (t) => {
  const url = await serve(t, (_, outgoing) => outgoing.writeHead(200, {'Content-Type': 'application/json'}).write('{'))
  const error = await failure(plain(url, {requestTimeoutMs: 50}).get(kubeSystem))
  assert.equal(error.details.code, 'ETIMEDOUT')
})

test('a call that is broken off says so, whether it waits for an answer or for the next try', async (t) => {
  const {as} = await sandboxApi(t)
  const before = await failure(as('admin', {signal: AbortSignal.abort()}).get(kubeSystem))
  assert.equal(before.kind, 'interrupted')
  for (const status of [undefined, 429]) {
    const controller = new AbortController()
    const url = await serve(t, (_, outgoing) => {
      if (status !== undefined) outgoing.writeHead(status, {'Retry-After': '30'}).end()
      setImmediate(() => controller.abort())
    })
    assert.equal((await failure(plain(url, {signal: controller.signal}).get(kubeSystem))).kind, 'interrupted')
  }
})

const refusals: readonly (readonly [string, number, string, string | undefined, string])[] = [
  ['unauthorized', 401, 'Unauthorized', undefined, 'does not accept the login of user "jane" (401)'],
  ['not-found', 404, 'NotFound', 'secrets "a" not found', 'secrets "a" not found'],
  ['already-exists', 409, 'AlreadyExists', 'secrets "a" already exists', 'secrets "a" already exists'],
  ['conflict', 409, 'Conflict', 'the object has been modified', 'the object has been modified'],
  ['expired', 410, 'Expired', 'too old', 'too old'],
  ['invalid', 422, 'Invalid', 'Secret "a" is invalid', 'Secret "a" is invalid'],
  ['invalid', 400, 'BadRequest', 'bad\u001b[31m\nrequest', 'bad [31m request'],
  ['refused', 405, 'MethodNotAllowed', undefined, 'answers 405'],
]

for (const [kind, status, reason, message, expected] of refusals) {
  test(`the status ${status} ${reason} is ${kind}`, async (t) => {
    const {as, server} = await sandboxApi(t)
    server.inject(() =>
      json(status, {kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, message, code: status}),
    )
    const error = await failure(as('jane').get(kubeSystem))
    assert.deepEqual([error.kind, error.details.status, error.details.reason], [kind, status, reason])
    assert.ok(error.message.endsWith(expected), error.message)
  })
}

test('the server’s own refusals are read: forbidden, with the way to ask for the right', async (t) => {
  const {as} = await sandboxApi(t)
  const secret = {resource: resources.secrets, namespace: 'default', name: 'regcred'}
  const error = await failure(as('viewer').get(secret))
  assert.equal(error.kind, 'forbidden')
  assert.match(error.message, /^secrets "regcred" is forbidden: User "viewer" cannot get resource "secrets"/)
  assert.deepEqual(error.nextSteps, [
    'Ask for the right; see whether you have it with: kubectl auth can-i get secrets/regcred -n default',
  ])
  const anonymous = await failure(as('viewer', {authorization: async () => undefined}).get(secret))
  assert.deepEqual(
    [anonymous.kind, anonymous.nextSteps],
    ['forbidden', ['Log in: this kubeconfig user sends no login at all.']],
  )
})

test('a server that asks for a login where none was sent is told from one that refuses it', async (t) => {
  const {as, server} = await sandboxApi(t)
  server.inject(() => json(401, {kind: 'Status', message: 'Unauthorized', code: 401}))
  const error = await failure(as('jane', {authorization: async () => undefined}).get(kubeSystem))
  assert.deepEqual([error.kind, error.message], ['unauthorized', `API server ${server.url} asks for a login (401)`])
})

test('a token with a line break in it is named as such', async (t) => {
  const {as} = await sandboxApi(t)
  const error = await failure(as('jane', {authorization: async () => 'Bearer hunter2\n'}).get(kubeSystem))
  assert.equal(error.kind, 'credential')
  assert.doesNotMatch(String(error.stack), /hunter2/)
})

test('the fields that validation objects to are named', async (t) => {
  const {api} = await sandboxApi(t)
  const error = await failure(
    api.create(
      {resource: resources.secrets, namespace: 'default'},
      {apiVersion: 'v1', kind: 'Secret', metadata: {name: 'A_B'}},
    ),
  )
  assert.deepEqual([error.kind, error.details.fields], ['invalid', ['metadata.name']])
})

test('a compressed answer is read, and one that is cut short is not taken for whole', async (t) => {
  const body = gzipSync(JSON.stringify({kind: 'Namespace', metadata: {name: 'x'}}))
  const whole = await serve(t, (incoming, outgoing) => {
    assert.equal(incoming.headers['accept-encoding'], 'gzip')
    outgoing.writeHead(200, {'Content-Encoding': 'gzip'}).end(body)
  })
  assert.deepEqual(await plain(whole).get(kubeSystem), {kind: 'Namespace', metadata: {name: 'x'}})
  const short = await serve(t, (_, outgoing) =>
    outgoing.writeHead(200, {'Content-Encoding': 'gzip'}).end(body.subarray(0, 20)),
  )
  assert.equal((await failure(plain(short, {pause: async () => {}}).get(kubeSystem))).kind, 'cut-off')
  const broken = await serve(t, (_, outgoing) => {
    outgoing.writeHead(200, {'Content-Encoding': 'gzip'}).write(body.subarray(0, 20), () => outgoing.destroy())
  })
  assert.equal((await failure(plain(broken, {pause: async () => {}}).get(kubeSystem))).kind, 'cut-off')
})

test('a compressed answer that is too long is left, and its connection with it', async (t) => {
  const closed = Promise.withResolvers<void>()
  const server = await serve(t, (_, outgoing) => {
    outgoing.once('close', closed.resolve)
    outgoing.writeHead(403, {'Content-Encoding': 'gzip'}).write(gzipSync(Buffer.alloc(4 * 1024 * 1024)))
  })
  assert.match((await failure(plain(server).get(kubeSystem))).message, /more than can be read/)
  await closed.promise
})

test('a server below a path is asked below it, and a login in its URL is not sent on', async (t) => {
  const seen: string[] = []
  const url = await serve(t, (incoming, outgoing) => {
    seen.push(`${incoming.url} ${incoming.headers.authorization}`)
    outgoing.end('{"kind":"Namespace"}')
  })
  await plain(new URL('/k8s/clusters/c-1/', url)).get(kubeSystem)
  await plain(Object.assign(new URL(url), {username: 'u', password: 'hunter2'})).get(kubeSystem)
  assert.deepEqual(seen, [
    '/k8s/clusters/c-1/api/v1/namespaces/kube-system undefined',
    '/api/v1/namespaces/kube-system undefined',
  ])
})

test('a name that would lead elsewhere is never sent', async (t) => {
  const {api, server} = await sandboxApi(t)
  for (const address of [{namespace: '..'}, {namespace: 'shop', name: '..'}, {namespace: 'shop', name: '.'}]) {
    const error = await failure(api.get({resource: resources.secrets, ...address}))
    assert.equal(error.kind, 'invalid')
  }
  assert.equal(server.requests.length, 0)
})

test('writes name their manager, and a dry run says so', async (t) => {
  const {api, server} = await sandboxApi(t)
  const secrets = {resource: resources.secrets, namespace: 'default'}
  const address = {...secrets, name: 'a'}
  const secret = {apiVersion: 'v1', kind: 'Secret', metadata: {name: 'a'}}
  await api.create(secrets, secret, {dryRun: true})
  assert.equal(server.find('v1', 'Secret', 'a', 'default'), undefined)
  await api.create(secrets, secret)
  await api.update(address, {...secret, data: {x: 'eA=='}})
  await api.patch(address, {kind: 'merge', body: {metadata: {labels: {a: 'b'}}}})
  await api.patch(address, {kind: 'apply', body: {...secret, data: {y: 'eQ=='}}, force: true})
  assert.deepEqual(server.find('v1', 'Secret', 'a', 'default')?.['data'], {x: 'eA==', y: 'eQ=='})
  await api.delete(address)
  assert.equal((await failure(api.delete(address))).kind, 'not-found')
  const queries = server.requests.map(({method, url}) => `${method} ${url.split('?')[1] ?? ''}`)
  assert.deepEqual(queries, [
    'POST fieldManager=kubectl-imagecreds&dryRun=All',
    'POST fieldManager=kubectl-imagecreds',
    'PUT fieldManager=kubectl-imagecreds',
    'PATCH fieldManager=kubectl-imagecreds',
    'PATCH fieldManager=kubectl-imagecreds&force=true',
    'DELETE ',
    'DELETE ',
  ])
})

/** A plain HTTP server on loopback that ends with the test. */
async function serve(t: TestContext, listener: RequestListener): Promise<URL> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

function plain(url: URL, over: Partial<Connection> = {}) {
  return kubeApi({
    url,
    server: url.origin,
    agent: undefined,
    user: 'jane',
    hasCertificate: false,
    authorization: async () => undefined,
    headers: {},
    requestTimeoutMs: 0,
    ...over,
  })
}
