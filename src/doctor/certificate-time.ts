import {podField} from './evidence.ts'
import type {Evidence} from './finding.ts'
import type {PullCase} from './pull-case.ts'

/** The facts `certificateTime` reads; a diagnosis that calls it declares them. */
export const certificateTimeFacts = ['failure', 'takenAt', 'clockSkewSeconds'] as const

/** Whose fault it is that a node takes a certificate for one that has ended, or not begun, and the times that show it. */
export interface CertificateTime {
  /** `node-clock`: by the cluster's time the certificate is valid. `certificate`: it is not, whatever the node's clock says. */
  readonly fault: 'node-clock' | 'certificate'
  /** Where the node's clock stands to the cluster's, if that is the fault. */
  readonly nodeIs: 'ahead' | 'behind'
  readonly evidence: Evidence
}

// "current time" TIME "is" ("after" / "before") TIME    (crypto/x509, Certificate.isValid in verify.go; RFC 3339)
const stated =
  /\bcurrent time (\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)) is (after|before) (\d{4}-\d\d-\d\dT[\d:.]+Z)/

/** A difference that matters to nobody, in milliseconds. */
const toleranceMs = 60_000

/**
 * Compares the bound of the certificate that a Go runtime states with the two times that the API server's clock gives: the
 * node tried after the Pod was created and before it was read. Undefined where the bound lies between the two or nothing
 * states it: then it could be either. What is later than the reading counts only where the API server told its time, since
 * neither this machine's clock nor the stamps of a file are the cluster's. Events do not help: the kubelet dates them by
 * the very clock that is in question.
 */
export function certificateTime({plan, failure, takenAt, clockSkewSeconds}: PullCase): CertificateTime | undefined {
  const [, , word, bound = ''] = stated.exec(failure?.message ?? '') ?? []
  const at = Date.parse(bound)
  if (word === undefined || Number.isNaN(at)) return undefined
  const {createdAt} = plan.pod
  const nodeIs = word === 'after' ? 'ahead' : 'behind'
  if (createdAt !== undefined && at <= Date.parse(createdAt)) {
    const evidence = podField(plan, 'metadata.creationTimestamp', createdAt)
    return {fault: word === 'after' ? 'certificate' : 'node-clock', nodeIs, evidence}
  }
  if (clockSkewSeconds === undefined || at <= Date.parse(takenAt) + toleranceMs) return undefined
  const evidence = {kind: 'exchange', request: 'Date of the API server', answer: takenAt} as const
  return {fault: word === 'after' ? 'node-clock' : 'certificate', nodeIs, evidence}
}
