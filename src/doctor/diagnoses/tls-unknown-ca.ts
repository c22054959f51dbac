import type {Diagnosis} from '../diagnosis.ts'
import {transportCause, transportFacts} from '../transport-cause.ts'

export const tlsUnknownCa: Diagnosis = {
  code: 'ICR1406',
  cause: 'tls-unknown-ca',
  severity: 'error',
  summary: "the node does not trust the issuer of the registry's certificate",
  needs: transportFacts,
  supersedes: [],
  examine(pullCase) {
    return transportCause(pullCase, 'tls-unknown-ca', ({host, asker}) => ({
      message: `${asker} does not trust the issuer of the certificate of ${host}`,
      remedies: [
        {
          step: `Install the CA's certificate on every node for ${host}: /etc/containerd/certs.d/${host}/hosts.toml (ca = ...), /etc/containers/certs.d/${host}/ca.crt for CRI-O, or the system's trust store and a restart of the runtime.`,
        },
      ],
    }))
  },
  explanation: `What you see
  "x509: certificate signed by unknown authority", "certificate is not trusted", "unable to get local issuer
  certificate".

Why it happens
  The registry's certificate comes from an authority that the node does not have: a company's own CA, a self-signed
  certificate, a proxy that opens TLS and signs again, or a server that leaves out the intermediate certificate. Trust
  is a matter of each node and its runtime; neither a Secret nor the Pod can bring it along.

How to fix it
  See which chain is served:
    openssl s_client -connect HOST:443 -servername HOST -showcerts
  Install the issuing CA on every node, where the runtime looks for it, and restart the runtime if the system's trust
  store was changed. If the intermediate is missing, fix the server.

When this is not the cause
  When this machine trusts the registry and the node does not, only the node lacks the CA. When some nodes pull and
  others do not, compare their images and their start-up scripts.
`,
}
