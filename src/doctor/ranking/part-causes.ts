import type {FailurePart} from '../pull-failure.ts'
import {absenceCauses, isNoOfficialImage} from './absence-causes.ts'
import type {AskedImage} from './asked-image.ts'
import {detourCause} from './detour.ts'
import {isForEverybody} from './public-registries.ts'
import {refusalCauses} from './refusal-causes.ts'
import {registrySays} from './registry-words.ts'
import {allows, means, type Verdict} from './verdict.ts'

/** What one attempt's error speaks for: whose answer it is first, then what the registry says, then the fault. */
export function partCauses(part: FailurePart, image: AskedImage): Verdict {
  const own = ofEverybody(registrySays(registryWords(part)) ?? faultCauses(part, image), image)
  const detour = detourCause(part, image)
  return detour === undefined ? own : {likely: [detour, ...own.likely], possible: own.possible}
}

/** A wrong login for what everybody may pull is one too many. */
function ofEverybody(verdict: Verdict, image: AskedImage): Verdict {
  const [first] = verdict.likely
  if (first !== 'bad-credentials' || !isForEverybody(image)) return verdict
  return {likely: ['stale-credential-on-public-image', ...verdict.likely], possible: verdict.possible}
}

/**
 * Where nothing else was understood, the whole part may be a registry's sentence, pasted without its error code. What a web
 * page says is no registry's.
 */
function registryWords({fault, serverMessage, text}: FailurePart): string {
  if (fault === 'html') return ''
  return serverMessage ?? (fault === 'unknown' ? text : '')
}

function faultCauses(part: FailurePart, image: AskedImage): Verdict {
  switch (part.fault) {
    case 'invalid-reference':
      // Where the kubelet or the runtime says so it is certain; a registry may mean the repository.
      return part.at === 'reference'
        ? means('invalid-image-name')
        : means('invalid-image-name', 'repository-not-found', 'server-error')
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
      if (part.status === 451) return means('geo-or-ip-blocked', 'content-trust-policy', 'proxy')
      if (part.fault === 'forbidden' && part.at !== 'token' && isForEverybody(image)) {
        return means('geo-or-ip-blocked', 'proxy', 'stale-credential-on-public-image')
      }
      if (part.fault === 'unauthorized' && isForEverybody(image)) return publicRefusal(part, image)
      return isNoOfficialImage(image) ? means('repository-not-found') : refusalCauses(part, image)
    case 'manifest-unknown':
    case 'not-found':
      return absenceCauses(part, image)
    case 'name-unknown':
      return means('repository-not-found', 'no-pull-permission')
    case 'no-platform':
      return part.at === 'unpack' ? allows('platform-mismatch', 'node-storage-corrupt') : means('platform-mismatch')
    case 'media-type':
    case 'schema':
      return means('manifest-schema', 'not-a-registry')
    case 'html':
      return webPageCauses(part, image)
    case 'rate-limited':
      return means('rate-limited')
    case 'server-error':
      return means('server-error', 'proxy', 'bad-credentials')
    case 'http-status':
      return oddStatusCauses(part, image)
    case 'digest-mismatch':
    case 'blob-missing':
      return means('layer-corrupt', 'proxy')
    case 'truncated':
      return allows('layer-corrupt', 'connection-reset', 'proxy')
    case 'dns':
      return means('dns-failure')
    case 'connection-refused':
      return means('connection-refused', 'proxy', 'mirror-misconfigured')
    case 'connection-reset':
      return means('connection-reset', 'proxy', 'server-error')
    case 'no-route':
      return means('no-route')
    case 'timeout':
      return means('timeout', 'proxy')
    case 'tls-unknown-ca':
      return means('tls-unknown-ca', 'proxy')
    case 'tls-time':
      return means('tls-expired', 'node-clock-skew')
    case 'tls-too-early':
      // Certificates are used when they are issued: it is rather the clock that stands in the past.
      return means('node-clock-skew', 'tls-expired')
    case 'tls-name':
      // The great registries have certificates for their names: another is of who stands between.
      return image.product === 'generic' ? means('tls-wrong-host') : means('tls-wrong-host', 'proxy')
    case 'tls-certificate':
      return allows('tls-unknown-ca', 'tls-handshake-failure', 'tls-expired', 'tls-wrong-host')
    case 'tls-handshake':
      return means('tls-handshake-failure', 'proxy')
    case 'tls-files':
      // A certificate that cannot be read is one that is not trusted, or not shown.
      return allows('tls-unknown-ca', 'tls-handshake-failure')
    case 'registries-file':
      return allows('mirror-misconfigured', 'unknown')
    case 'http-on-https':
      return means('http-on-https', 'proxy')
    case 'proxy':
      return part.status === 403 ? means('proxy', 'geo-or-ip-blocked', 'no-pull-permission') : means('proxy')
    case 'signature':
      return means('content-trust-policy')
    case 'blocked-by-policy':
      return means('content-trust-policy')
    case 'no-space':
      return means('disk-full')
    case 'storage':
      return means('node-storage-corrupt')
    case 'locked':
      return allows('pull-in-progress', 'node-storage-corrupt')
    case 'credential-provider':
      return means('credential-provider-failed')
    case 'unknown':
      // A registry's own UNKNOWN, in words that no product is known for.
      return part.serverMessage === undefined ? allows('unknown') : allows('server-error', 'unknown')
  }
}

/**
 * No login is needed for what everybody may pull: who is refused it has shown one that is no longer good, or meets a
 * registry that refuses all.
 */
function publicRefusal(part: FailurePart, image: AskedImage): Verdict {
  if (part.presented === 'nothing') return allows('server-error', 'proxy', 'no-credentials')
  return image.product === 'docker-hub'
    ? allows('stale-credential-on-public-image', 'server-error', 'bad-credentials')
    : refusalCauses(part, image)
}

/** A status for which a registry has no use when it is read from. */
function oddStatusCauses(part: FailurePart, image: AskedImage): Verdict {
  // Harbor, where a project's policy on signatures or scans is not met.
  if (part.status === 412) return means('content-trust-policy')
  // A server that speaks TLS says so to who does not (`badRequestError` in net/http/server.go).
  if (part.status === 400 && part.host !== undefined && part.text.includes(`http://${part.host}/`)) {
    return allows('http-on-https', 'server-error', 'proxy')
  }
  // Token servers say 400 to a login, too.
  if (part.at === 'token') return refusalCauses(part, image)
  if (part.at === 'blob') return allows('server-error', 'layer-corrupt', 'proxy')
  return part.status === 405
    ? allows('not-a-registry', 'proxy', 'server-error')
    : allows('server-error', 'not-a-registry', 'proxy')
}

/** A web page where JSON is due. Its status tells who wrote it: a firewall, a load balancer or some other server. */
function webPageCauses({status = 200, quote}: FailurePart, image: AskedImage): Verdict {
  if (status === 403 || status === 451) return means('geo-or-ip-blocked', 'proxy', 'not-a-registry')
  if (status === 401) return allows('no-credentials', 'bad-credentials', 'proxy')
  if (status === 408) return means('timeout', 'proxy')
  if (status === 429) return means('rate-limited', 'proxy')
  if (status >= 500) return means('server-error', 'proxy', 'not-a-registry')
  if (image.registry === undefined) {
    // containerd says so of the answer to a tag; where this was met, a mirror served a page for every path.
    return quote?.startsWith('unexpected media type') === true
      ? allows('mirror-misconfigured', 'not-a-registry', 'proxy')
      : allows('not-a-registry', 'mirror-misconfigured', 'proxy')
  }
  // The great registries have no pages there: what stands between does.
  return image.product === 'generic'
    ? means('not-a-registry', 'mirror-misconfigured', 'proxy')
    : means('mirror-misconfigured', 'not-a-registry', 'proxy')
}
