import type {PullSecret} from '../credentials/pull-secret.ts'
import {ownerField} from '../credentials/secret-owner.ts'
import type {Cause} from './cause.ts'
import {nodeIdentity, retiredIdentity} from './cloud-identity.ts'
import {secretField} from './evidence.ts'
import type {Evidence, Finding, Remedy} from './finding.ts'
import type {PullCase} from './pull-case.ts'

/** Causes that a right of the node, instead of a Secret, does away with. */
const ofLogin: ReadonlySet<Cause> = new Set<Cause>([
  'no-credentials',
  'secret-missing',
  'bad-credentials',
  'token-expired',
  'no-pull-permission',
  'repository-not-found-or-no-access',
])

/**
 * A finding with what is known of the Secrets that it rests on and of the cloud that the Pod runs in, whatever the
 * diagnosis: who writes such a Secret again, which helper gave its login, and that the node may log in by itself. None of
 * it changes the cause or its certainty.
 */
export function withCircumstances(finding: Finding, cause: Cause, pullCase: PullCase): Finding {
  const secrets = secretsOf(finding, pullCase)
  const owners = secrets.flatMap(({name, owner}): readonly Evidence[] => {
    if (owner === undefined) return []
    const {path, value} = ownerField(owner)
    return [secretField(name, path, value)]
  })
  const clouds = ofLogin.has(cause) ? [nodeIdentity(pullCase), retiredIdentity(pullCase)] : []
  const known = clouds.filter((one) => one !== undefined)
  const [evidence, remedies] = [known.flatMap((one) => one.evidence), known.flatMap((one) => one.remedies)]
  // Who named no Secret most likely counted on the node.
  const countsOnNode = cause === 'no-credentials'
  const own = [...(ofLogin.has(cause) ? refetched(secrets) : []), ...finding.remedies]
  return {
    ...finding,
    evidence: [...finding.evidence, ...owners, ...evidence],
    remedies: countsOnNode ? [...remedies, ...own] : [...own, ...remedies],
  }
}

/** The Pod's Secrets that the finding shows a field of. */
function secretsOf({evidence}: Finding, {pullSecrets}: PullCase): readonly PullSecret[] {
  const shown = new Set(evidence.flatMap((one) => (one.kind === 'field' ? [one.object] : [])))
  return pullSecrets.flatMap(({name, secret}) => {
    return secret.kind === 'value' && secret.value !== undefined && shown.has(`secret/${name}`) ? [secret.value] : []
  })
}

/** What a helper gave once, it gives again. */
function refetched(secrets: readonly PullSecret[]): readonly Remedy[] {
  return secrets.flatMap(({namespace, name, owner, fetched}) => {
    const [first] = fetched?.values() ?? []
    if (first === undefined || owner !== undefined) return []
    return [
      {
        step: `Have docker-credential-${first.helper}, which gave the login of secret "${name}", give a new one.`,
        command: ['kubectl', 'imagecreds', 'refresh', name, '-n', namespace],
      },
    ]
  })
}
