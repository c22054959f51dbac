import {existsSync} from 'node:fs'
import {delimiter, join} from 'node:path'

const binary = 'docker-registry'

/**
 * The real registry: CNCF Distribution as Debian packages it (`apt-get install docker-registry`), if it is installed.
 */
export function distributionBinary(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin']
  return folders.map((folder) => join(folder, binary)).find((file) => existsSync(file))
}

/** Why no Distribution can be started here; nothing where one can. */
export function distributionMissing(): string | undefined {
  return distributionBinary() === undefined ? `${binary} is not installed (a package of Debian)` : undefined
}

/**
 * For the `skip` of a test: the reason where the binary is missing. In CI nothing is skipped, so that a pipeline that
 * lost the package fails.
 */
export function skipWithoutDistribution(): string | false {
  if (process.env['CI'] !== undefined) return false
  return distributionMissing() ?? false
}
