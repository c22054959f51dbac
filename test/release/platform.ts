/** A platform that krew installs on, and the bun whose runtime stands in its executable. */
export interface Platform {
  /** As krew's selectors spell them: GOOS and GOARCH. */
  readonly os: 'linux' | 'darwin' | 'windows'
  readonly arch: 'amd64' | 'arm64'
  readonly executable: 'kubectl-imagecreds' | 'kubectl-imagecreds.exe'
  /** bun's name of it for `--target`. */
  readonly target: string
  readonly runtime: Runtime
}

/** A package of npm's registry with a bun in it, and what npm says its archive hashes to (Subresource Integrity). */
export interface Runtime {
  readonly name: string
  readonly version: string
  readonly integrity: string
}

/** Every bun here is of one release: its bytecode is read by no other. */
export const bunVersion = '1.4.5'

/**
 * The platforms of a release, each with an archive of its own. amd64 takes the baseline builds, which need no AVX2: a
 * kubectl plugin runs where kubectl runs.
 */
export const platforms: readonly Platform[] = [
  platform('linux', 'amd64', 'bun-linux-x64-baseline', {
    name: '@oven/bun-linux-x64-baseline',
    integrity: 'sha512-s8yMwYcFnnrA178gji0gZbkE2WVDej/Ti1x770oPfihxyRxSMNhGhiAQNXV53aDeraZxksdvKV/RAdQBCd0qPA==',
  }),
  platform('linux', 'arm64', 'bun-linux-arm64', {
    name: '@oven/bun-linux-aarch64',
    integrity: 'sha512-4BXmsSKnjOrlGWqZV4x/oWa7AVoR+B6lCXddMzOAXBIm3t50eslg9wb66gmtW1AamEQ1l1CDvmmruysEhqOWMg==',
  }),
  platform('darwin', 'amd64', 'bun-darwin-x64-baseline', {
    name: '@oven/bun-darwin-x64-baseline',
    integrity: 'sha512-zqfLA5A4B+hYMh5WYzYSot3uZ06FzhdP0OEwQisEzdirYtXGj5cQFlfy31BGfNsAsk1Gd/w/OxJ/jqqJ3cMclw==',
  }),
  platform('darwin', 'arm64', 'bun-darwin-arm64', {
    name: '@oven/bun-darwin-aarch64',
    integrity: 'sha512-4MIFXHmctH2EhAxLXm2/qxNtv17dFtLJylvaOCsrgq6KSqHTs6eW5YSrJjRbJxYUJaR901fsN8JfZOa+CsWpWQ==',
  }),
  platform('windows', 'amd64', 'bun-windows-x64-baseline', {
    name: '@oven/bun-windows-x64-baseline',
    integrity: 'sha512-/U3Dc74uGqE6EUqef7mPtg9KwJs7iJH4JHRMfIZIn18MrJh6Xz4gVvWDXRvzCL2j8wPlTnJVyrO4n7Qq4uM7TQ==',
  }),
  platform('windows', 'arm64', 'bun-windows-arm64', {
    name: '@oven/bun-windows-aarch64',
    integrity: 'sha512-MiPFZnBNDnBXgr1oONc5pizC4fOLjnIOfNkYdFEnWzLmoFTg86naZIG3SvS7d/GglpQSAnCKMAzSjI/TAckiRw==',
  }),
]

/** The one that this machine runs; throws on a machine that no archive is for. */
export function thisPlatform(): Platform {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch
  const found = platforms.find((one) => one.os === process.platform && one.arch === arch)
  if (found === undefined) throw new Error(`archives are built on Linux, not on ${process.platform} ${process.arch}`)
  return found
}

/** krew takes tar.gz and zip by content; Windows users open the latter without another program. */
export function archiveName({os, arch}: Platform): string {
  return `kubectl-imagecreds_${os}_${arch}.${os === 'windows' ? 'zip' : 'tar.gz'}`
}

function platform(
  os: Platform['os'],
  arch: Platform['arch'],
  target: string,
  runtime: Omit<Runtime, 'version'>,
): Platform {
  const executable = os === 'windows' ? 'kubectl-imagecreds.exe' : 'kubectl-imagecreds'
  return {os, arch, executable, target, runtime: {...runtime, version: bunVersion}}
}
