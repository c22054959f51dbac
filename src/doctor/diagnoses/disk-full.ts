import type {Diagnosis} from '../diagnosis.ts'
import type {Evidence} from '../finding.ts'
import {cordonStep} from '../remedy.ts'
import {statedCause, statedFacts} from '../stated-cause.ts'

export const diskFull: Diagnosis = {
  code: 'ICR1506',
  cause: 'disk-full',
  severity: 'error',
  summary: 'the node has no room for the image',
  needs: [...statedFacts, 'node'],
  supersedes: ['node-storage-corrupt', 'layer-corrupt'],
  examine(pullCase) {
    const {plan, node} = pullCase
    const {nodeName} = plan.pod
    const pressure = node?.pressures.find((condition) => condition === 'DiskPressure')
    const evidence: readonly Evidence[] =
      node && pressure
        ? [{kind: 'field', object: `node/${node.name}`, path: 'status.conditions', value: `${pressure}=True`}]
        : []
    return statedCause(pullCase, 'disk-full', () => ({
      message: `${nodeName === undefined ? 'the node' : `node "${nodeName}"`} has no room left for the image`,
      remedies: [{step: 'Free room on the node (crictl rmi --prune), or give it a larger disk.'}, cordonStep(plan)],
    })).map((finding) => ({...finding, evidence: [...finding.evidence, ...evidence]}))
  },
  explanation: `What you see
  "no space left on device", "disk quota exceeded", or "FreeDiskSpaceFailed" among the events of the node.

Why it happens
  The file system with the runtime's store is full: of images, of logs, of files that containers wrote. The kubelet
  removes unused images from 85 % on, and cannot where all are in use or something else fills the disk. A large image
  needs room for its compressed layers and for what they unpack to at once. Inodes can run out before bytes do.

How to fix it
  On the node:
    df -h /var/lib/containerd; df -i /var/lib/containerd
    crictl rmi --prune
  Then make the disk larger, the image smaller, or set imageGCHighThresholdPercent lower.

When this is not the cause
  A limit on a container's ephemeral storage evicts the Pod and does not stop a pull.
`,
}
