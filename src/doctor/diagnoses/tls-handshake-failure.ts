import type {Diagnosis} from '../diagnosis.ts'
import {transportCause, transportFacts} from '../transport-cause.ts'

export const tlsHandshakeFailure: Diagnosis = {
  code: 'ICR1409',
  cause: 'tls-handshake-failure',
  severity: 'error',
  summary: 'the TLS handshake with the registry fails',
  needs: transportFacts,
  supersedes: [],
  examine(pullCase) {
    return transportCause(pullCase, 'tls-handshake-failure', ({host, asker}) => ({
      message: `${asker} and ${host} cannot agree on a TLS connection`,
      remedies: [
        {
          step: `See what ${host} offers and demands: TLS versions and ciphers, a client certificate, the server name.`,
        },
      ],
    }))
  },
  explanation: `What you see
  "remote error: tls: handshake failure", "tls: protocol version not supported", "tls: bad certificate", "certificate
  required", "first record does not look like a TLS handshake".

Why it happens
  The two sides find no common version or cipher (an old registry, an old node), the server wants a client certificate,
  a server behind a shared address does not know the name that was sent, or what answers at the port speaks no TLS.

How to fix it
  See the handshake:
    openssl s_client -connect HOST:443 -servername HOST
  Allow TLS 1.2 or later on the registry. Client certificates are configured per host on the node, for containerd in
  /etc/containerd/certs.d/HOST/hosts.toml (client = ...).

When this is not the cause
  A certificate that is not trusted, has expired or is for another name is reported as such by its own words (x509).
  A handshake that only takes too long is a timeout.
`,
}
