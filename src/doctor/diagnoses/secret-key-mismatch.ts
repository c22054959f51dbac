import {registryOfKey} from '../../credentials/registry-of-key.ts'
import {providerOf} from '../../providers/catalogue.ts'
import type {Diagnosis} from '../diagnosis.ts'
import {imageField, secretField, statedEvidence} from '../evidence.ts'
import {gapCertainty, gapFacts, reachedWithoutLogin} from '../gap-finding.ts'
import {describeMismatch} from '../key-mismatch.ts'
import type {LoginGap} from '../login-gap.ts'
import {putLogin} from '../put-login.ts'

export const secretKeyMismatch: Diagnosis = {
  code: 'ICR1202',
  cause: 'secret-key-mismatch',
  severity: 'error',
  summary: 'no key under auths in the pull secrets matches the image by the rules of the kubelet',
  needs: gapFacts,
  supersedes: ['no-credentials'],
  examine(pullCase) {
    const {plan} = pullCase
    const reach = reachedWithoutLogin(pullCase)
    if (reach === undefined) return []
    const {registry} = reach.reference
    return reach.gaps.flatMap((gap) => {
      if (gap.kind !== 'mismatch') return []
      const {name, namespace, state} = gap.secret
      const dataKey = state.kind === 'usable' ? state.dataKey : '.dockerconfigjson'
      return {
        message: `no entry of secret "${name}" in namespace "${namespace}" matches ${registry}; ${describeMismatch(gap.entry.key, gap.verdict, registry)}`,
        certainty: gapCertainty(gap, reach),
        evidence: [
          secretField(name, `data["${dataKey}"]`, gap.entry.key),
          imageField(plan),
          statedEvidence(reach.failure),
        ],
        remedies: isOfAnotherProduct(gap, registry)
          ? putLogin(plan, {secret: gap.secret, registry}, `Store a login for ${registry} beside it.`)
          : putLogin(
              plan,
              {secret: gap.secret, registry, username: gap.entry.username},
              `Store the login under the key "${registry}".`,
            ),
      }
    })
  },
  explanation: `What you see
  The Secret exists, has the right type and holds a good login, and the registry answers as if there were none.

Why it happens
  The kubelet compares the image with each key under auths, and its rules are its own (URLsMatch in
  pkg/credentialprovider/keyring.go). "https://" and a leading "/v1/" or "/v2/" are cut; then the port must be equal,
  where none is not 443; the host must be equal letter by letter, upper case included; "*" stands for one part of a
  host name and never for two; and a path must be a prefix of the repository. Docker Hub's key is
  https://index.docker.io/v1/, index.docker.io or docker.io, and never hub.docker.com or registry-1.docker.io.

How to fix it
  Write the login under the registry as it stands in the image, with its port:
    kubectl imagecreds create NAME -n NAMESPACE --server REGISTRY --username USER --update
  Other registries in the Secret are kept. The kubelet reads it again at its next try.

When this is not the cause
  A Secret may hold logins for other registries on purpose, and the one for this image may be missing altogether. A
  login that the node itself holds, or a credential provider on it, is not visible in the Pod.
`,
}

/** The login of Docker Hub does not open Quay: the entry may be there for other images, and its user name is of no use here. */
function isOfAnotherProduct({entry, verdict}: Extract<LoginGap, {kind: 'mismatch'}>, registry: string): boolean {
  if (verdict.kind !== 'other-host') return false
  return providerOf(registryOfKey(entry.key) ?? verdict.host).id !== providerOf(registry).id
}
