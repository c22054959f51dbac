import type {Diagnosis} from '../diagnosis.ts'
import {transportCause, transportFacts} from '../transport-cause.ts'

export const tlsExpired: Diagnosis = {
  code: 'ICR1407',
  cause: 'tls-expired',
  severity: 'error',
  summary: "the registry's certificate is outside its validity",
  needs: transportFacts,
  supersedes: [],
  examine(pullCase) {
    return transportCause(pullCase, 'tls-expired', ({host}) => ({
      message: `the certificate of ${host} is outside its validity`,
      remedies: [
        {
          step: `Renew the certificate of ${host}, and see that the server and every load balancer before it serve the new one.`,
        },
      ],
    }))
  },
  explanation: `What you see
  "x509: certificate has expired or is not yet valid: current time ... is after ...". The two times stand in the
  message.

Why it happens
  The certificate was not renewed, or it was and the server still serves the old one, or an intermediate of the chain
  has ended. The first time in the message is the node's clock.

How to fix it
  See what is served now:
    openssl s_client -connect HOST:443 -servername HOST </dev/null | openssl x509 -noout -dates
  Renew it, and reload the server. No change on the node or in the cluster is needed.

When this is not the cause
  Compare "current time" in the message with the true time: if it is wrong, the node's clock is, see NodeClockSkew.
  "is before" with a certificate that is new points there too.
`,
}
