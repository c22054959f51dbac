import {providerFor, providerOf} from '../../providers/catalogue.ts'
import type {Evidence} from '../finding.ts'
import type {AdviceFacts, AdviceRule} from './advice.ts'
import {describeStored, passwordEvidence, placeEvidence} from './place-words.ts'
import type {StoredLogin} from './stored-login.ts'

interface Cloud {
  /** The nodes' own way (kubernetes.io, "Configure a kubelet image credential provider"). */
  readonly credentialProvider: string
  /** The generator of External Secrets (external-secrets.io, "Generators", read 2026-11). */
  readonly generator: string
  /** What `spec.providerID` of a node in this cloud begins with. */
  readonly providerID: string
}

const clouds: ReadonlyMap<string, Cloud> = new Map([
  ['ecr', {credentialProvider: 'ecr-credential-provider', generator: 'ECRAuthorizationToken', providerID: 'aws://'}],
  ['gar', {credentialProvider: 'auth-provider-gcp', generator: 'GCRAccessToken', providerID: 'gce://'}],
  ['acr', {credentialProvider: 'acr-credential-provider', generator: 'ACRAccessToken', providerID: 'azure://'}],
])

/** A login to a cloud's own registry that somebody has to renew or to guard. Where a controller writes the Secret, it does. */
export const cloudLoginInSecret: AdviceRule = {
  name: 'cloud-login-in-secret',
  title: 'a login for a cloud registry is kept in a Secret',
  why: 'It has to be renewed or guarded; the identity of the node, or External Secrets, serves without anything to keep.',
  examine(login, facts) {
    const {registry, places} = login
    const cloud = clouds.get(providerOf(registry).id)
    const isKept = places.some(({secret}) => secret !== undefined && secret.owner === undefined)
    if (cloud === undefined || !isKept) return undefined
    const [{credential}] = places
    const {username, password} = credential
    const {kind, isShortLived} = providerFor({registry, username, password}).token({registry, username, password})
    const life = isShortLived ? 'lasts for hours and has to be renewed' : 'lasts until somebody takes it back'
    return {
      message: `the ${describeStored(login)} ${life}`,
      evidence: [...placeEvidence(login), passwordEvidence(login, kind), ...nodesOf(login, cloud, facts)],
      remedies: [
        {
          step: `Let nodes of the same cloud log in by themselves: the kubelet asks ${cloud.credentialProvider}, and no Secret is needed.`,
          command: ['kubectl', 'get', 'nodes', '-o', 'custom-columns=NAME:.metadata.name,CLOUD:.spec.providerID'],
        },
        {step: `Elsewhere let External Secrets write the Secret, from its generator ${cloud.generator}.`},
      ],
    }
  },
}

/** A node of this cloud that pulls with the login. */
function nodesOf({pulls}: StoredLogin, cloud: Cloud, {providerIDs}: AdviceFacts): readonly Evidence[] {
  const [name] = pulls.flatMap(({pod}) => {
    const isHere = pod.nodeName !== undefined && providerIDs.get(pod.nodeName)?.startsWith(cloud.providerID)
    return isHere && pod.nodeName !== undefined ? [pod.nodeName] : []
  })
  const value = name === undefined ? undefined : providerIDs.get(name)
  if (name === undefined || value === undefined) return []
  return [{kind: 'field', object: `node/${name}`, path: 'spec.providerID', value}]
}
