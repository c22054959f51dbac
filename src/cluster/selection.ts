import type {WorkloadName} from './workload-name.ts'

/** Which Pods are to be read. Everything that is given has to hold. */
export interface Selection {
  /** Absent for all namespaces. */
  readonly namespace?: string
  /** As `kubectl get -l` takes it. */
  readonly labelSelector?: string
  /** Pods, and the Pods of workloads; only together with a namespace. */
  readonly workloads?: readonly WorkloadName[]
  /** Only Pods that name one of these Secrets for pulling. */
  readonly pullSecrets?: readonly string[]
}
