import type {FailurePart} from '../pull-failure.ts'
import type {AskedImage} from './asked-image.ts'
import {isRegistryItself} from './asked-image.ts'
import {refusalCauses} from './refusal-causes.ts'
import {registrySays} from './registry-words.ts'
import {allows, means, type Verdict} from './verdict.ts'

/** What one attempt's error speaks for: whose answer it is first, then what the registry says, then the fault. */
export function partCauses(part: FailurePart, image: AskedImage): Verdict {
  const said = part.serverMessage === undefined ? undefined : registrySays(part.serverMessage)
  const own = said ?? faultCauses(part, image)
  return withDetour(own, part, image)
}

/** A mirror or the host of the layers stands between the registry and the fault. */
function withDetour(verdict: Verdict, part: FailurePart, image: AskedImage): Verdict {
  if (isTransport(part) && isLayerHost(part, image))
    return {likely: ['blob-host-blocked', ...verdict.likely], possible: verdict.possible}
  if (part.mirrorOf !== undefined && part.host !== part.mirrorOf)
    return {likely: ['mirror-misconfigured', ...verdict.likely], possible: verdict.possible}
  return verdict
}

function isLayerHost(part: FailurePart, image: AskedImage): boolean {
  if (part.at !== 'blob' || part.host === undefined || image.registry === undefined) return false
  return !isRegistryItself(part.host, image.registry) && !/^[\d.[\]:a-f]+$/.test(part.host)
}

function isTransport({fault}: FailurePart): boolean {
  return ['dns', 'connection-refused', 'connection-reset', 'no-route', 'timeout', 'tls-handshake'].includes(fault)
}

function faultCauses(part: FailurePart, image: AskedImage): Verdict {
  switch (part.fault) {
    case 'invalid-reference':
      return means('invalid-image-name')
    case 'short-name':
      return means('short-name-resolution')
    case 'never-present':
      return means('never-pull', 'image-present-without-access')
    case 'pull-qps':
      return means('kubelet-pull-qps')
    case 'keyring-unreadable':
      return means('secret-malformed')
    case 'secret-unavailable':
      return means('secret-missing', 'secret-missing-but-not-the-cause')
    case 'unauthorized':
    case 'no-basic-credentials':
    case 'forbidden':
    case 'insufficient-scope':
      return refusalCauses(part, image)
    case 'manifest-unknown':
    case 'not-found':
      if (image.by === 'digest' || part.at === 'manifest')
        return means('digest-not-found', 'repository-not-found', 'layer-corrupt')
      return means('tag-not-found', 'repository-not-found', 'digest-not-found')
    case 'name-unknown':
      return means('repository-not-found', 'no-pull-permission')
    case 'no-platform':
      return means('platform-mismatch')
    case 'media-type':
    case 'schema':
      return means('manifest-schema', 'not-a-registry')
    case 'html':
      return image.product === 'generic' && image.registry !== undefined
        ? means('not-a-registry', 'mirror-misconfigured', 'proxy')
        : means('mirror-misconfigured', 'not-a-registry', 'proxy')
    case 'rate-limited':
      return means('rate-limited')
    case 'server-error':
      return means('server-error', 'proxy')
    case 'http-status':
      return allows('server-error', 'not-a-registry', 'proxy')
    case 'digest-mismatch':
    case 'blob-missing':
      return means('layer-corrupt')
    case 'truncated':
      return allows('layer-corrupt', 'connection-reset', 'proxy')
    case 'dns':
      return means('dns-failure')
    case 'connection-refused':
      return means('connection-refused')
    case 'connection-reset':
      return means('connection-reset', 'proxy')
    case 'no-route':
      return means('no-route')
    case 'timeout':
      return means('timeout', 'proxy')
    case 'tls-unknown-ca':
      return means('tls-unknown-ca', 'proxy')
    case 'tls-time':
      return means('tls-expired', 'node-clock-skew')
    case 'tls-name':
      return means('tls-wrong-host')
    case 'tls-handshake':
      return means('tls-handshake-failure', 'proxy')
    case 'http-on-https':
      return means('http-on-https', 'proxy')
    case 'proxy':
      return means('proxy')
    case 'signature':
      return means('content-trust-policy')
    case 'blocked-by-policy':
      return means('content-trust-policy')
    case 'no-space':
      return means('disk-full')
    case 'storage':
      return means('node-storage-corrupt')
    case 'credential-provider':
      return means('credential-provider-failed')
    case 'unknown':
      return allows('unknown')
  }
}
