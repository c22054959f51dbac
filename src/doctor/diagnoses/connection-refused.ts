import type {Diagnosis} from '../diagnosis.ts'
import {changeImage} from '../remedy.ts'
import {transportCause, transportFacts} from '../transport-cause.ts'

export const connectionRefused: Diagnosis = {
  code: 'ICR1402',
  cause: 'connection-refused',
  severity: 'error',
  summary: "nothing listens at the registry's address",
  needs: transportFacts,
  supersedes: [],
  examine(pullCase) {
    return transportCause(pullCase, 'connection-refused', ({host, asker}) => ({
      message: `${host} refuses ${asker}'s connection`,
      remedies: [
        changeImage(pullCase.plan, `Compare host and port with the registry's address; without a port it is 443.`),
        {step: `See whether the registry runs and listens at ${host}.`},
      ],
    }))
  },
  explanation: `What you see
  "dial tcp ADDRESS:PORT: connect: connection refused".

Why it happens
  The address answers, and no program listens at this port: the registry is down or restarting, it listens at another
  port, the image's port is wrong or missing (443 is used then), or the name resolves to the wrong machine. With
  "localhost" or 127.0.0.1 the node itself is meant, not the machine that pushed the image.

How to fix it
  See where the registry listens, and write that host and port in the image:
    kubectl set image deployment/NAME -n NAMESPACE CONTAINER=HOST:PORT/REPOSITORY:TAG
  Store the login under the same host and port, since the kubelet compares ports too.

When this is not the cause
  A firewall that drops packets shows as a timeout, one that rejects them as no route or as refused. Behind
  "proxyconnect" the proxy is what refuses: see Proxy.
`,
}
