import type {Diagnosis} from '../diagnosis.ts'
import {transportCause, transportFacts} from '../transport-cause.ts'

export const timeout: Diagnosis = {
  code: 'ICR1405',
  cause: 'timeout',
  severity: 'error',
  summary: 'the registry does not answer in time',
  needs: transportFacts,
  supersedes: [],
  examine(pullCase) {
    return transportCause(pullCase, 'timeout', ({host, asker}) => ({
      message: `${host} does not answer ${asker} in time`,
      remedies: [
        {
          step: `Look at the firewall and the proxy settings of the node: packets to ${host} are lost without an answer, or the registry is too slow.`,
        },
      ],
    }))
  },
  explanation: `What you see
  "i/o timeout", "context deadline exceeded", "net/http: TLS handshake timeout", "Client.Timeout exceeded while
  awaiting headers", or "request canceled while waiting for connection".

Why it happens
  A firewall or a security group drops the packets, the node needs a proxy and the runtime has none configured, the
  address is a private one of another network, or the registry is overloaded. A large image over a slow line can end
  the same way: the runtime gives up where no byte arrives for a while.

How to fix it
  On the node, see whether a connection comes about:
    curl -v --max-time 20 https://HOST/v2/
  Open the way, or set HTTPS_PROXY for the runtime's service (containerd, crio), which does not read a shell's
  environment.

When this is not the cause
  Behind "lookup" it is the name server that does not answer: see DnsFailure. When the manifest was read and a layer's
  host does not answer: see BlobHostBlocked.
`,
}
