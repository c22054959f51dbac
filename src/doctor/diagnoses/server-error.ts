import type {Diagnosis} from '../diagnosis.ts'
import {transportCause, transportFacts} from '../transport-cause.ts'

export const serverError: Diagnosis = {
  code: 'ICR1314',
  cause: 'server-error',
  severity: 'error',
  summary: 'the registry or its token server fails',
  needs: transportFacts,
  supersedes: [],
  examine(pullCase) {
    return transportCause(pullCase, 'server-error', ({host, part}) => ({
      message: part.status !== undefined && part.status >= 500 ? `${host} fails (${part.status})` : `${host} fails`,
      remedies: [
        {step: `Look at the state of ${host}: its status page, or its log and storage; the kubelet goes on trying.`},
      ],
    }))
  },
  explanation: `What you see
  "500 Internal Server Error", "502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout" behind "unexpected
  status" or "received unexpected HTTP status"; the URL tells whether the registry or the token server answered.

Why it happens
  The registry is ill: its storage or database fails, it restarts, it is overloaded, or the load balancer before it has
  no server left. The login and the image's name are not at fault. Some registries answer 500 to a login in a form they
  do not expect.

How to fix it
  For a vendor's registry look at its status page and wait; the kubelet goes on trying with up to five minutes between.
  For your own look at its log:
    kubectl logs deployment/REGISTRY -n NAMESPACE
  See whether it is this image only:
    kubectl imagecreds verify NAME -n NAMESPACE --image IMAGE

When this is not the cause
  A proxy or a mirror on the way answers 502 and 503 as well: look whose host is in the message.
`,
}
