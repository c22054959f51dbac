import type {Diagnosis} from '../diagnosis.ts'
import {transportCause, transportFacts} from '../transport-cause.ts'

export const blobHostBlocked: Diagnosis = {
  code: 'ICR1413',
  cause: 'blob-host-blocked',
  severity: 'error',
  summary: 'the registry answers, the host that serves its layers cannot be reached',
  needs: transportFacts,
  supersedes: ['timeout', 'dns-failure', 'connection-refused', 'connection-reset', 'no-route', 'no-pull-permission'],
  examine(pullCase) {
    return transportCause(
      pullCase,
      'blob-host-blocked',
      ({host, registry}) => ({
        message:
          host === registry
            ? `${registry} answers, and its layers cannot be fetched`
            : `${registry} answers, and the node cannot fetch layers from ${host}`,
        remedies: [{step: `Allow the node to reach ${host} as well, at the firewall and the proxy.`}],
      }),
      ({content}) => content?.blob?.answer.kind === 'unreachable',
    )
  },
  explanation: `What you see
  The manifest is read, and a layer fails: "failed to copy: httpReadSeeker: failed open", "writing blob", with a host
  that is not the registry's, such as a storage account or a content network.

Why it happens
  Registries send clients elsewhere for the layers: *.blob.core.windows.net for Azure, an S3 bucket for Amazon,
  production.cloudflare.docker.com for Docker Hub, pkg-containers.githubusercontent.com for GitHub. A firewall that
  allows only the registry's own name lets the manifest through and not the layers. The login is right.

How to fix it
  Allow the host in the message. Ask the registry's documentation for all of them; some can be told to serve layers
  under their own name (dedicated data endpoints in Azure), or use a private endpoint that covers both.

When this is not the cause
  When the layer's host answers 404 or the bytes do not fit: see LayerCorrupt. With several logins the first error
  may be this one and the last a refusal: the one that got furthest counts.
`,
}
