import {certificateTime, certificateTimeFacts} from '../certificate-time.ts'
import type {Diagnosis} from '../diagnosis.ts'
import type {Finding} from '../finding.ts'
import {statedCause, statedFacts} from '../stated-cause.ts'

export const nodeClockSkew: Diagnosis = {
  code: 'ICR1504',
  cause: 'node-clock-skew',
  severity: 'error',
  summary: "the node's clock is wrong, so certificates look expired or not yet valid",
  needs: [...statedFacts, ...certificateTimeFacts.filter((fact) => fact !== 'failure')],
  supersedes: ['tls-expired'],
  examine(pullCase) {
    // What only this machine has met says nothing of a node's clock.
    if (pullCase.failure?.from === 'probe') return []
    const {nodeName} = pullCase.plan.pod
    const node = nodeName === undefined ? 'the node' : `node "${nodeName}"`
    const time = certificateTime(pullCase)
    if (time?.fault === 'certificate') return []
    const wrong = time === undefined ? 'wrong' : `${time.nodeIs === 'ahead' ? 'ahead of' : 'behind'} the API server's`
    const looks = time === undefined ? 'invalid' : time.nodeIs === 'ahead' ? 'expired' : 'not yet valid'
    const findings = statedCause(pullCase, 'node-clock-skew', ({host}) => ({
      message: `the clock of ${node} is ${wrong}, so the certificate of ${host} looks ${looks} to it`,
      remedies: [{step: `Set the clock of ${node} and see that it is kept (chronyc tracking, timedatectl).`}],
    }))
    return time === undefined
      ? findings
      : findings.map(
          (finding): Finding => ({...finding, certainty: 'proved', evidence: [...finding.evidence, time.evidence]}),
        )
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
  Start or fix the time service and let it step the clock; pulls heal by themselves.

When this is not the cause
  When T is the true time, the certificate has really ended or has not begun: see TlsExpired. Compare T with time stamps
  of the API server, such as metadata.creationTimestamp of a new object; the times in events are the node's own. A
  certificate that ended before the Pod was created is a certificate that has ended, whatever the node's clock says.
`,
}
