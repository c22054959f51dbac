import type {Diagnosis} from '../diagnosis.ts'
import {statedCause, statedFacts} from '../stated-cause.ts'

export const geoOrIpBlocked: Diagnosis = {
  code: 'ICR1312',
  cause: 'geo-or-ip-blocked',
  severity: 'error',
  summary: "the registry refuses the node's address or region",
  needs: statedFacts,
  supersedes: [],
  examine(pullCase) {
    return statedCause(pullCase, 'geo-or-ip-blocked', ({host, asker}) => ({
      message: `${host} refuses the address that ${asker} comes from`,
      remedies: [
        {step: `Allow the node's outgoing address at ${host}, or pull by way of a mirror or a private endpoint.`},
      ],
    }))
  },
  explanation: `What you see
  403 with words such as "client with IP '...' is not allowed access", "Since Docker is a US company, we must comply",
  "not available in your region", or a bare 403 for every image, with and without a login.

Why it happens
  The registry has a firewall of its own (Azure's network rules, an allow list of an organisation, a private endpoint
  without public access), or the vendor refuses a country. What counts is the address behind the node's NAT, which
  changes with gateways and VPNs.

How to fix it
  Find the address the node is seen with:
    curl https://ifconfig.me
  Allow it at the registry, let the node come in by the private endpoint, or mirror the images to a registry that it
  may reach.

When this is not the cause
  A 403 for one repository only is a matter of rights: see NoPullPermission. This machine may be allowed in where the
  node is not.
`,
}
