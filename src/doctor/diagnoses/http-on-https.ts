import type {Diagnosis} from '../diagnosis.ts'
import {transportCause, transportFacts} from '../transport-cause.ts'

export const httpOnHttps: Diagnosis = {
  code: 'ICR1410',
  cause: 'http-on-https',
  severity: 'error',
  summary: 'the registry speaks plain HTTP where HTTPS is spoken to it',
  needs: transportFacts,
  supersedes: [],
  examine(pullCase) {
    return transportCause(pullCase, 'http-on-https', ({host, asker}) => ({
      message: `${host} speaks plain HTTP, and ${asker} speaks HTTPS to it`,
      remedies: [
        {
          step: `Give the registry a certificate; or let the nodes use plain HTTP for ${host}, in a network you trust: /etc/containerd/certs.d/${host}/hosts.toml (server = "http://${host}"), or insecure = true in /etc/containers/registries.conf for CRI-O.`,
        },
      ],
    }))
  },
  explanation: `What you see
  "http: server gave HTTP response to HTTPS client".

Why it happens
  Runtimes speak HTTPS to every registry but those on localhost and those they are told about. The registry, or the
  port that the image names, speaks plain HTTP: a registry without a certificate, Nexus's HTTP connector, a port that
  belongs to another service.

How to fix it
  The better way is a certificate on the registry. Else tell each node's runtime, containerd for one in
  /etc/containerd/certs.d/HOST:PORT/hosts.toml:
    server = "http://HOST:PORT"
  A login travels readable over plain HTTP. "insecure-registries" of Docker's daemon.json has no effect on containerd.

When this is not the cause
  When the registry has an HTTPS port as well, name that one in the image. When a proxy answers in plain HTTP, see
  Proxy.
`,
}
