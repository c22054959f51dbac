import type {Diagnosis} from '../diagnosis.ts'
import {changeImage} from '../remedy.ts'
import {transportCause, transportFacts} from '../transport-cause.ts'

export const tlsWrongHost: Diagnosis = {
  code: 'ICR1408',
  cause: 'tls-wrong-host',
  severity: 'error',
  summary: "the registry's certificate is for another name",
  needs: transportFacts,
  supersedes: [],
  examine(pullCase) {
    return transportCause(pullCase, 'tls-wrong-host', ({host}) => ({
      message: `the certificate of ${host} is not valid for that name`,
      remedies: [
        changeImage(pullCase.plan, 'Write the image with a name that the certificate has.'),
        {step: `Or issue a certificate with ${host} among its subject alternative names.`},
      ],
    }))
  },
  explanation: `What you see
  "x509: certificate is valid for A, not B", "cannot validate certificate for ADDRESS because it doesn't contain any IP
  SANs", "certificate relies on legacy Common Name field, use SANs instead", "certificate is not valid for any names".

Why it happens
  The name in the image is not among the certificate's subject alternative names: the registry is addressed by an
  alias or an IP address, a load balancer serves its default certificate, a login page or a proxy answers, or the
  certificate is old and names its host in the Common Name only, which Go has not looked at since 1.15.

How to fix it
  See the names it has:
    openssl s_client -connect HOST:443 -servername HOST </dev/null | openssl x509 -noout -ext subjectAltName
  Use one of them in the image, and in the Secret's key, or issue a certificate that has the name.

When this is not the cause
  When the certificate belongs to somebody else altogether, the name resolves to the wrong machine: look at the DNS
  record first.
`,
}
