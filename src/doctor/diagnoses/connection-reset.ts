import type {Diagnosis} from '../diagnosis.ts'
import {transportCause, transportFacts} from '../transport-cause.ts'

export const connectionReset: Diagnosis = {
  code: 'ICR1403',
  cause: 'connection-reset',
  severity: 'error',
  summary: 'the connection to the registry is cut',
  needs: transportFacts,
  supersedes: [],
  examine(pullCase) {
    return transportCause(pullCase, 'connection-reset', ({host, asker}) => ({
      message: `the connection between ${asker} and ${host} is cut`,
      remedies: [
        {step: `Look at what stands between ${asker} and ${host}: a firewall, a load balancer, a proxy, the MTU.`},
      ],
    }))
  },
  explanation: `What you see
  "connection reset by peer", "broken pipe", or "EOF" where an answer was awaited.

Why it happens
  Somebody ends the connection in the middle: a firewall that reads the server name and forbids it, a load balancer
  whose time is up or whose server crashed, a registry that restarts, a network with an MTU too large for its tunnels
  (small answers pass, large ones break).

How to fix it
  From the node, see how far it gets:
    curl -v https://HOST/v2/
  A reset right behind the TLS hello points at a firewall; one during a large layer at a load balancer, the MTU or the
  registry's storage. The registry's own log tells whether the request arrived.

When this is not the cause
  A transfer that stops and leaves a layer too short is reported as such: see LayerCorrupt. No answer at all is a
  timeout.
`,
}
