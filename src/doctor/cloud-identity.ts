import {providerOf} from '../providers/catalogue.ts'
import {podField} from './evidence.ts'
import type {Evidence, Remedy} from './finding.ts'
import type {PullCase} from './pull-case.ts'

/** What is known of the Pod's place beside what was found. */
export interface Circumstance {
  readonly evidence: readonly Evidence[]
  readonly remedies: readonly Remedy[]
}

interface Cloud {
  /** What `spec.providerID` of its nodes begins with (cloud provider interface of Kubernetes, `InstanceMetadata`). */
  readonly providerID: string
  /** Whose right it is to pull, and which; it follows on "Or let the node log in by itself: ". */
  readonly right: string
}

/** By the registry's product: read 2026-11 in the documentation of EKS, GKE and AKS. */
const clouds: ReadonlyMap<string, Cloud> = new Map([
  [
    'ecr',
    {
      providerID: 'aws://',
      right:
        'its IAM role needs the policy AmazonEC2ContainerRegistryPullOnly, and a repository of another account its permission',
    },
  ],
  [
    'gar',
    {
      providerID: 'gce://',
      right: 'its service account needs roles/artifactregistry.reader on the repository, and its access scopes storage',
    },
  ],
  ['acr', {providerID: 'azure://', right: 'the identity of its kubelet needs the role AcrPull on the registry'}],
])

/** The node is in the cloud of the image's registry: there it needs no Secret, if its identity may pull. */
export function nodeIdentity({node, reference}: PullCase): Circumstance | undefined {
  if (reference.kind === 'invalid' || node?.providerID === undefined) return undefined
  const {id, title} = providerOf(reference.reference.registry)
  const cloud = clouds.get(id)
  if (cloud === undefined || !node.providerID.startsWith(cloud.providerID)) return undefined
  return {
    evidence: [{kind: 'field', object: `node/${node.name}`, path: 'spec.providerID', value: node.providerID}],
    remedies: [{step: `Let the node log in to ${title} by itself, where no Secret is needed: ${cloud.right}.`}],
  }
}

/** aad-pod-identity is retired, and never had a part in pulls. */
export function retiredIdentity({plan, reference}: PullCase): Circumstance | undefined {
  const {identityBinding} = plan.pod
  if (identityBinding === undefined || reference.kind === 'invalid') return undefined
  if (providerOf(reference.reference.registry).id !== 'acr') return undefined
  const step =
    'Do not count on the label "aadpodidbinding": aad-pod-identity is retired, and images are pulled by the identity of the kubelet; Azure Workload Identity has replaced it for what runs in the Pod.'
  return {
    evidence: [podField(plan, 'metadata.labels["aadpodidbinding"]', identityBinding)],
    remedies: [{step}],
  }
}
