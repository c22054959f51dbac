import type {PullCase} from '../doctor/pull-case.ts'

/** The links of a pull, in the order of the path. */
export const linkKinds = [
  'owner',
  'pod',
  'image',
  'service-account',
  'pull-secret',
  'key',
  'login',
  'registry',
  'token-server',
  'repository',
  'manifest',
  'platform',
  'layers',
  'node',
] as const

export type LinkKind = (typeof linkKinds)[number]

/**
 * `good`: seen to hold, by the cluster, by the node's own words or by an answer to this machine. `broken`: the finding is
 * about it. `passed-over`: the kubelet makes no use of it for this image. `not-checked`: nobody has looked, or nobody got
 * so far.
 */
export type LinkState = 'good' | 'broken' | 'passed-over' | 'not-checked'

/** One link of the path from a Pod to its image. */
export interface PathLink {
  readonly kind: LinkKind
  readonly state: LinkState
  /** As the cluster or the reference writes it; not fit to be shown yet. Empty where there is none, such as no login. */
  readonly name: string
  /** What is to be said of it, in a few words without a final period. */
  readonly detail?: string
}

/** What the links are decided from. */
export interface PathView {
  readonly pullCase: PullCase
  /** The link that the finding is about. */
  readonly broken: LinkKind | undefined
  /** Does the finding itself show how far the node came? A mere possibility shows nothing. */
  readonly isSure: boolean
}
