import type {Diagnosis} from '../diagnosis.ts'
import {stateField} from '../evidence.ts'
import {parsePullFailure} from '../parse-pull-failure.ts'

export const healthy: Diagnosis = {
  code: 'ICR1602',
  cause: 'healthy',
  severity: 'info',
  summary: 'the pull failed before and has succeeded since',
  needs: ['failure', 'events'],
  supersedes: [],
  examine({plan, failure, events}) {
    const {container} = plan
    if (failure !== undefined || (container.state.kind !== 'running' && container.state.kind !== 'terminated'))
      return []
    const own = events.filter((event) => event.container === container.name)
    const failed = own.findLast(({reason, message}) => parsePullFailure(reason, message) !== undefined)
    if (failed === undefined) return []
    return [
      {
        message: `image "${container.image}" failed to pull before, and has been pulled since`,
        certainty: 'proved',
        evidence: [{kind: 'event', reason: failed.reason, text: failed.message}, stateField(plan)],
        remedies: [{step: 'Nothing is left to do: the events stay for an hour.'}],
      },
    ]
  },
  explanation: `What you see
  Events of a failing pull on a Pod whose container runs.

Why it happens
  The kubelet goes on trying, at first after seconds, at last every five minutes, and reads the Pod's Secrets again
  each time. A Secret that was created or fixed, a registry that came back, a rate limit that ended: each heals the
  Pod without anybody touching it. Its events stay for an hour.

How to fix it
  Nothing is to be done. To see that no other Pod waits for the same:
    kubectl imagecreds doctor -n NAMESPACE

When this is not the cause
  A container that runs with an older image may belong to a rollout that stands still: look at the newest Pod of the
  workload.
`,
}
