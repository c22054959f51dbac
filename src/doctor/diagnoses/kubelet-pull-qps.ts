import type {Diagnosis} from '../diagnosis.ts'
import {statedCause, statedFacts} from '../stated-cause.ts'

export const kubeletPullQps: Diagnosis = {
  code: 'ICR1507',
  cause: 'kubelet-pull-qps',
  severity: 'error',
  summary: 'the kubelet throttles its own pulls',
  needs: statedFacts,
  supersedes: ['rate-limited'],
  examine(pullCase) {
    const {nodeName} = pullCase.plan.pod
    const node = nodeName === undefined ? 'the node' : `node "${nodeName}"`
    return statedCause(pullCase, 'kubelet-pull-qps', () => ({
      message: `the kubelet of ${node} holds back its own pulls`,
      remedies: [
        {step: 'Wait: the pull is tried again within seconds to minutes.'},
        {step: 'If nodes often start many Pods at once, raise registryPullQPS and registryBurst of the kubelet.'},
      ],
    }))
  },
  explanation: `What you see
  "pull QPS exceeded" as the error of a pull, mostly right after a node has started.

Why it happens
  The kubelet starts no more than registryPullQPS pulls a second (5 by default, with bursts of registryBurst, 10). Where
  a node gets many Pods at once, those beyond are refused at once and tried again after the back-off. No registry was
  asked.

How to fix it
  It heals by itself. If it delays the start of nodes, raise both in the configuration of the kubelet:
    registryPullQPS: 20
    registryBurst: 40
  With serializeImagePulls: false, several images are pulled side by side (maxParallelImagePulls).

When this is not the cause
  "toomanyrequests" and 429 come from the registry: see RateLimited.
`,
}
