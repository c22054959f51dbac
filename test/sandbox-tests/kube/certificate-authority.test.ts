import assert from 'node:assert/strict'
import {X509Certificate} from 'node:crypto'
import type {AddressInfo} from 'node:net'
import test, {type TestContext} from 'node:test'
import tls from 'node:tls'
import {createCertificateAuthority, type KeyPair} from '../../sandbox/certificate-authority.ts'

const past = {notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2020-02-01T00:00:00Z')}

test('a client that trusts the authority accepts its server certificate for localhost and for the loopback address', async (t) => {
  const authority = await createCertificateAuthority()
  const port = await serve(t, await authority.issueServer())
  assert.equal(await handshake({port, ca: authority.cert, servername: 'localhost'}), 'trusted')
  assert.equal(await handshake({port, ca: authority.cert}), 'trusted')
})

test('each fault of a server certificate is refused with its own code', async (t) => {
  const authority = await createCertificateAuthority()
  const cases = [
    ['a name that is not in the certificate', {names: ['other.example.test']}, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['no alternative names and another common name', {names: [], commonName: 'x'}, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['past its end', past, 'CERT_HAS_EXPIRED'],
    ['before its beginning', {notBefore: new Date(Date.now() + 60_000)}, 'CERT_NOT_YET_VALID'],
    ['signed by itself', {selfSigned: true}, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ] as const
  for (const [fault, options, code] of cases) {
    const port = await serve(t, await authority.issueServer(options))
    assert.equal(await handshake({port, ca: authority.cert, servername: 'localhost'}), code, fault)
  }
})

test('an authority of the same name is another authority', async (t) => {
  const [ours, theirs] = await Promise.all([createCertificateAuthority(), createCertificateAuthority()])
  const port = await serve(t, await ours.issueServer())
  assert.notEqual(await handshake({port, ca: theirs.cert, servername: 'localhost'}), 'trusted')
})

test('a certificate for no names has no extension for them', async () => {
  const authority = await createCertificateAuthority()
  const named = new X509Certificate((await authority.issueServer({names: ['a.test', '192.0.2.1']})).cert)
  const nameless = new X509Certificate((await authority.issueServer({names: [], commonName: 'a.test'})).cert)
  assert.equal(named.subjectAltName, 'DNS:a.test, IP Address:192.0.2.1')
  assert.equal(nameless.subjectAltName, undefined)
  assert.equal(nameless.subject, 'CN=a.test')
})

test('a client certificate carries the user as CN and every group as an O of its own', async () => {
  const authority = await createCertificateAuthority()
  const {cert} = await authority.issueClient({user: 'jane', groups: ['dev', 'system:masters']})
  const {subject} = new X509Certificate(cert).toLegacyObject()
  assert.equal(subject.CN, 'jane')
  assert.deepEqual([...(subject.O ?? [])], ['dev', 'system:masters'])
})

async function serve(t: TestContext, {cert, key}: KeyPair): Promise<number> {
  const server = tls.createServer({cert, key}, (socket) => socket.end())
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  return (server.address() as AddressInfo).port
}

/** `trusted`, or the code of the refusal. */
function handshake(options: {port: number; ca: string; servername?: string}): Promise<string> {
  return new Promise((resolve) => {
    const socket = tls.connect({host: '127.0.0.1', ...options}, () => {
      socket.destroy()
      resolve('trusted')
    })
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  })
}
