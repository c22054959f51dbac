import {certificateTime, certificateTimeFacts} from '../certificate-time.ts'
import type {Diagnosis} from '../diagnosis.ts'
import type {Evidence, Finding} from '../finding.ts'
import type {PullCase} from '../pull-case.ts'
import {timeSpan} from '../time-span.ts'
import {transportCause, transportFacts} from '../transport-cause.ts'

export const tlsExpired: Diagnosis = {
  code: 'ICR1407',
  cause: 'tls-expired',
  severity: 'error',
  summary: "the registry's certificate has expired or is not valid yet",
  needs: [...transportFacts, ...certificateTimeFacts.filter((fact) => fact !== 'failure')],
  supersedes: [],
  examine(pullCase) {
    const time = certificateTime(pullCase)
    if (time?.fault === 'node-clock') return []
    const findings = transportCause(pullCase, 'tls-expired', ({host}) => ({
      message: `the certificate of ${host} is outside its validity`,
      remedies: [
        {
          step: `Renew the certificate of ${host}, and see that the server and every load balancer before it serve the new one.`,
        },
      ],
    }))
    if (time === undefined) return findings.map((finding) => doubted(finding, pullCase))
    return findings.map(
      (finding): Finding => ({...finding, certainty: 'proved', evidence: [...finding.evidence, time.evidence]}),
    )
  },
  explanation: `What you see
  "x509: certificate has expired or is not yet valid: current time ... is after ...". The two times stand in the
  message.

Why it happens
  The certificate was not renewed, or it was and the server still serves the old one, or an intermediate of the chain
  has ended. The first time in the message is the node's clock.

How to fix it
  See what is served now:
    openssl s_client -connect HOST:443 -servername HOST </dev/null | openssl x509 -noout -dates
  Renew it, and reload the server. No change on the node or in the cluster is needed.

When this is not the cause
  Compare "current time" in the message with the true time: if it is wrong, the node's clock is, see NodeClockSkew.
  "is before" with a certificate that is new points there too.
`,
}

/**
 * A certificate that this machine refuses proves nothing where this machine's own clock is wrong, and is no more than
 * possible where nobody else has met it.
 */
function doubted(finding: Finding, {clockSkewSeconds = 0, candidates, failure}: PullCase): Finding {
  if (clockSkewSeconds === 0) return finding
  const isOnlyHere = failure?.from === 'probe' || !candidates.some(({cause}) => cause === 'tls-expired')
  if (!isOnlyHere && finding.certainty !== 'proved') return finding
  const direction = clockSkewSeconds > 0 ? 'ahead' : 'behind'
  const clock: Evidence = {
    kind: 'exchange',
    request: 'Date of the API server',
    answer: `this machine's clock is ${timeSpan(Math.abs(clockSkewSeconds))} ${direction}`,
  }
  const evidence: Finding['evidence'] = [...finding.evidence, clock]
  if (!isOnlyHere) return {...finding, certainty: 'likely', evidence}
  const first = {step: 'Set the clock of this machine right, and ask again.'}
  return {...finding, certainty: 'possible', evidence, remedies: [first, ...finding.remedies]}
}
