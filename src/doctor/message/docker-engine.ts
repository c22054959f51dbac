import type {ClauseRule} from './clause-rule.ts'

/**
 * The words of the Docker Engine, which dockershim and cri-dockerd pull with: moby `distribution/{errors,pull_v2,
 * registry}.go`, `registry/*.go`, and distribution's `registry/client`.
 */
export const dockerEngine: readonly ClauseRule[] = [
  {clause: /^(?:Error response from daemon|API error \(\d+\)|error from registry)$/, says: {}},
  {clause: /^(?:Get|Head|Post) "?https?:/i, says: {}},
  {
    clause: /^pull access denied for (\S+), repository does not exist/,
    says: ([, image = '']) => ({at: 'resolve', fault: 'insufficient-scope', image}),
  },
  {
    clause: /^manifest for (\S+) not found$/,
    says: ([, image = '']) => ({at: 'resolve', fault: 'manifest-unknown', image}),
  },
  {clause: /^repository (\S+) not found$/, says: ([, image = '']) => ({at: 'resolve', fault: 'name-unknown', image})},
  {clause: /^Tag \S+ not found in repository/, says: {at: 'resolve', fault: 'manifest-unknown'}},
  // registry/session.go before 1.8: a 404, which registries gave to whoever had not logged in
  {clause: /^image \S+ not found$/, says: {at: 'resolve', fault: 'unauthorized'}},
  // It is told once the tag's own manifest is there (`pullTag` in pull_v2.go): what fails from then on is below it.
  {clause: /^Pulling from \S+$/, says: {at: 'manifest'}},
  {clause: /^login attempt to \S+ failed with status/, says: {presented: 'login'}},
  {clause: /^unknown blob/, says: {at: 'blob', fault: 'blob-missing'}},
  {clause: /^does not exist or no pull access/, says: {at: 'resolve', fault: 'insufficient-scope'}},
  {
    clause:
      /^(?:no matching manifest for |image with reference \S+ was found but (?:does not|its platform)|image operating system "[^"]*" cannot be used|operating system (?:"[^"]*" )?is not supported|a Windows version \S+ image is incompatible)/,
    says: {at: 'manifest', fault: 'no-platform'},
  },
  {
    clause:
      /^(?:missing signature key|\[?DEPRECATION NOTICE\]|Docker Image Format v1 and |mediaType in manifest should be|unsupported media type|invalid rootfs in image configuration)/,
    says: {at: 'manifest', fault: 'schema'},
  },
  // `invalidManifestClassError`: a chart or a plugin in an image's place
  {clause: /^Encountered remote "/, says: {at: 'manifest', fault: 'schema'}},
  // distribution registry/client `repository.go`, `descriptorFromResponse`
  {clause: /^missing or empty Content-(?:Type|Length) header/, says: {at: 'resolve', fault: 'http-status'}},
  // distribution `manifests.go`, `UnmarshalManifest`
  {clause: /^unsupported manifest media ?type/, says: {at: 'manifest', fault: 'schema'}},
  {clause: /^text\/html\b/, says: {at: 'manifest', fault: 'html'}},
  {clause: /^layers from manifest don't match/, says: {at: 'manifest', fault: 'schema'}},
  {
    clause: /^(?:filesystem layer verification failed|(?:image|image config|manifest) verification failed for digest)/,
    says: {at: 'blob', fault: 'digest-mismatch'},
  },
  {clause: /^failed to register layer$/, says: {at: 'unpack'}},
  {clause: /^error pulling image configuration$/, says: {at: 'blob'}},
  {clause: /^download failed after attempts=\d+$/, says: {at: 'blob'}},
  {clause: /^\S+ not supported$/, says: {at: 'manifest', fault: 'schema'}},
  {clause: /^Authentication is required/, says: {fault: 'unauthorized'}},
  {clause: /^incorrect username or password/, says: {fault: 'unauthorized', presented: 'login', quotesRegistry: true}},
]
