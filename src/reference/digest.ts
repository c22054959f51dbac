const hexLengths: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
])

/**
 * Why a digest that the reference grammar lets through is refused all the same, or nothing where it is good: its
 * algorithm must be known, its hex of that algorithm's length and in lower case (`Digest.Validate` of
 * opencontainers/go-digest). The kubelet and containerd know sha256, sha384 and sha512.
 */
export function digestFault(digest: string): string | undefined {
  const colon = digest.indexOf(':')
  const algorithm = digest.slice(0, colon)
  const encoded = digest.slice(colon + 1)
  const length = hexLengths.get(algorithm)
  if (length === undefined) {
    return /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*$/.test(algorithm)
      ? 'unsupported digest algorithm'
      : 'invalid checksum digest format'
  }
  if (encoded.length !== length) return 'invalid checksum digest length'
  return /^[a-f0-9]+$/.test(encoded) ? undefined : 'invalid checksum digest format'
}
