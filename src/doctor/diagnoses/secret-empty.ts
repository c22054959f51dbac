import type {Diagnosis} from '../diagnosis.ts'
import {secretField, statedEvidence} from '../evidence.ts'
import {gapCertainty, gapFacts, reachedWithoutLogin} from '../gap-finding.ts'
import type {LoginGap} from '../login-gap.ts'
import {putLogin} from '../put-login.ts'

export const secretEmpty: Diagnosis = {
  code: 'ICR1104',
  cause: 'secret-empty',
  severity: 'error',
  summary: 'a pull secret parses and holds no login that the kubelet can use',
  needs: gapFacts,
  supersedes: ['no-credentials'],
  examine(pullCase) {
    const {plan} = pullCase
    const reach = reachedWithoutLogin(pullCase)
    if (reach === undefined) return []
    return reach.gaps.flatMap((gap) => {
      if (gap.kind !== 'empty') return []
      const {name, namespace} = gap.secret
      const {reason, path, value} = emptiness(gap)
      return {
        message: `secret "${name}" in namespace "${namespace}" holds no login: ${reason}`,
        certainty: gapCertainty(gap, reach),
        evidence: [secretField(name, path, value), statedEvidence(reach.failure)],
        remedies: putLogin(
          plan,
          {secret: gap.secret, registry: reach.reference.registry},
          'Store a user name and a password or token in it.',
        ),
      }
    })
  },
  explanation: `What you see
  The Secret exists, has the right type and is named by the Pod, and the registry answers as if there were no login.

Why it happens
  The kubelet reads username, password and auth of each entry under auths, and nothing else. A Secret made from
  ~/.docker/config.json on a machine with a credential store (Docker Desktop, osxkeychain, ecr-login) has entries
  without a login, or no entries at all: the login stayed in the store ("credsStore", "credHelpers"). An
  "identitytoken" or "registrytoken" serves Docker and is not read by the kubelet. In a Secret of type
  kubernetes.io/dockercfg the entries stand at the top, so a nested "auths" is taken for a registry of that name.

How to fix it
  Store the login itself:
    kubectl imagecreds create NAME -n NAMESPACE --server REGISTRY --username USER --update
  or take it out of a docker config, with its credential helpers resolved:
    kubectl imagecreds create NAME -n NAMESPACE --from-docker-config ~/.docker/config.json --update

When this is not the cause
  When another Secret of the Pod holds a login for the image. When the image needs no login, the empty Secret does no
  harm.
`,
}

function emptiness({secret, entry}: Extract<LoginGap, {kind: 'empty'}>): {
  readonly reason: string
  readonly path: string
  readonly value: string
} {
  const {state} = secret
  const dataKey = state.kind === 'usable' ? state.dataKey : '.dockerconfigjson'
  if (entry === undefined) {
    const elsewhere = state.kind === 'usable' ? state.ignoredFields : []
    const reason =
      elsewhere.length > 0
        ? `it names ${elsewhere.join(' and ')}, which the kubelet does not read, and no entry`
        : 'it has no entry'
    return {reason, path: `data["${dataKey}"].auths`, value: '{}'}
  }
  const place = `data["${dataKey}"]${dataKey === '.dockercfg' ? '' : '.auths'}["${entry.key}"]`
  if (entry.ignoredFields.length > 0) {
    const fields = entry.ignoredFields.join(', ')
    return {
      reason: `its entry "${entry.key}" has only ${fields}, which the kubelet does not read`,
      path: place,
      value: fields,
    }
  }
  const lacks = entry.username === '' ? 'user name' : 'password'
  return {reason: `its entry "${entry.key}" has no ${lacks}`, path: place, value: '(empty)'}
}
