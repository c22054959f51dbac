import type {Cause} from '../../src/doctor/cause.ts'
import type {ContainerSketch, PodSketch, Reported, ReportedEvent, World} from './cluster.ts'
import {backingOff} from './kubelet.ts'
import {type Answer, criError, type Runtime} from './runtime.ts'

/** A cluster, and what is to be said first of each container whose pull fails. */
export interface PodScenario {
  readonly world: (runtime: Runtime) => World
  /** By `pod/container`, the answers that are right. A container that is not named is to be left alone. */
  readonly truths: Readonly<Record<string, readonly Cause[]>>
}

/** By a sentence that names what is wanted. */
export type PodScenarios = Readonly<Record<string, PodScenario>>

export const host = 'registry.example.test:5443'
export const image = `${host}/private/app:1.0`
export const publicImage = 'docker.io/library/nginx:1.27'

/** pod/web-0 with a container `app`, and what to vary of it. */
export function aPod(reported: Reported | undefined, changes: Partial<PodSketch> = {}): PodSketch {
  return {name: 'web-0', containers: [aContainer('app', reported)], ...changes}
}

export function aContainer(name: string, reported?: Reported, changes: Partial<ContainerSketch> = {}): ContainerSketch {
  return {name, image, ...(reported && {reported}), ...changes}
}

/** A state without events; the image is on the node where `isPulled`. */
export function inState(state: object, isPulled: 'pulled' | 'not pulled'): Reported {
  return {state, events: [], ...(isPulled === 'pulled' && {imageID: image})}
}

export const creating = inState({waiting: {reason: 'ContainerCreating'}}, 'not pulled')
export const initializing = inState({waiting: {reason: 'PodInitializing'}}, 'not pulled')

/** The status of a Pod that has failed for this reason, and whose container was left in that state. */
export function endedIn(state: object, reason: string): object {
  return {phase: 'Failed', reason, containerStatuses: [{name: 'app', image, imageID: '', state}]}
}

export function warning(reason: string, message: string): ReportedEvent {
  return {type: 'Warning', reason, message}
}

/** A pull that fails for one reason, whoever asks. */
export function refusing(runtime: Runtime, container: string, of: string, answer: Answer): Reported {
  const slash = of.indexOf('/')
  const [repository = '', identifier = ''] = of.slice(slash + 1).split(':')
  const asked = {registry: of.slice(0, slash), repository, identifier}
  return backingOff(runtime, container, of, [criError(runtime, asked, answer, false)])
}

/** A world of one Pod, the same in every runtime. */
export function alone(pod: PodSketch, secrets: World['secrets'] = {}): PodScenario['world'] {
  return () => ({secrets, pods: [pod]})
}
