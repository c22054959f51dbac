import type {Diagnosis} from '../diagnosis.ts'
import {changeImage} from '../remedy.ts'
import {transportCause, transportFacts} from '../transport-cause.ts'

export const dnsFailure: Diagnosis = {
  code: 'ICR1401',
  cause: 'dns-failure',
  severity: 'error',
  summary: "the registry's name does not resolve",
  needs: transportFacts,
  supersedes: [],
  examine(pullCase) {
    return transportCause(pullCase, 'dns-failure', ({host, asker}) => ({
      message: `${asker} cannot resolve ${host}`,
      remedies: [
        changeImage(pullCase.plan, `Compare "${host}" with the registry's name.`),
        {step: "Look it up on the node itself: the kubelet's runtime uses the node's DNS servers, not the cluster's."},
      ],
    }))
  },
  explanation: `What you see
  "dial tcp: lookup HOST on SERVER:53: no such host", "server misbehaving" (the name server failed), or "read udp ...
  i/o timeout" behind "lookup" (the name server did not answer).

Why it happens
  The container runtime runs on the node and asks the node's DNS servers, those of /etc/resolv.conf there. Names that
  only the cluster's DNS knows (NAME.NAMESPACE.svc) do not resolve for it. Else the host is misspelt in the image, the
  record is gone, a private zone is not linked to the node's network, or the name server is down.

How to fix it
  Correct the image's host if it is wrong. On the node, look the name up:
    nslookup HOST
  and fix its DNS servers, or the zone. For a registry inside the cluster use an address that nodes can resolve.

When this is not the cause
  A host that is not the image's is a mirror, a token server or the host of the layers: see MirrorMisconfigured and
  BlobHostBlocked. "i/o timeout" without "lookup" is a connection, not a name: see Timeout.
`,
}
