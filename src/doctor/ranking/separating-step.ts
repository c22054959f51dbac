import type {Cause} from '../cause.ts'
import type {AskedImage} from './asked-image.ts'

/** What to look at to tell this cause from the others; an imperative sentence, or nothing where no look helps. */
export function separatingStep(cause: Cause, {registry = 'the registry'}: AskedImage): string | undefined {
  switch (cause) {
    case 'invalid-image-name':
    case 'short-name-resolution':
      return 'Write the image with its registry, in lower case, and compare it with the Pod letter by letter.'
    case 'secret-missing':
    case 'secret-missing-but-not-the-cause':
      return 'Look whether the pull fails in other words, too: kubectl get events --field-selector reason=Failed.'
    case 'secret-wrong-type':
    case 'secret-malformed':
    case 'secret-empty':
    case 'secret-auth-conflict':
    case 'credential-whitespace':
      return 'Read the pull secrets as the kubelet does: kubectl imagecreds decode SECRET.'
    case 'no-credentials':
    case 'service-account-attached-late':
    case 'service-account-overridden':
      return 'Look which pull secrets the Pod itself names: kubectl get pod POD -o jsonpath={.spec.imagePullSecrets}.'
    case 'secret-key-mismatch':
      return `Compare the keys of the pull secrets with ${registry}: kubectl imagecreds decode SECRET.`
    case 'bad-credentials':
      return `Try the login against ${registry} from here: kubectl imagecreds verify SECRET.`
    case 'token-expired':
      return 'Look how old the login is and how long its kind lives; a new one works if it had expired.'
    case 'no-pull-permission':
      return `Ask ${registry} with the same login for another repository, which it is known to reach.`
    case 'stale-credential-on-public-image':
      return 'Pull the image without any login; it works then.'
    case 'repository-not-found':
    case 'repository-not-found-or-no-access':
      return `Look for the repository in ${registry} with a login that sees all of it.`
    case 'tag-not-found':
      return 'List the tags of the repository.'
    case 'digest-not-found':
      return 'Ask for a tag of the same repository; if that works, the digest was deleted.'
    case 'platform-mismatch':
      return "Compare the platforms of the image's index with the node's kubernetes.io/arch and kubernetes.io/os."
    case 'manifest-schema':
    case 'not-a-registry':
      return `Ask for https://${registry}/v2/ and look whether JSON or a web page comes.`
    case 'rate-limited':
      return 'Wait for the time the registry names, or pull with a login, and see whether it works.'
    case 'geo-or-ip-blocked':
      return 'Ask the same from another network; if it works, the address is refused.'
    case 'content-trust-policy':
      return "Look at the registry's and the node's policy for this repository."
    case 'server-error':
      return `Ask again, and for another image of ${registry}; look at its status page.`
    case 'dns-failure':
    case 'connection-refused':
    case 'connection-reset':
    case 'no-route':
    case 'timeout':
    case 'blob-host-blocked':
      return 'Open the same connection from the node itself, not from this machine.'
    case 'tls-expired':
    case 'node-clock-skew':
      return "Compare the node's clock with the dates of the certificate."
    case 'tls-unknown-ca':
    case 'tls-wrong-host':
    case 'tls-handshake-failure':
    case 'http-on-https':
      return "Look from the node at the certificate that is really served, and at its issuer's name."
    case 'proxy':
      return "Look at HTTPS_PROXY and NO_PROXY of the node's container runtime."
    case 'mirror-misconfigured':
      return "Look at the mirrors that the node's container runtime has for this registry, and ask the registry itself."
    case 'never-pull':
    case 'image-present-without-access':
      return 'List the images on the node; if this one is there, the Pod lacks the login it was pulled with.'
    case 'credential-provider-failed':
      return 'Read the log of the kubelet on that node for "credential provider".'
    case 'node-storage-corrupt':
    case 'disk-full':
      return "Look at the disk of the container runtime on that node, and at the node's DiskPressure."
    case 'kubelet-pull-qps':
      return 'Wait for the next try.'
    case 'layer-corrupt':
      return 'Pull the same image on another node; if that fails, too, the registry holds a bad layer.'
    case 'sandbox-image':
      return "Look at the pause image that the node's container runtime is configured with."
    case 'unknown':
      return 'Find the error that came before: kubectl get events --field-selector reason=Failed.'
    case 'healthy':
    case 'pull-in-progress':
      return undefined
  }
}
