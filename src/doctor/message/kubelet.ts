import type {ClauseRule} from './clause-rule.ts'

/**
 * The kubelet's own words: `pkg/kubelet/images/image_manager.go`, `pkg/kubelet/images/types.go`,
 * `pkg/util/parsers`, `pkg/kubelet/kubelet_pods.go`, `pkg/credentialprovider/plugin`; docker-credential-helpers `client`.
 */
export const kubelet: readonly ClauseRule[] = [
  {
    clause: /^(?:Failed to pull|Back-off pulling|Failed to inspect) image "((?:[^"\\]|\\.)*)"/,
    says: ([, image = '']) => ({image}),
  },
  {clause: /^pulling image failed$/, says: {}},
  {clause: /^(?:Init:)?(?:ErrImagePull|ImagePullBackOff|ImageInspectError)\b/, says: {}},
  {
    clause: /^Failed to apply default image tag "((?:[^"\\]|\\.)*)"/,
    says: ([, image = '']) => ({image, at: 'reference', fault: 'invalid-reference'}),
  },
  {clause: /^(?:Init:)?InvalidImageName\b/, says: {at: 'reference', fault: 'invalid-reference'}},
  {clause: /^couldn't parse image (?:reference|name)/, says: {at: 'reference', fault: 'invalid-reference'}},
  // distribution/reference `reference.go`, opencontainers/go-digest `digest.go`
  {
    clause:
      /^(?:invalid (?:reference|tag|digest) format|invalid checksum digest (?:format|length)|unsupported digest algorithm|repository name must (?:be|have|not))/,
    says: {at: 'reference', fault: 'invalid-reference'},
  },
  {
    clause: /^Container image "((?:[^"\\]|\\.)*)" is not present with pull policy of Never/,
    says: ([, image = '']) => ({image, at: 'reference', fault: 'never-present'}),
  },
  {clause: /^(?:Init:)?ErrImageNeverPull\b/, says: {at: 'reference', fault: 'never-present'}},
  {
    clause: /^image pull failed for (\S+?),? because the registry is unavailable$/,
    says: ([, image = '']) => ({image, at: 'resolve'}),
  },
  {
    clause: /^image pull failed for (\S+?) because the signature validation failed$/,
    says: ([, image = '']) => ({image, fault: 'signature'}),
  },
  {clause: /^image pull failed for (?!unknown)(\S+?), this may be because/, says: ([, image = '']) => ({image})},
  {clause: /^image pull failed for unknown error/, says: {}},
  {clause: /^pull QPS exceeded/, says: {at: 'reference', fault: 'pull-qps'}},
  {
    clause:
      /^(?:FailedToRetrieveImagePullSecret\b|Unable to retrieve (?:some image pull secrets|pull secret \S+ for )|(?:couldn't find )?secrets? "[^"\s]*" not found)/,
    says: {at: 'keyring', fault: 'secret-unavailable'},
  },
  {
    clause: /^(?:illegal base64 data at input byte|unable to parse auth field)/,
    says: {at: 'keyring', fault: 'keyring-unreadable'},
  },
  {
    clause:
      /^(?:Failed getting credential from external registry credential provider|error execing credential provider plugin|error getting credentials - err|NoCredentialProviders$)/,
    says: {at: 'keyring', fault: 'credential-provider'},
  },
  // dockershim and cri-dockerd, `ensureSandboxImageExists`
  {
    clause: /^(?:failed pulling|unable to pull sandbox|failed to inspect sandbox) image "([^"]*)"/,
    says: ([, image = '']) => ({image, isSandbox: true}),
  },
]
