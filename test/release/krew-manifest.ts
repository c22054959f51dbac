import {stringify} from 'yaml'
import {legalFiles} from './archive-of.ts'
import {archiveName, type Platform, platforms} from './platform.ts'

/** What a release is: its version, and where its archives are. */
export interface Release {
  /** Without `v`. */
  readonly version: string
  /** `https://github.com/OWNER/REPOSITORY`, whose releases have the tag `v` and the version. */
  readonly repository: string
  /** SHA-256 in hex of an archive by its name. */
  readonly sums: ReadonlyMap<string, string>
}

/** At most 50 characters, as the maintainers of krew-index ask, and no word that krew's own list says already. */
const shortDescription = 'Create, verify and diagnose image pull secrets'

/** Lines of at most 80, and no examples of use. */
const description = `Says why an image does not pull: the true cause, the proof and the command that
mends it. It reads Pods, pull secrets, service accounts and events, presents to
the registries the logins that the kubelet would present, and names the broken
link. It also creates pull secrets under the key that the kubelet looks for,
after trying the login, decodes those that are there without showing passwords,
and verifies whether they pull the images they are there for.
`

/** krew prints it behind a bar, so that a command that is to be copied stands on a line of its own. */
const caveats = `The executable needs macOS 13, or glibc 2.17 on Linux, or later. On Alpine and
other systems with musl, install the npm package kubectl-imagecreds, which needs
Node.js 24 or later.

Registries are asked from this machine, which is not the node; doctor --no-probe
asks none.

For kubectl's completion, give the executable a second name:
  cd "\${KREW_ROOT:-$HOME/.krew}/bin"
  ln -sf kubectl-imagecreds kubectl_complete-imagecreds
`

/**
 * The plugin manifest of krew (krew.googlecontainertools.github.com/v1alpha2): one archive for each platform, of which
 * everything is installed and one executable is linked.
 */
export function krewManifest(release: Release): string {
  const {version, repository} = release
  const manifest = {
    apiVersion: 'krew.googlecontainertools.github.com/v1alpha2',
    kind: 'Plugin',
    metadata: {name: 'imagecreds'},
    spec: {
      version: `v${version}`,
      homepage: repository,
      shortDescription,
      description,
      caveats,
      platforms: platforms.map((platform) => platformEntry(platform, release)),
    },
  }
  return stringify(manifest, {lineWidth: 0})
}

function platformEntry(platform: Platform, {version, repository, sums}: Release) {
  const {os, arch, executable} = platform
  const archive = archiveName(platform)
  const sha256 = sums.get(archive)
  if (sha256 === undefined) throw new Error(`there is no sum of ${archive}`)
  return {
    selector: {matchLabels: {os, arch}},
    uri: `${repository}/releases/download/v${version}/${archive}`,
    sha256,
    files: [executable, ...legalFiles].map((name) => ({from: name, to: '.'})),
    bin: executable,
  }
}
