/**
 * An image reference as the kubelet and the container runtimes read it: short names stand for Docker Hub, `library/`
 * is added for its official images (distribution/reference `ParseNormalizedNamed`).
 */
export interface Reference {
  /** The text as it stands in the Pod; messages quote this, never the normalised form. */
  readonly given: string
  /** `host[:port]` without a scheme, spelled as in `given`; `docker.io` where none is given. */
  readonly registry: string
  /** The path below the registry, `library/` included. */
  readonly repository: string
  /** Absent only where a digest stands without a tag; `latest` where neither is given. */
  readonly tag?: string
  /** `algorithm:hex`. With a digest the tag is not asked for. */
  readonly digest?: string
}

/** The reading of an image text: a reference, or the reason why the kubelet would answer `InvalidImageName`. */
export type ParsedReference =
  | {readonly kind: 'reference'; readonly reference: Reference}
  | {
      readonly kind: 'invalid'
      readonly given: string
      /** The words of distribution/reference, such as `invalid reference format`. */
      readonly fault: string
    }

/** `registry/repository`, the name that the kubelet looks up in the keyring (`ParseImageName`). */
export function repositoryName(reference: Reference): string {
  return `${reference.registry}/${reference.repository}`
}

/** What is asked for below `/v2/<repository>/manifests/`: the digest where there is one, else the tag. */
export function manifestIdentifier(reference: Reference): string {
  return reference.digest ?? reference.tag ?? 'latest'
}
