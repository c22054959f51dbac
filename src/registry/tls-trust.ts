import {X509Certificate} from 'node:crypto'
import {
  checkServerIdentity,
  createSecureContext,
  getCACertificates,
  type PeerCertificate,
  type SecureContext,
} from 'node:tls'

/** Whom this machine trusts, and what it shows of itself; all PEM. */
export interface TlsSettings {
  /** Authorities to trust beside those of the system and of Node.js (NODE_EXTRA_CA_CERTS counts). */
  readonly certificateAuthority?: string
  /** The client's own certificate and key, for registries that ask for one. */
  readonly clientCertificate?: {readonly cert: string; readonly key: string}
}

/**
 * Made once for a run: reading some hundred authorities again for each connection costs more than the connection. The
 * system's count without NODE_USE_SYSTEM_CA too, as they do for kubectl. Throws where the settings are no PEM.
 */
export function secureContext({certificateAuthority, clientCertificate}: TlsSettings): SecureContext {
  const extra = certificateAuthority === undefined ? [] : certificatesOf(certificateAuthority)
  const ca = [...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...extra])]
  return createSecureContext({ca, ...clientCertificate})
}

/** Which of the settings cannot be used, and OpenSSL's code for why; found before anything is asked. */
export function tlsFault({
  certificateAuthority,
  clientCertificate,
}: TlsSettings): {readonly of: 'authority' | 'client'; readonly code: string} | undefined {
  const authority = thrown(() => certificateAuthority !== undefined && certificatesOf(certificateAuthority))
  if (authority !== undefined) return {of: 'authority', code: authority}
  const client = thrown(() => clientCertificate !== undefined && createSecureContext({ca: [], ...clientCertificate}))
  return client === undefined ? undefined : {of: 'client', code: client}
}

/** As Go has it: a certificate without alternative names is for nobody, and its common name counts for nothing. */
export function serverIdentityFault(host: string, certificate: PeerCertificate): Error | undefined {
  if (certificate.subjectaltname !== undefined) return checkServerIdentity(host, certificate)
  return Object.assign(new Error(`the certificate names no host`), {code: 'ERR_TLS_CERT_ALTNAME_MISSING'})
}

/** OpenSSL passes over what it cannot read, and the fault would show as an authority that is unknown. */
function certificatesOf(pem: string): readonly string[] {
  const blocks = pem.match(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]*-----END [A-Z0-9 ]*-----/g) ?? [pem]
  return blocks.map((block) => new X509Certificate(block).toString())
}

/** The code of what is thrown, or its class. */
function thrown(read: () => unknown): string | undefined {
  try {
    read()
    return undefined
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return 'code' in error && typeof error.code === 'string' ? error.code : error.name
  }
}
