import type {Diagnosis} from '../diagnosis.ts'
import {statedCause, statedFacts} from '../stated-cause.ts'

export const nodeClockSkew: Diagnosis = {
  code: 'ICR1504',
  cause: 'node-clock-skew',
  severity: 'error',
  summary: "the node's clock is wrong, so certificates look expired or not yet valid",
  needs: statedFacts,
  supersedes: ['tls-expired'],
  examine(pullCase) {
    const {nodeName} = pullCase.plan.pod
    const node = nodeName === undefined ? 'the node' : `node "${nodeName}"`
    return statedCause(pullCase, 'node-clock-skew', ({host}) => ({
      message: `the clock of ${node} is wrong, so the certificate of ${host} looks invalid to it`,
      remedies: [{step: `Set the clock of ${node} and see that it is kept (chronyc tracking, timedatectl).`}],
    }))
  },
  explanation: `What you see
  "x509: certificate has expired or is not yet valid: current time T is before ..." (or "is after ..."), where T is not
  the time it was when the event was written.

Why it happens
  The node's clock is off: a virtual machine that slept, a board without a battery-backed clock that starts in the
  past, a time service that cannot be reached. Every certificate and every token is judged by that clock.

How to fix it
  On the node:
    timedatectl
    chronyc tracking
  Start or mend the time service and let it step the clock; pulls heal by themselves.

When this is not the cause
  When T is the true time, the certificate has really ended or has not begun: see TlsExpired. Compare T with the time
  stamps of events, which the node's kubelet writes as well, and with those of the control plane.
`,
}
