import type {Cause} from '../../src/doctor/cause.ts'
import type {World} from './cluster.ts'
import type {StoredSecret} from './go-keyring.ts'
import {missingSecrets, pull, type Registry} from './kubelet.ts'
import type {Runtime} from './runtime.ts'

/** One Pod that wants one image, told by what its namespace holds and by how the registry answers. */
export interface Scenario {
  readonly truth: Cause
  /** Answers that are as good. */
  readonly also?: readonly Cause[]
  /** Only the body of the registry's answer tells, which not every runtime quotes. */
  readonly isToldByBody?: true
  readonly image: string
  readonly registry: Registry
  readonly secrets?: Readonly<Record<string, StoredSecret>>
  /** `spec.imagePullSecrets`: all of `secrets` where absent. */
  readonly names?: readonly string[]
  readonly account?: NonNullable<World['account']>
}

/** By a sentence that completes "the pull of somebody who has ...". */
export type Scenarios = Readonly<Record<string, Scenario>>

/** The container of every scenario. */
export const container = 'app'

/** The cluster of a scenario on a node with this runtime. */
export function play({secrets = {}, image, registry, account, ...scenario}: Scenario, runtime: Runtime): World {
  const names = scenario.names ?? Object.keys(secrets)
  const found = names.flatMap((name) => secrets[name] ?? [])
  const reported = pull(runtime, {container, image, secrets: found, registry})
  const pod = {
    name: 'web-7d9c5f6b8-x2x4z',
    pullSecrets: names,
    containers: [{name: container, image, reported}],
    events: missingSecrets(names.filter((name) => secrets[name] === undefined)),
  }
  return {secrets, pods: [pod], ...(account && {account})}
}
