import type {ClauseRule} from './clause-rule.ts'

/**
 * The words of containers/image, which CRI-O and podman pull with: `docker/{docker_client,docker_image_src,errors}.go`,
 * `copy/*.go`, `signature/policy_eval*.go`, `pkg/shortnames`; and of CRI-O's `server/image_pull.go` around them.
 */
export const containersImage: readonly ClauseRule[] = [
  {clause: /^(?:unable to pull image(?: or OCI artifact)?|pull image err)$/, says: {}},
  {
    clause: /^(?:Error )?(?:initializing (?:image from )?source|unable to copy from source) docker:\/\/(\S+)/i,
    says: ([, image = '']) => ({at: 'resolve', image}),
  },
  // CRI-O's `RunPodSandbox` pulls the pause image itself.
  {clause: /^(?:error )?creating pod sandbox with name/, says: {isSandbox: true}},
  {clause: /^cannot parse input/, says: {at: 'reference', fault: 'invalid-reference'}},
  {
    clause: /^(?:error )?pinging (?:container|docker) registry (?!returned$)(\S+)$/i,
    says: ([, host = '']) => ({at: 'resolve', host}),
  },
  {
    clause: /^(?:error )?reading manifest (\S+) in (\S+)$/i,
    says: ([, identifier = '', repository = '']) => ({
      at: 'resolve',
      asked: `${repository}${identifier.includes(':') ? '@' : ':'}${identifier}`,
    }),
  },
  {
    clause: /^(?:unable to retrieve auth token|requesting bear(?:er)? token|trying to obtain access token)$/i,
    says: {at: 'token'},
  },
  {clause: /^invalid username\/password/, says: {at: 'token', fault: 'unauthorized'}},
  {clause: /^(?:can't talk to a V1 container registry)/, says: {fault: 'html'}},
  {clause: /^too many requests to registry/, says: {fault: 'rate-limited'}},
  {
    clause: /^determining manifest MIME type for docker:\/\/(\S+)$/,
    says: ([, image = '']) => ({at: 'manifest', image}),
  },
  {
    clause:
      /^(?:determining manifest MIME type|loading manifest|choosing an image from manifest list|choose manifest instance|choosing image instance)/,
    says: {at: 'manifest'},
  },
  {
    clause: /^no image found in (?:manifest list|image index) for architecture/,
    says: {at: 'manifest', fault: 'no-platform'},
  },
  {clause: /^(?:parse|parsing) manifest/, says: {at: 'manifest', fault: 'schema'}},
  {clause: /^invalid character '<'/, says: {at: 'manifest', fault: 'html'}},
  {clause: /^Unimplemented manifest MIME type "?text\/html/, says: {at: 'manifest', fault: 'html'}},
  {
    clause:
      /^(?:image ID (?:""|'') is invalid|Unimplemented manifest MIME type|unsupported (?:manifest|docker v2s1|schema|MIME type|image-specific operation))/i,
    says: {at: 'manifest', fault: 'schema'},
  },
  {
    clause:
      /^(?:(?:reading|writing|fetching|copying|storing) (?:blob|layer|config)|parsing image configuration|happened during read|fetching blob)/i,
    says: {at: 'blob'},
  },
  {
    clause:
      /^(?:(?:error )?adding layer with blob|(?:error )?processing tar file|unpacking failed|committing the finished image|creating read-write layer with ID)/i,
    says: {at: 'unpack'},
  },
  {clause: /^(?:Digest did not match|digest mismatch)/i, says: {at: 'blob', fault: 'digest-mismatch'}},
  {clause: /^(?:invalid policy in "|open \S*\/policy\.json$)/, says: {at: 'reference', fault: 'signature'}},
  {clause: /^(?:Source image rejected|Running image \S+ is rejected by policy)/, says: {fault: 'signature'}},
  {clause: /^SignatureValidationFailed$/, says: {fault: 'signature'}},
  {clause: /^A signature was required, but no signature exists/, says: {fault: 'signature'}},
  {clause: /^RegistryUnavailable$/, says: {at: 'resolve'}},
  {
    clause: /^(?:registry \S+ is blocked|.*is blocked in configuration)/,
    says: {at: 'reference', fault: 'blocked-by-policy'},
  },
  {
    clause: /^loading (?:drop-in )?registries configuration/,
    says: {at: 'reference', fault: 'registries-file'},
  },
  // Podman tries every search registry, and these only for a name without one (`libimage` pull.go).
  {clause: /^\d+ errors occurred while pulling$/, says: {at: 'reference', fault: 'short-name'}},
  {clause: /^(?:short-name|short name)\b/, says: {at: 'reference', fault: 'short-name'}},
]
