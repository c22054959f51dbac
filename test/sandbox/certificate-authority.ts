import {generateKeyPairSync, KeyObject, type webcrypto} from 'node:crypto'
import {isIP} from 'node:net'
import type {Extension, JsonGeneralNames, JsonName} from '@peculiar/x509'

/** A certificate and its private key, both PEM; what `tls.createServer` and a kubeconfig take. */
export interface KeyPair {
  readonly cert: string
  readonly key: string
}

/** How long a certificate is valid. Both ends may lie in the past: that is how an expired certificate is made. */
export interface Validity {
  readonly notBefore?: Date
  readonly notAfter?: Date
}

/** A server certificate. Without options it is good for this machine: `localhost`, 127.0.0.1 and ::1. */
export interface ServerCertificateOptions extends Validity {
  /** Subject alternative names, DNS names and IP addresses mixed; an empty list leaves the extension out (CN only). */
  readonly names?: readonly string[]
  /** The CN of the subject. Default: the first name, or `localhost`. */
  readonly commonName?: string
  /** Signed with its own key, as `openssl req -x509` does, so that no authority vouches for it. */
  readonly selfSigned?: boolean
}

/** A client certificate as the Kubernetes API server reads it: CN is the user, each O is a group. */
export interface ClientCertificateOptions extends Validity {
  readonly user: string
  readonly groups?: readonly string[]
}

/** A throw-away authority for one test run. ECDSA P-256 throughout: making an RSA key costs more than most tests. */
export interface CertificateAuthority {
  /** The authority's own certificate, PEM: what a client has to trust. */
  readonly cert: string
  issueServer(options?: ServerCertificateOptions): Promise<KeyPair>
  issueClient(options: ClientCertificateOptions): Promise<KeyPair>
}

const localNames = ['localhost', '127.0.0.1', '::1']
const ecdsa = {name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256'} as const
const oneHour = 60 * 60 * 1000
const oneDay = 24 * oneHour

/** Makes an authority with the given name; two authorities of one name are still two, with different keys. */
export async function createCertificateAuthority(commonName = 'sandbox authority'): Promise<CertificateAuthority> {
  const x509 = await loadX509()
  const authorityName: JsonName = [{CN: [commonName]}]
  const authorityKeys = createKeys()
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    name: authorityName,
    keys: authorityKeys,
    ...validity({}),
    signingAlgorithm: ecdsa,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  })

  async function issue(subject: JsonName, extensions: Extension[], options: Validity & {selfSigned?: boolean}) {
    const keys = createKeys()
    const certificate = await x509.X509CertificateGenerator.create({
      subject,
      issuer: options.selfSigned === true ? subject : authorityName,
      publicKey: keys.publicKey,
      signingKey: options.selfSigned === true ? keys.privateKey : authorityKeys.privateKey,
      ...validity(options),
      signingAlgorithm: ecdsa,
      extensions,
    })
    return {cert: certificate.toString('pem'), key: privateKeyPem(keys.privateKey)}
  }

  return {
    cert: authority.toString('pem'),
    issueServer(options = {}) {
      const names = options.names ?? localNames
      const subject: JsonName = [{CN: [options.commonName ?? names[0] ?? 'localhost']}]
      const extensions: Extension[] = [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth])]
      if (names.length > 0) extensions.push(new x509.SubjectAlternativeNameExtension(alternativeNames(names)))
      return issue(subject, extensions, options)
    },
    issueClient(options) {
      const groups: JsonName = (options.groups ?? []).map((group) => ({O: [group]}))
      const extensions = [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])]
      return issue([...groups, {CN: [options.user]}], extensions, options)
    },
  }
}

/**
 * Loaded on demand because the library refuses to load without `Reflect.getMetadata`. It asks that function which
 * constructor parameters to inject, and none of its classes has any, so an answer of "none" is all it takes.
 */
async function loadX509() {
  const none = () => undefined
  if (!('getMetadata' in Reflect)) Object.assign(Reflect, {getMetadata: none, getOwnMetadata: none})
  return import('@peculiar/x509')
}

function createKeys(): webcrypto.CryptoKeyPair {
  const {publicKey, privateKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'})
  return {
    publicKey: publicKey.toCryptoKey(ecdsa, true, ['verify']),
    privateKey: privateKey.toCryptoKey(ecdsa, true, ['sign']),
  }
}

function privateKeyPem(key: webcrypto.CryptoKey): string {
  return KeyObject.from(key).export({type: 'pkcs8', format: 'pem'}).toString()
}

/** An hour back, so that a clock that is a little behind still accepts the certificate. */
function validity(options: Validity): {notBefore: Date; notAfter: Date} {
  return {
    notBefore: options.notBefore ?? new Date(Date.now() - oneHour),
    notAfter: options.notAfter ?? new Date(Date.now() + oneDay),
  }
}

function alternativeNames(names: readonly string[]): JsonGeneralNames {
  return names.map((value) => ({type: isIP(value) === 0 ? 'dns' : 'ip', value}))
}
