import type {Diagnosis} from '../diagnosis.ts'
import {transportCause, transportFacts} from '../transport-cause.ts'

export const proxy: Diagnosis = {
  code: 'ICR1411',
  cause: 'proxy',
  severity: 'error',
  summary: 'a proxy on the way refuses or breaks the pull',
  needs: transportFacts,
  supersedes: ['connection-refused', 'timeout', 'dns-failure'],
  examine(pullCase) {
    return transportCause(pullCase, 'proxy', ({host, registry, asker}) => ({
      message: `a proxy between ${asker} and ${registry} breaks the pull${host === registry ? '' : ` (${host})`}`,
      remedies: [
        {
          step: `Look at HTTPS_PROXY and NO_PROXY of the runtime's service on the node; allow ${registry} at the proxy, or name it in NO_PROXY and restart the runtime.`,
        },
      ],
    }))
  },
  explanation: `What you see
  "proxyconnect tcp: ...", "Proxy Authentication Required", "Forbidden" or "Service Unavailable" as the answer to a
  CONNECT, or an address in the message that is the proxy's.

Why it happens
  The runtime on the node goes through the proxy that its service is configured with, and the proxy cannot be reached,
  wants a login, or does not allow the registry. Or it should not go through one at all: a registry inside the network
  that NO_PROXY does not name.

How to fix it
  On the node, see what the service has:
    systemctl show containerd --property Environment
  Set HTTPS_PROXY and NO_PROXY there (hosts, suffixes and CIDR ranges, parted by commas), and restart the runtime.
  Remember the token server and the host of the layers: they are asked the same way.

When this is not the cause
  A proxy that opens TLS shows as an unknown issuer: see TlsUnknownCa.
`,
}
