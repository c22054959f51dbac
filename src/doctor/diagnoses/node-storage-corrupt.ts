import type {Diagnosis} from '../diagnosis.ts'
import {cordonStep} from '../remedy.ts'
import {statedCause, statedFacts} from '../stated-cause.ts'

export const nodeStorageCorrupt: Diagnosis = {
  code: 'ICR1505',
  cause: 'node-storage-corrupt',
  severity: 'error',
  summary: "the node's image store is damaged",
  needs: statedFacts,
  supersedes: [],
  examine(pullCase) {
    const {nodeName} = pullCase.plan.pod
    const node = nodeName === undefined ? 'the node' : `node "${nodeName}"`
    return statedCause(pullCase, 'node-storage-corrupt', () => ({
      message: `the image store of ${node} is damaged`,
      remedies: [
        cordonStep(pullCase.plan),
        {
          step: "Remove the image on the node (crictl rmi IMAGE) and pull again; failing that, clear the runtime's store.",
        },
      ],
    }))
  },
  explanation: `What you see
  Errors of the node's own disk behind a pull that did fetch its layers: "failed to extract layer", "failed to
  prepare extraction snapshot", "input/output error", "structure needs cleaning", "layer not known", "no such file or
  directory" below the runtime's directory.

Why it happens
  The runtime was stopped hard in the middle of a pull, a disk is failing, its file system is read-only or out of
  step with the runtime's database, or somebody deleted files below /var/lib/containerd or /var/lib/containers.

How to fix it
  Take the node out of service, and remove what is broken:
    kubectl cordon NODE
    crictl rmi IMAGE
  If that is refused, stop kubelet and runtime, clear the runtime's store and start them again, or replace the node.

When this is not the cause
  "no space left on device" is a full disk: see DiskFull. A digest that does not fit on every node is the registry's
  fault: see LayerCorrupt.
`,
}
