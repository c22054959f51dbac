import assert from 'node:assert/strict'
import {once} from 'node:events'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {createServer as createHttpServer} from 'node:http'
import {type AddressInfo, connect as connectSocket, createServer as createTcpServer, type Server} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type TestContext, test} from 'node:test'
import {createServer as createTlsServer} from 'node:tls'
import type {ClusterHost, FileReading, Program} from '../../src/cluster/cluster-host.ts'
import {connect} from '../../src/cluster/kube-client.ts'
import {KubeError} from '../../src/cluster/kube-error.ts'
import type {ClusterOptions} from '../../src/cluster/kube-target.ts'
import {resources} from '../../src/cluster/resource.ts'
import {createCertificateAuthority, type ServerCertificateOptions} from '../sandbox/certificate-authority.ts'
import {startApiServer} from '../sandbox/kube/api-server.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const kubeSystem = {resource: resources.namespaces, name: 'kube-system'}

interface Setup {
  readonly cluster: object
  readonly user?: object
  readonly namespace?: string
  readonly options?: ClusterOptions
  readonly env?: Readonly<Record<string, string>>
  /** Beside the kubeconfig, by name. */
  readonly files?: Readonly<Record<string, string>>
  readonly exec?: ClusterHost['exec']
}

/** Connects through a kubeconfig in a folder of its own. */
async function connected(t: TestContext, {cluster, user = {}, namespace, ...rest}: Setup) {
  const folder = mkdtempSync(join(tmpdir(), 'kube-client-'))
  t.after(() => rmSync(folder, {recursive: true}))
  const kubeconfig = {
    clusters: [{name: 'c', cluster}],
    users: [{name: 'jane', user}],
    contexts: [{name: 'ctx', context: {cluster: 'c', user: 'jane', ...(namespace && {namespace})}}],
    'current-context': 'ctx',
  }
  const files = {config: JSON.stringify(kubeconfig), ...rest.files}
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const host: ClusterHost = {
    env: {KUBECONFIG: join(folder, 'config'), ...rest.env},
    pathDelimiter: ':',
    files: {read},
    exec: rest.exec ?? (async () => ({kind: 'failed', code: 'ENOENT'})),
    canAsk: false,
  }
  const api = await connect(rest.options ?? {}, host)
  t.after(() => api.close())
  return api
}

function read(path: string): FileReading {
  try {
    return {kind: 'text', text: readFileSync(path, 'utf8')}
  } catch {
    return {kind: 'failed', code: 'ENOENT'}
  }
}

async function sandbox(t: TestContext) {
  const server = await startApiServer()
  t.after(() => server.close())
  const trusted = {server: server.url, 'certificate-authority-data': base64(server.ca)}
  return {server, trusted, users: () => server.requests.map(({user}) => user)}
}

async function listening(t: TestContext, server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  return (server.address() as AddressInfo).port
}

async function failure(call: Promise<unknown>): Promise<KubeError> {
  const error = await call.then(
    () => assert.fail('the call has succeeded'),
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof KubeError, String(error))
  return error
}

test('a token logs in; the context names server and namespace', async (t) => {
  const {server, trusted, users} = await sandbox(t)
  const api = await connected(t, {cluster: trusted, user: {token: 'reader-token'}, namespace: 'shop'})
  await api.get(kubeSystem)
  assert.deepEqual(users(), ['reader'])
  assert.deepEqual([api.server, api.context, api.namespace], [server.url, 'ctx', 'shop'])
})

test('a client certificate logs in, inline or by files beside the kubeconfig, and data goes before files', async (t) => {
  const {server, trusted, users} = await sandbox(t)
  const reader = await server.clientCertificate('reader')
  const viewer = await server.clientCertificate('viewer')
  const inline = {'client-certificate-data': base64(reader.cert), 'client-key-data': base64(reader.key)}
  const byFile = {'client-certificate': 'cert.pem', 'client-key': 'key.pem'}
  const files = {'cert.pem': viewer.cert, 'key.pem': viewer.key}
  for (const user of [inline, byFile, {...inline, ...byFile}]) {
    await (await connected(t, {cluster: trusted, user, files})).get(kubeSystem)
  }
  assert.deepEqual(users(), ['reader', 'viewer', 'reader'])
})

test('the authority may be a file beside the kubeconfig, and goes after the data', async (t) => {
  const {server, trusted, users} = await sandbox(t)
  const other = await createCertificateAuthority()
  const user = {token: 'reader-token'}
  const byFile = {server: server.url, 'certificate-authority': 'ca.pem'}
  await (await connected(t, {cluster: byFile, user, files: {'ca.pem': server.ca}})).get(kubeSystem)
  await (await connected(t, {cluster: {...trusted, ...byFile}, user, files: {'ca.pem': other.cert}})).get(kubeSystem)
  assert.equal(users().length, 2)
})

test('a plugin logs in with a token, or with a certificate that it hands out', async (t) => {
  const {server, trusted, users} = await sandbox(t)
  const apiVersion = 'client.authentication.k8s.io/v1'
  const {cert, key} = await server.clientCertificate('viewer')
  const statuses = [{token: 'reader-token'}, {clientCertificateData: cert, clientKeyData: key}]
  for (const status of statuses) {
    const programs: Program[] = []
    const exec = async (program: Program) => {
      programs.push(program)
      return {
        kind: 'exited',
        exitCode: 0,
        stdout: JSON.stringify({kind: 'ExecCredential', apiVersion, status}),
      } as const
    }
    const user = {exec: {apiVersion, command: './login', interactiveMode: 'Never'}}
    const api = await connected(t, {cluster: trusted, user, exec})
    await api.get(kubeSystem)
    await api.get(kubeSystem)
    assert.equal(programs.length, 1)
  }
  assert.deepEqual(users(), ['reader', 'reader', 'viewer', 'viewer'])
})

test('impersonation goes with every request', async (t) => {
  const {server, trusted} = await sandbox(t)
  const options = {as: 'jane', asGroups: ['dev', 'ops']}
  const api = await connected(t, {cluster: trusted, user: {token: 'admin-token'}, options})
  await failure(api.get(kubeSystem))
  const [request] = server.requests
  assert.deepEqual([request?.headers['impersonate-user'], request?.headers['impersonate-group']], ['jane', 'dev, ops'])
})

test('a certificate for another name is accepted under tls-server-name, and any with insecure-skip-tls-verify', async (t) => {
  const authority = await createCertificateAuthority()
  const port = await tlsServer(t, authority, {names: ['api.example.test']})
  const cluster = {server: `https://127.0.0.1:${port}`, 'certificate-authority-data': base64(authority.cert)}
  const named = await connected(t, {cluster: {...cluster, 'tls-server-name': 'api.example.test'}})
  assert.deepEqual(await named.get(kubeSystem), {kind: 'Namespace'})
  const careless = await connected(t, {cluster: {server: cluster.server, 'insecure-skip-tls-verify': true}})
  assert.deepEqual(await careless.get(kubeSystem), {kind: 'Namespace'})
  const strict = await failure((await connected(t, {cluster})).get(kubeSystem))
  assert.equal(strict.details.code, 'ERR_TLS_CERT_ALTNAME_INVALID')
  assert.equal(
    strict.message,
    `API server ${cluster.server} has a certificate for other names (ERR_TLS_CERT_ALTNAME_INVALID)`,
  )
})

const badCertificates: readonly (readonly [string, ServerCertificateOptions, string])[] = [
  ['one that has expired', {notBefore: new Date(0), notAfter: new Date(1000)}, 'CERT_HAS_EXPIRED'],
  ['one signed by itself', {selfSigned: true}, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
]

for (const [what, certificate, code] of badCertificates) {
  test(`a server’s certificate that does not hold is named by its fault: ${what}`, async (t) => {
    const authority = await createCertificateAuthority()
    const port = await tlsServer(t, authority, certificate)
    const cluster = {server: `https://127.0.0.1:${port}`, 'certificate-authority-data': base64(authority.cert)}
    const error = await failure((await connected(t, {cluster})).get(kubeSystem))
    assert.deepEqual([error.kind, error.details.code], ['unreachable', code])
    assert.ok(error.nextSteps.length > 0)
  })
}

test('an authority that nobody has told us of is named', async (t) => {
  const {server} = await sandbox(t)
  const error = await failure((await connected(t, {cluster: {server: server.url}})).get(kubeSystem))
  assert.match(error.message, /^API server https:\/\/127\.0\.0\.1:\d+ has a certificate of an unknown authority \(/)
})

test('an http server, such as kubectl proxy, is asked without TLS over one connection', async (t) => {
  let connections = 0
  const server = createHttpServer((_, outgoing) => outgoing.end('{"kind":"Namespace"}'))
  server.on('connection', () => connections++)
  const port = await listening(t, server)
  t.after(() => server.closeAllConnections())
  const api = await connected(t, {cluster: {server: `http://127.0.0.1:${port}`}})
  for (let count = 0; count < 3; count++) assert.deepEqual(await api.get(kubeSystem), {kind: 'Namespace'})
  assert.equal(connections, 1)
})

test('TLS requests share one connection as well, and leave nothing behind on it', async (t) => {
  const {server, trusted} = await sandbox(t)
  const target = new URL(server.url)
  let connections = 0
  const relay = createTcpServer((socket) => {
    connections++
    socket.pipe(connectSocket(Number(target.port), target.hostname)).pipe(socket)
  })
  const port = await listening(t, relay)
  const api = await connected(t, {
    cluster: {...trusted, server: `https://127.0.0.1:${port}`},
    user: {token: 'reader-token'},
  })
  const warnings: Error[] = []
  const warned = (warning: Error) => warnings.push(warning)
  process.on('warning', warned)
  t.after(() => process.off('warning', warned))
  for (let count = 0; count < 15; count++) await api.get(kubeSystem)
  assert.equal(connections, 1)
  assert.deepEqual(warnings, [])
})

test('a proxy is used that the kubeconfig or the environment names, with its login and over one connection', async (t) => {
  const {server, trusted, users} = await sandbox(t)
  const proxy = await connectProxy(t, server.url)
  const user = {token: 'reader-token'}
  const remote = {...trusted, server: 'https://api.example.test', 'tls-server-name': 'localhost'}
  const viaConfig = await connected(t, {cluster: {...remote, 'proxy-url': proxy.url}, user})
  const viaEnvironment = await connected(t, {cluster: remote, user, env: {HTTPS_PROXY: proxy.url}})
  for (const api of [viaConfig, viaEnvironment]) {
    await api.get(kubeSystem)
    await api.get(kubeSystem)
  }
  const login = `Basic ${base64('me:hunter2')}`
  assert.deepEqual(proxy.tunnels, [`api.example.test:443 ${login}`, `api.example.test:443 ${login}`])
  assert.deepEqual(users(), ['reader', 'reader', 'reader', 'reader'])
})

test('a SOCKS proxy is used, and looks up the name of the server itself', async (t) => {
  const {server, trusted, users} = await sandbox(t)
  const proxy = await socksProxy(t, server.url)
  const cluster = {
    ...trusted,
    server: 'https://api.example.test',
    'tls-server-name': 'localhost',
    'proxy-url': proxy.url,
  }
  const api = await connected(t, {cluster, user: {token: 'reader-token'}})
  await api.get(kubeSystem)
  await api.get(kubeSystem)
  assert.deepEqual(proxy.tunnels, ['api.example.test:443'])
  assert.deepEqual(users(), ['reader', 'reader'])
})

test('a proxy that is not there is named without its login', async (t) => {
  const port = await freePort()
  const cluster = {server: 'https://api.example.test', 'proxy-url': `http://me:hunter2@127.0.0.1:${port}`}
  const error = await failure((await connected(t, {cluster})).get(kubeSystem))
  assert.equal(
    error.message,
    `API server https://api.example.test (through the proxy http://127.0.0.1:${port}) refuses the connection (ECONNREFUSED)`,
  )
  assert.doesNotMatch(String(error.stack), /hunter2/)
})

test('a server that is not there, and one that speaks no TLS, are named by what Node.js says of them', async (t) => {
  const gone = `https://127.0.0.1:${await freePort()}`
  const refused = await failure((await connected(t, {cluster: {server: gone}})).get(kubeSystem))
  assert.deepEqual(
    [refused.kind, refused.message],
    ['unreachable', `API server ${gone} refuses the connection (ECONNREFUSED)`],
  )
  const plain = createHttpServer((_, outgoing) => outgoing.end('{}'))
  const server = `https://127.0.0.1:${await listening(t, plain)}`
  const noTls = await failure((await connected(t, {cluster: {server}})).get(kubeSystem))
  assert.equal(noTls.message, `API server ${server} does not answer in TLS (EPROTO)`)
})

test('a server that never shakes hands is given up in time', async (t) => {
  const silent = createTcpServer((socket) => t.after(() => socket.destroy()))
  const server = `https://127.0.0.1:${await listening(t, silent)}`
  const api = await connected(t, {cluster: {server}, options: {requestTimeoutMs: 50}})
  const error = await failure(api.get(kubeSystem))
  assert.deepEqual([error.kind, error.message], ['unreachable', `API server ${server} did not answer within 0.05s`])
})

test('a host name that nobody knows is named', async (t) => {
  const error = await failure((await connected(t, {cluster: {server: 'https://api.invalid'}})).get(kubeSystem))
  assert.match(error.message, /^API server https:\/\/api\.invalid has a host name that .* \((?:ENOTFOUND|EAI_AGAIN)\)$/)
})

test('certificate files that cannot be read are named by what they are', async (t) => {
  const {trusted} = await sandbox(t)
  const cases: readonly (readonly [string, object, object])[] = [
    ['certificate authority', {server: 'https://127.0.0.1:1', 'certificate-authority': 'ca.pem'}, {}],
    ['client certificate of user "jane"', trusted, {'client-certificate': 'c.pem', 'client-key': 'k.pem'}],
  ]
  for (const [what, cluster, user] of cases) {
    const error = await failure(connected(t, {cluster, user}))
    assert.equal(error.kind, 'credential')
    assert.match(error.message, new RegExp(`^the ${what} cannot be read from /.*\\.pem \\(ENOENT\\)$`))
  }
})

test('certificates that are none, or do not belong together, are named and not quoted', async (t) => {
  const {server, trusted} = await sandbox(t)
  const [one, other] = [await server.clientCertificate('reader'), await server.clientCertificate('reader')]
  const cases: readonly (readonly [string, object, object])[] = [
    [
      'the client certificate of user "jane" is not a PEM certificate with its key (ERR_OSSL_PEM_NO_START_LINE)',
      trusted,
      {'client-certificate-data': base64('hunter2'), 'client-key-data': base64('hunter2')},
    ],
    [
      'the client certificate of user "jane" is not a PEM certificate with its key (ERR_OSSL_X509_KEY_VALUES_MISMATCH)',
      trusted,
      {'client-certificate-data': base64(one.cert), 'client-key-data': base64(other.key)},
    ],
  ]
  for (const [message, cluster, user] of cases) {
    const error = await failure(connected(t, {cluster, user}))
    assert.deepEqual([error.kind, error.message], ['credential', message])
    assert.doesNotMatch(String(error.stack), /hunter2/)
  }
})

async function tlsServer(
  t: TestContext,
  authority: Awaited<ReturnType<typeof createCertificateAuthority>>,
  options: ServerCertificateOptions,
): Promise<number> {
  const body = '{"kind":"Namespace"}'
  const answer = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`
  const server = createTlsServer(await authority.issueServer(options), (socket) => {
    socket.once('data', () => socket.end(answer))
    socket.on('error', () => {})
  })
  return listening(t, server)
}

/** An HTTP proxy that connects every tunnel to one place. */
async function connectProxy(t: TestContext, to: string) {
  const {port: targetPort, hostname} = new URL(to)
  const tunnels: string[] = []
  const server = createHttpServer()
  server.on('connect', (request, socket) => {
    tunnels.push(`${request.url} ${request.headers['proxy-authorization']}`)
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    socket.pipe(connectSocket(Number(targetPort), hostname)).pipe(socket)
  })
  const port = await listening(t, server)
  return {tunnels, url: `http://me:hunter2@127.0.0.1:${port}`}
}

/** A SOCKS5 proxy (RFC 1928) without logins that connects every tunnel to one place. */
async function socksProxy(t: TestContext, to: string) {
  const {port: targetPort, hostname} = new URL(to)
  const tunnels: string[] = []
  const server = createTcpServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]))
      socket.once('data', (request: Buffer) => {
        const length = request[4] ?? 0
        tunnels.push(`${request.subarray(5, 5 + length)}:${request.readUInt16BE(5 + length)}`)
        socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
        socket.pipe(connectSocket(Number(targetPort), hostname)).pipe(socket)
      })
    })
  })
  return {tunnels, url: `socks5h://127.0.0.1:${await listening(t, server)}`}
}

async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
