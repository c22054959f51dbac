import type {Pod} from '../../cluster/snapshot.ts'
import type {Diagnosis} from '../diagnosis.ts'
import {imageField, statedEvidence} from '../evidence.ts'
import type {Remedy} from '../finding.ts'
import {describeLogin} from '../login-words.ts'
import {isMendedSince, refusalFacts, refusalOf} from '../refusal.ts'

export const unknown: Diagnosis = {
  code: 'ICR1601',
  cause: 'unknown',
  severity: 'error',
  summary: 'the pull fails, and the evidence does not show why',
  needs: [...refusalFacts, 'candidates'],
  supersedes: [],
  isLastResort: true,
  examine(pullCase) {
    const {plan, failure, candidates} = pullCase
    if (failure === undefined) return []
    const {image} = plan.container
    const refusal = refusalOf(pullCase)
    const [login] = refusal?.logins ?? []
    const isMended = refusal !== undefined && isMendedSince(refusal)
    const others = candidates.filter(({cause}) => cause !== 'unknown').slice(0, 3)
    return [
      {
        message:
          isMended && login
            ? `the last pull of "${image}" brought no login, and there is one now: the ${describeLogin(login)}`
            : `the pull of "${image}" fails, and the evidence does not show why`,
        certainty: 'possible',
        evidence: [statedEvidence(failure), imageField(plan)],
        // What the message allowed at the last try, the login that is there now has settled.
        remedies: isMended
          ? [{step: "Wait for the kubelet's next try, within five minutes."}]
          : [
              ...others.map(({cause, because}) => ({
                step: `It may be ${cause}: ${because}.`,
                command: ['kubectl', 'imagecreds', 'explain', cause],
              })),
              readOn(plan.pod),
            ],
      },
    ]
  },
  explanation: `What you see
  The Pod waits in ErrImagePull or ImagePullBackOff, and neither its message nor its events, Secrets and the registry's
  answers fit a cause that is known here.

Why it happens
  The message says only that the kubelet backs off (its events are older than an hour, or the kubelet was restarted), it
  is in words that are not known, or what would decide could not be read: see what is listed as not checked.

How to fix it
  Make the kubelet say it again, by deleting the Pod if its owner makes another:
    kubectl delete pod NAME -n NAMESPACE
    kubectl describe pod NAME -n NAMESPACE
  Read the runtime's log on the node (journalctl -u containerd, journalctl -u crio). Grant the rights that are listed
  as missing, and ask again; ask the registry, too, if that was left out.

When this is not the cause
  It never is a cause. A message that should have been understood is worth a report, with the login taken out.
`,
}

/** Where more is said of the pull than was seen. */
function readOn({name, namespace, nodeName, standsForNode}: Pod): Remedy {
  if (standsForNode) {
    return {step: `Read the log of the container runtime on node "${nodeName}": journalctl -u containerd, or crio.`}
  }
  return {
    step: "Read the Pod's events; the first of them say more than the last.",
    command: ['kubectl', 'describe', 'pod', name, '-n', namespace],
  }
}
