import type {Pod} from '../cluster/snapshot.ts'
import {observeFailure} from './observed-failure.ts'

/** What a Pod that was made to pull one image says of that pull. */
export type PullResult = 'pulled' | 'failed' | 'open'

/**
 * Waiting reasons of a container whose image is there (`ErrCreateContainerConfig` and its kin in
 * kuberuntime_container.go, which come after `EnsureImageExists` in `startContainer`).
 */
const afterPull: ReadonlySet<string> = new Set([
  'CreateContainerConfigError',
  'PreCreateHookError',
  'CreateContainerError',
  'PreStartHookError',
  'RunContainerError',
  'StartError',
  'PostStartHookError',
  'CrashLoopBackOff',
])

/**
 * The result, once there is one. A container that got as far as being made has its image: that its command does not exist
 * is how the Pod is meant to end. A terminated state without an image is that of a Pod that was ended before.
 */
export function pullResult(pod: Pod): PullResult {
  const [container] = pod.containers
  if (container === undefined) return 'open'
  const {state, imageID} = container
  switch (state.kind) {
    case 'running':
      return 'pulled'
    case 'terminated':
      return imageID !== undefined || afterPull.has(state.reason ?? '') ? 'pulled' : 'open'
    case 'waiting':
      if (afterPull.has(state.reason)) return 'pulled'
      return observeFailure(pod, container, []) === undefined ? 'open' : 'failed'
    case 'none':
      return 'open'
  }
}
