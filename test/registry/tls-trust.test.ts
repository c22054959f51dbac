import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, test} from 'node:test'
import {promisify} from 'node:util'
import {tlsFault} from '../../src/registry/tls-trust.ts'
import {json} from '../sandbox/registry/answer.ts'
import {authority, serve} from './probing.ts'

const folder = mkdtempSync(join(tmpdir(), 'tls-trust-'))
after(() => rmSync(folder, {recursive: true}))
const script = join(import.meta.dirname, 'ask-once.ts')

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** What a process of its own makes of a URL with this environment. */
async function asked(url: string, env: Readonly<Record<string, string>>): Promise<string> {
  return (await promisify(execFile)(process.execPath, [script, url], {env: {...env}})).stdout
}

test('the authorities that the environment of Node.js and of OpenSSL name are trusted', async (t) => {
  const [, host] = await serve(t, () => json(200, {}))
  const ours = file('ours.pem', authority.cert)
  const rows: Readonly<Record<string, readonly [Readonly<Record<string, string>>, string]>> = {
    'nothing is said': [{}, 'tls-unknown-ca'],
    NODE_EXTRA_CA_CERTS: [{NODE_EXTRA_CA_CERTS: ours}, 'response'],
    "the system's, by NODE_USE_SYSTEM_CA": [{SSL_CERT_FILE: ours, NODE_USE_SYSTEM_CA: '1'}, 'response'],
    "the system's, as it is for kubectl": [{SSL_CERT_FILE: ours}, 'response'],
  }
  const answers = Object.entries(rows).map(async ([name, [env]]) => [name, await asked(`https://${host}/v2/`, env)])
  assert.deepEqual(
    Object.fromEntries(await Promise.all(answers)),
    Object.fromEntries(Object.entries(rows).map(([name, [, expected]]) => [name, expected])),
  )
})

test('settings that are no PEM, or do not belong together, are found before anything is asked', async () => {
  const [one, other] = await Promise.all(['one', 'two'].map((user) => authority.issueClient({user})))
  assert.ok(one !== undefined && other !== undefined)
  assert.equal(tlsFault({certificateAuthority: authority.cert, clientCertificate: one}), undefined)
  assert.equal(tlsFault({}), undefined)
  const broken = authority.cert.replace('MII', '!!!')
  for (const pem of ['', 'no PEM', broken, `${authority.cert}${broken}`]) {
    assert.equal(tlsFault({certificateAuthority: pem})?.of, 'authority')
  }
  assert.deepEqual(tlsFault({clientCertificate: {cert: one.cert, key: other.key}}), {
    of: 'client',
    code: 'ERR_OSSL_X509_KEY_VALUES_MISMATCH',
  })
  for (const clientCertificate of [
    {...one, cert: 'no PEM'},
    {...one, key: 'no PEM'},
    {cert: one.key, key: one.cert},
  ]) {
    assert.equal(tlsFault({clientCertificate})?.of, 'client')
  }
})
