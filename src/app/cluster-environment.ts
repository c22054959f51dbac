import type {Evidence} from '../doctor/finding.ts'
import type {SurveyedNode} from './survey-cluster.ts'

/** What kind of cluster this is, as far as its nodes tell. */
export interface ClusterEnvironment {
  readonly kind: 'managed' | 'hybrid' | 'own' | 'development' | 'unknown'
  /** For people: `Amazon EKS`, `kind`. */
  readonly title: string
  /** The cloud of all nodes, or of some. */
  readonly cloud?: Cloud
  /** The vendor of the cloud runs the nodes, and has set them up to log in. */
  readonly isRunByVendor?: boolean
  readonly evidence: readonly Evidence[]
}

/** A cloud with the registry that its nodes can log in to by themselves. */
export interface Cloud {
  /** The Kubernetes that the vendor runs. */
  readonly title: string
  readonly vendor: string
  /** What `spec.providerID` begins with. */
  readonly scheme: string
  /** The labels of its managed nodes begin with it. */
  readonly label: string
  /** The provider of its registries, as `--provider` has it. */
  readonly provider: string
  /** The token that External Secrets generates, as `generate external-secret --generator` has it. */
  readonly generator: string
  /** Its store of secrets, as `generate external-secret --store` has it. */
  readonly store: string
  /** The clouds of `generate workload-identity`. */
  readonly identity: string
}

/** Labels and schemes as the vendors' documentation has them, read 2026-11. */
const clouds: readonly Cloud[] = [
  {
    title: 'Amazon EKS',
    vendor: 'Amazon Web Services',
    store: 'aws',
    scheme: 'aws://',
    label: 'eks.amazonaws.com/',
    provider: 'ecr',
    generator: 'ecr',
    identity: 'irsa',
  },
  {
    title: 'Google GKE',
    vendor: 'Google Cloud',
    store: 'gcp',
    scheme: 'gce://',
    label: 'cloud.google.com/gke-',
    provider: 'gar',
    generator: 'gcr',
    identity: 'gke',
  },
  {
    title: 'Azure AKS',
    vendor: 'Azure',
    store: 'azure',
    scheme: 'azure://',
    label: 'kubernetes.azure.com/',
    provider: 'acr',
    generator: 'acr',
    identity: 'azure',
  },
]

/** Clusters of one machine: by the name of their nodes, the scheme of their provider or their labels. */
const machines: readonly {readonly title: string; readonly is: (node: SurveyedNode) => boolean}[] = [
  {title: 'kind', is: ({providerID}) => providerID?.startsWith('kind://') === true},
  {
    title: 'minikube',
    is: ({name, labels}) => /^minikube(-m\d+)?$/.test(name) || labels.some((key) => key.startsWith('minikube.k8s.io/')),
  },
  {title: 'k3d', is: ({name}) => /^k3d-.+-(?:server|agent)-\d+$/.test(name)},
  {title: 'Docker Desktop', is: ({name}) => name === 'docker-desktop' || name === 'desktop-control-plane'},
  {title: 'Rancher Desktop', is: ({name}) => name === 'lima-rancher-desktop'},
  {title: 'OrbStack', is: ({name}) => name === 'orbstack'},
]

/** The environment by the nodes; each kind that occurs is shown by one node. Pure. */
export function clusterEnvironment(nodes: readonly SurveyedNode[]): ClusterEnvironment {
  if (nodes.length === 0) return {kind: 'unknown', title: 'no node could be read', evidence: []}
  const machine = machines.find(({is}) => nodes.every(is))
  const [first] = nodes
  if (machine !== undefined)
    return {kind: 'development', title: machine.title, evidence: first ? [nodeField(first)] : []}
  const [cloud, ...others] = clouds.filter((one) => nodes.some((node) => isOf(node, one)))
  const strangers = nodes.filter((node) => !clouds.some((one) => isOf(node, one)))
  const shown = [cloud, ...others].flatMap((one) => {
    const node = one && nodes.find((each) => isOf(each, one))
    return node === undefined ? [] : [nodeField(node)]
  })
  const evidence = [...shown, ...strangers.slice(0, 1).map(nodeField)]
  if (cloud === undefined) return {kind: 'own', title: 'nodes of no cloud that is known', evidence}
  if (others.length > 0) return {kind: 'hybrid', title: 'nodes of several clouds', evidence}
  if (strangers.length > 0) return {kind: 'hybrid', title: `nodes on ${cloud.vendor} and elsewhere`, cloud, evidence}
  const isRunByVendor = nodes.every(({labels}) => labels.some((key) => key.startsWith(cloud.label)))
  return {
    kind: 'managed',
    title: isRunByVendor ? cloud.title : `nodes on ${cloud.vendor}`,
    cloud,
    isRunByVendor,
    evidence,
  }
}

function isOf({providerID, labels}: SurveyedNode, {scheme, label}: Cloud): boolean {
  return providerID === undefined ? labels.some((key) => key.startsWith(label)) : providerID.startsWith(scheme)
}

function nodeField({name, providerID = '(none)'}: SurveyedNode): Evidence {
  return {kind: 'field', object: `node/${name}`, path: 'spec.providerID', value: providerID}
}
