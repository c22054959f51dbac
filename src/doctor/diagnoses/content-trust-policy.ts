import type {Diagnosis} from '../diagnosis.ts'
import {statedCause, statedFacts} from '../stated-cause.ts'

export const contentTrustPolicy: Diagnosis = {
  code: 'ICR1313',
  cause: 'content-trust-policy',
  severity: 'error',
  summary: 'a signature or scanning policy refuses the image',
  needs: statedFacts,
  supersedes: ['no-pull-permission'],
  examine(pullCase) {
    const {image} = pullCase.plan.container
    return statedCause(pullCase, 'content-trust-policy', () => ({
      message: `a policy refuses "${image}": it is not signed as demanded, or a scan found fault with it`,
      remedies: [
        {
          step: 'Sign the image with a key that the policy knows, or pass the scan; the message says which is required.',
        },
      ],
    }))
  },
  explanation: `What you see
  SignatureValidationFailed as the waiting reason, "A signature was required, but no signature exists", "Source image
  rejected", or a 412 of Harbor: "current image with N vulnerabilities cannot be pulled due to configured policy".

Why it happens
  The node's runtime has a policy (/etc/containers/policy.json on CRI-O), or the registry has one (Harbor's deployment
  security, Docker content trust), and this image does not meet it: not signed, signed with another key, not scanned, or
  found vulnerable.

How to fix it
  Sign it, for instance:
    cosign sign --key KEY IMAGE@sha256:DIGEST
  Scan or rebuild it, or make an exception in the policy for this repository.

When this is not the cause
  An admission webhook refuses the Pod itself, and no Pod is made: look at the events of its ReplicaSet.
`,
}
