import type {Diagnosis} from '../diagnosis.ts'
import {transportCause, transportFacts} from '../transport-cause.ts'

export const noRoute: Diagnosis = {
  code: 'ICR1404',
  cause: 'no-route',
  severity: 'error',
  summary: "the registry's address cannot be reached from the node",
  needs: transportFacts,
  supersedes: [],
  examine(pullCase) {
    return transportCause(pullCase, 'no-route', ({host, asker}) => ({
      message: `${asker} has no route to ${host}`,
      remedies: [
        {
          step: `Look at the node's routes and at the firewall between it and ${host}; compare the address it resolves to.`,
        },
      ],
    }))
  },
  explanation: `What you see
  "connect: no route to host", "network is unreachable", "host is unreachable".

Why it happens
  The node's kernel, or a router on the way, knows no way to the address, or a firewall rejects the packet: the
  registry stands in a network that this node is not connected to (a VPN, a peering, a private endpoint), its machine
  is off, or the name resolves to an IPv6 address and the node has none.

How to fix it
  On the node, see which address is meant and how it is reached:
    getent ahosts HOST
    ip route get ADDRESS
  Then fix the route, the peering or the firewall rule, or use an address that nodes can reach.

When this is not the cause
  When packets vanish without an answer it is a timeout. When only one of several addresses is unreachable, clients
  try the next; the message names the last.
`,
}
