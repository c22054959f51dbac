/**
 * How far a finding may be believed. `proved`: a field of the cluster or an answer of the registry leaves nothing else.
 * `likely`: the message and what is known of the Pod agree on it. `possible`: others fit as well; they stand beside it
 * as alternatives, with the step that separates them.
 */
export type Certainty = 'proved' | 'likely' | 'possible'

/** One diagnosis that holds for one pull, with the proof. */
export interface Finding {
  /** Names the thing before its fault; no final period. Equal messages of one diagnosis are one root cause. */
  readonly message: string
  readonly certainty: Certainty
  readonly evidence: readonly [Evidence, ...Evidence[]]
  readonly remedies: readonly Remedy[]
}

/** A fact the reader can check without us. */
export type Evidence =
  /** `object` as kubectl takes it, such as `pod/web-0`; `path` below it. */
  | {readonly kind: 'field'; readonly object: string; readonly path: string; readonly value: string}
  /** A request and its answer, both fit to be shown. */
  | {readonly kind: 'exchange'; readonly request: string; readonly answer: string}
  /** What the kubelet reported, as an event or in the container's status. */
  | {readonly kind: 'event'; readonly reason: string; readonly text: string}

/** Something the reader can do. `command` is an argv, so that no renderer has to guess the quoting. */
export interface Remedy {
  /** An imperative sentence with its period. */
  readonly step: string
  readonly command?: readonly string[]
}
